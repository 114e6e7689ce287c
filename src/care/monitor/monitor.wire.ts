import { z } from 'zod'
import { QUANTITIES, type Quantity } from '../../medicine/vitals.ts'

/** What crosses HTTP about devices. */
const device = z.string().trim().min(1).max(120)
const name = z.string().trim().max(60)

export const deviceOrder = z.discriminatedUnion('type', [
  z.object({ type: z.literal('bind'), data: z.object({ device, chair: z.string().min(1).max(60), name: name.optional() }) }),
  z.object({ type: z.literal('unbind'), data: z.object({ device }) }),
  z.object({ type: z.literal('rename'), data: z.object({ device, name }) }),
  z.object({ type: z.literal('block'), data: z.object({ device, reason: z.string().max(400) }) }),
  z.object({ type: z.literal('unblock'), data: z.object({ device }) }),
  z.object({ type: z.literal('dismiss'), data: z.object({ message: z.uuid() }) }),
])
export type DeviceBody = z.infer<typeof deviceOrder>

const quantity = z.enum(Object.keys(QUANTITIES) as [Quantity, ...Quantity[]])
const value = z.object({
  value: z.number(),
  at: z.string(),
  message: z.string(),
  receivedAt: z.string(),
  standing: z.enum(['unverified', 'final', 'preliminary', 'corrected']),
  zone: z.enum(['stated', 'assumed']),
  questionable: z.literal(true).optional(),
  unitAssumed: z.literal(true).optional(),
  original: z.object({ value: z.string(), unit: z.string() }).optional(),
})

export const deviceRow = z.object({
  device: z.string(),
  name: z.string(),
  chair: z.string().nullable(),
  blocked: z.string().nullable(),
  heard: z
    .object({
      sender: z.string(),
      from: z.string(),
      bed: z.string(),
      firstAt: z.string(),
      lastAt: z.string(),
      clockOffMs: z.number().nullable(),
      messages: z.number(),
      values: z.partialRecord(quantity, value),
    })
    .nullable(),
})
export type DeviceRow = z.infer<typeof deviceRow>

export const messageRow = z.object({
  id: z.string(),
  receivedAt: z.string(),
  from: z.string(),
  sender: z.string(),
  controlId: z.string().nullable(),
  devices: z.array(z.string()).readonly(),
  verdict: z.string(),
  reason: z.string(),
  notTaken: z.array(z.object({ row: z.number(), code: z.string(), why: z.string() })).readonly(),
  again: z.number(),
  againAt: z.string().nullable(),
  length: z.number(),
  begins: z.string(),
})

export const deviceList = z.object({
  devices: z.array(deviceRow),
  messages: z.array(messageRow),
  toLookAt: z.number().int(),
  listener: z.object({ host: z.string(), port: z.number() }).nullable(),
  serverTime: z.string(),
})
export type DeviceList = z.infer<typeof deviceList>
