import type { Actor, Role } from '../../medicine/record.ts'
import { type Finding, no } from './findings.ts'
import type { SessionCommandType } from './session.types.ts'
import { listed } from './words.ts'

const ANYBODY: readonly Role[] = ['owner', 'physician', 'nurse', 'therapist', 'front-desk']
const CLINICIANS: readonly Role[] = ['nurse', 'physician']
const PHYSICIAN: readonly Role[] = ['physician']

/** Whose decision a command is, where that is a clinical rule. What the clinic allows besides is the rights table's. */
const OWN: Readonly<Partial<Record<SessionCommandType, readonly Role[]>>> = {
  schedule: ANYBODY,
  'change-chair': ANYBODY,
  arrive: ANYBODY,
  'name-escort': ANYBODY,
  attend: ANYBODY,
  'write-note': ['nurse', 'physician', 'therapist'],
  'open-emergency': ANYBODY,
  'log-emergency': ANYBODY,
  'close-emergency': CLINICIANS,
  'sign-order': PHYSICIAN,
  'order-as-needed': PHYSICIAN,
  'set-limit': PHYSICIAN,
  'accept-pressure': PHYSICIAN,
  'override-criterion': PHYSICIAN,
}

/** A judgement or a signature is a person's: no script can give it. */
export const IN_PERSON: ReadonlySet<SessionCommandType> = new Set([
  'sign-order',
  'accept-pressure',
  'override-gate',
  'override-criterion',
  'acknowledge-alert',
  'sign',
])

export const hasRole = (by: Actor, roles: readonly Role[]): boolean => roles.some((role) => (by.roles as readonly Role[]).includes(role))

export const rolesFor = (type: SessionCommandType): readonly Role[] => OWN[type] ?? CLINICIANS

export function notTheirs(type: SessionCommandType, by: Actor): readonly Finding[] {
  if (type === 'keep-samples') return by.kind === 'device' ? [] : [no('device-only', 'Only a bedside device keeps samples; a person records readings.')]
  if (by.kind === 'device' || by.kind === 'system') return [no('not-a-person', 'A device’s values count only once a person has accepted them.')]
  if (IN_PERSON.has(type) && by.kind !== 'staff') return [no('in-person', 'This is somebody’s own judgement: a signed-in person has to give it.')]
  const roles = rolesFor(type)
  if (hasRole(by, roles)) return []
  return [no('not-your-role', `This is for a ${listed(roles.map((role) => role.replace('-', ' '))).replace(' and ', ' or ')} to do.`)]
}
