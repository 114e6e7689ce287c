import { z } from 'zod'
import type { Instant } from '../../medicine/time.ts'
import type { DowntimeSheet } from './downtime.ts'

/** What `GET /api/downtime` answers: everything a page needs that can ask nobody. */
const head = {
  session: z.string(),
  chair: z.string(),
  name: z.string().nullable(),
  birthDate: z.string().nullable(),
  status: z.string(),
  phase: z.string().nullable(),
  startedAt: z.string().optional(),
  stoppedAt: z.string().optional(),
  emergency: z.object({ kind: z.string(), openedAt: z.string() }).optional(),
  attending: z.array(z.string()).readonly(),
  withheld: z.enum(['no-charts', 'restricted']).optional(),
}
const chart = z.unknown().describe('Allergies, order, what was given, last readings, due, limits, alerts, escort; null where withheld')

export const downtimeAnswer = z.object({
  clinic: z.object({ name: z.string(), zone: z.string(), demo: z.boolean() }),
  by: z.object({ id: z.string(), name: z.string() }),
  takenAt: z.string(),
  serverTime: z.string(),
  sheets: z.array(z.object({ ...head, chart })).readonly(),
})

/** The same as the screen reads it. */
export type DowntimePack = {
  readonly clinic: { readonly name: string; readonly zone: string /** Nobody in it is a real person. */; readonly demo: boolean }
  readonly by: { readonly id: string; readonly name: string }
  readonly takenAt: Instant
  readonly sheets: readonly DowntimeSheet[]
}
