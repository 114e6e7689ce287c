/** Examples for the description of the interface: they pass their own schemas, and a test says so. */

export const scheduleExample = {
  id: '019ab0c4-7d3e-7000-8000-000000000011',
  at: '2026-11-24T14:05:00.000Z',
  session: '019ab0c4-7d3e-7000-8000-000000000012',
  type: 'schedule',
  data: {
    patient: '019ab0c4-7d3e-7000-8000-000000000013',
    protocol: { id: 'iv-ketamine-depression', version: '1.0.0', hash: '0'.repeat(64) },
    chair: 'window',
    plannedFor: '2026-11-25T15:00:00.000Z',
  },
} as const

export const readingsExample = {
  id: '019ab0c4-7d3e-7000-8000-000000000021',
  at: '2026-11-25T15:20:00.000Z',
  type: 'record-readings',
  data: { values: { 'heart-rate': 78, systolic: 138, diastolic: 84, spo2: 97, 'respiratory-rate': 14, moaas: 5 }, from: {} },
} as const
