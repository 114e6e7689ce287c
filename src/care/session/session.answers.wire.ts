import { z } from 'zod'
import { quantity } from './session.parts.wire.ts'

/** What the session routes answer, for the description of the interface. */

const moment = z.string()
const chair = z.object({ id: z.string(), name: z.string(), retired: z.boolean().optional() })

const due = z.object({ quantities: z.array(z.string()).readonly(), dueAt: moment, overdueAt: moment, everyMin: z.number(), source: z.string() })
const alert = z.object({
  alert: z.string(),
  quantity: z.string(),
  side: z.string(),
  severity: z.string(),
  limit: z.number(),
  latestValue: z.number(),
  issuedAt: moment,
  acknowledged: z.boolean(),
  resolved: z.boolean(),
})
const order = z.object({ drug: z.string(), doseMgPerKg: z.string(), weightKg: z.string(), durationMin: z.string(), signed: z.boolean() })

/** A session as the board shows it. Moments only; the reader counts the minutes. */
const row = z.object({
  session: z.string(),
  patient: z.string(),
  name: z.string().nullable(),
  birthDate: z.string().optional(),
  status: z.string(),
  phase: z.string().nullable(),
  chair: z.string(),
  protocol: z.string(),
  plannedFor: moment,
  arrivedAt: moment.optional(),
  readyAt: moment.optional(),
  startedAt: moment.optional(),
  stoppedAt: moment.optional(),
  dischargedAt: moment.optional(),
  order: order.optional(),
  readings: z.partialRecord(quantity, z.object({ value: z.number(), at: moment })),
  due: z.array(due).readonly(),
  alerts: z.array(alert).readonly(),
  emergency: z.object({ kind: z.string(), openedAt: moment }).optional(),
  attending: z.array(z.object({ staff: z.string(), name: z.string() })).readonly(),
  signedBy: z.array(z.string()).readonly(),
  /** The checks before the start, while it has not come. */
  gates: z
    .array(z.object({ id: z.string(), state: z.enum(['met', 'not-met', 'unknown', 'overridden']) }))
    .readonly()
    .optional(),
})
export const boardAnswer = z.object({ rows: z.array(row).readonly(), chairs: z.array(chair).readonly(), serverTime: moment })

/** Sets of readings as they stand, each with the event that wrote it. */
export const readings = z.array(z.object({ at: moment, event: z.string(), session: z.string(), values: z.partialRecord(quantity, z.number()) })).readonly()

export const monitorNow = z.object({
  device: z.string(),
  name: z.string().optional().openapi({ description: 'What the clinic calls the device', example: 'Window monitor' }),
  values: z.record(z.string(), z.object({ value: z.number(), at: moment, message: z.string().optional() })),
})
export type MonitorAnswer = z.infer<typeof monitorNow>
