import type { Context } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import type { Actor, Via } from '../../medicine/record.ts'
import type { Env } from '../../platform/http/env.ts'
import { intakeOf, readSecret } from './intake.store.ts'
import { type OpenIntake, usable } from './intake.ts'
import { type IntakeParts, nowOf } from './parts.routes.ts'

/** The one cookie of a patient's phone: for this intake's own addresses, out of reach of scripts and of other sites. */
const COOKIE = 'waymark.intake'
const DAYS = 14

export type Visitor = { readonly clinic: string; readonly id: string; readonly intake: OpenIntake; readonly by: Actor; readonly via: Via }

export const patientActor = ({ patient, givenName, familyName }: Pick<OpenIntake, 'patient' | 'givenName' | 'familyName'>): Actor => ({
  kind: 'patient',
  id: patient,
  name: `${givenName} ${familyName}`,
  roles: ['patient'],
})

export const viaOf = (c: Context<Env>): Via => {
  const device = c.req.header('waymark-device')
  return { request: c.var.requestId, ...(device ? { device: device.slice(0, 64) } : {}) }
}

/** Who proved the birth date on this device; null: nobody, or the link was ended since. */
export async function visitor({ journal }: IntakeParts, c: Context<Env>, id: string): Promise<Visitor | null> {
  const secret = readSecret(getCookie(c, COOKIE) ?? '')
  if (!secret) return null
  const intake = await intakeOf(journal, secret.clinic, id)
  if (intake.status === 'none' || !intake.devices.includes(secret.hash) || !usable(intake, nowOf(c))) return null
  return { clinic: secret.clinic, id, intake, by: patientActor(intake), via: viaOf(c) }
}

export const prove = { code: 'prove', message: 'Please open your link again and give your birth date.' }

export const remember = (c: Context<Env>, { secure }: IntakeParts, id: string, text: string): void =>
  setCookie(c, COOKIE, text, {
    httpOnly: true,
    sameSite: 'Strict',
    path: `/api/intake/${id}`,
    maxAge: DAYS * 86_400,
    secure: secure || new URL(c.req.url).protocol === 'https:',
  })
