import { z } from 'zod'
import type { ClinicOrder } from './clinic.ts'

const id = z.string().regex(/^[a-z0-9-]{1,64}$/, 'small letters, digits and hyphens')
const name = z.string().max(120)
const reason = z.string().max(500)

/** What the settings screen may order; a clinic is founded through the first page, once. */
export const clinicOrder = z.discriminatedUnion('type', [
  z.object({ type: z.literal('rename'), data: z.object({ name }) }),
  z.object({ type: z.literal('change-zone'), data: z.object({ zone: z.string().max(64) }) }),
  z.object({ type: z.literal('add-chair'), data: z.object({ chair: id, name }) }),
  z.object({ type: z.literal('rename-chair'), data: z.object({ chair: id, name }) }),
  z.object({ type: z.literal('retire-chair'), data: z.object({ chair: id, reason }) }),
  z.object({ type: z.literal('return-chair'), data: z.object({ chair: id }) }),
])
export type SettingsOrder = z.infer<typeof clinicOrder> & Exclude<ClinicOrder, { type: 'found' }>

const chairAnswer = z.object({ id: z.string(), name: z.string(), retired: z.boolean().optional() })
export const clinicAnswer = z.object({
  id: z.string(),
  name: z.string(),
  zone: z.string(),
  demo: z.boolean(),
  chairs: z.array(chairAnswer).readonly(),
})
export type ClinicAnswer = z.infer<typeof clinicAnswer>
