import { z } from 'zod'
import { isRight } from './rights.ts'

const roleSchema = z.enum(['owner', 'physician', 'nurse', 'therapist', 'front-desk'])
const roles = z.array(roleSchema).min(1).max(5).readonly()
const name = z.string().trim().min(1).max(120)
const reason = z.string().trim().min(1).max(500)
const email = z.email().max(200).toLowerCase()
const password = z.string().min(12).max(128)

export const newPerson = z.object({ name, email: email.optional(), roles })
export const newToken = z.object({
  name,
  roles,
  rights: z.array(z.string().refine(isRight, 'there is no such right')).min(1).readonly().optional(),
  days: z.number().int().min(1).max(366).default(90),
})
export const doorRulesBody = z.object({ idleMinutes: z.number().int(), secondFactorAfterDays: z.number().int() })

/** The commands on one person; the person is in the path. */
export const personCommand = z.discriminatedUnion('type', [
  z.object({ type: z.literal('correct-name'), data: z.object({ name }) }),
  z.object({ type: z.literal('change-roles'), data: z.object({ roles, reason }) }),
  z.object({ type: z.literal('deactivate'), data: z.object({ reason }) }),
  z.object({ type: z.literal('reactivate'), data: z.object({ reason }) }),
])

export const invitationBody = z.object({
  /** For somebody who lost the phone: authenticator and passkeys are forgotten when the link is used. */
  forgetSecondFactors: z.boolean().default(false),
})
export const linkSecret = z.object({ secret: z.string().min(20).max(100) })
export const acceptBody = linkSecret.extend({ password })

export const breakGlassBody = z.object({ reason: z.string().trim().min(5).max(500), minutes: z.number().int().min(1).max(60) })

export const setupBody = z.object({
  clinicName: name,
  zone: z.string().refine(isZone, 'not a time zone, such as America/New_York'),
  ownerName: name,
  email,
  password,
  alsoPhysician: z.boolean().default(false),
})

function isZone(zone: string): boolean {
  try {
    return Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}
