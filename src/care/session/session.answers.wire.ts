import { z } from 'zod'

/** What the session routes answer, for the description of the interface. */

const moment = z.string()
const chair = z.object({ id: z.string(), name: z.string(), retired: z.boolean().optional() })

/** A session as the board shows it. Moments only; the reader counts the minutes. */
const row = z.looseObject({
  session: z.string(),
  patient: z.string(),
  name: z.string().nullable(),
  status: z.string(),
  phase: z.string().nullable(),
  chair: z.string(),
  plannedFor: moment,
  startedAt: moment.optional(),
  due: z.array(z.unknown()).readonly(),
  alerts: z.array(z.unknown()).readonly(),
})
export const boardAnswer = z.object({ rows: z.array(row).readonly(), chairs: z.array(chair).readonly(), serverTime: moment })

export const monitorNow = z.object({
  device: z.string(),
  values: z.record(z.string(), z.object({ value: z.number(), at: moment, message: z.string().optional() })),
})
export type MonitorAnswer = z.infer<typeof monitorNow>
