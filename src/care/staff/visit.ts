import type { Role } from '../../medicine/record.ts'
import { addMinutes, type Instant } from '../../medicine/time.ts'
import { may } from './rights.ts'
import type { DoorRules } from './staff.types.ts'

/** How a session was opened, and what its person could show. */
export type Proof = {
  readonly openedBy: 'password' | 'second-factor' | 'passkey' | 'link' | 'demo'
  readonly authenticator: boolean
  readonly passkeys: number
}

/** Whose loss of a password would open charts or the doors themselves. */
const needsProof = (roles: readonly Role[]): boolean => may(roles, 'chart.read') || may(roles, 'staff.manage')

export type SecondFactor = {
  readonly has: boolean
  /** From when on nothing opens without one; null when this person may do without. */
  readonly neededBy: Instant | null
  readonly state: 'fine' | 'asked' | 'missing' | 'unconfirmed'
}

/**
 * A person who reads charts adds a second factor within the days the clinic allows, counted from their first sign-in.
 * Whoever has one must have used it: with an authenticator the library saw to that, a passkey alone is looked at here.
 */
export function secondFactor(person: { roles: readonly Role[]; since: Instant; demo: boolean }, proof: Proof, rules: DoorRules, now: Instant): SecondFactor {
  const has = proof.authenticator || proof.passkeys > 0
  if (person.demo || proof.openedBy === 'demo') return { has, neededBy: null, state: 'fine' }
  if (has)
    return { has, neededBy: null, state: proof.openedBy === 'passkey' || proof.openedBy === 'second-factor' || proof.authenticator ? 'fine' : 'unconfirmed' }
  if (!needsProof(person.roles)) return { has, neededBy: null, state: 'fine' }
  const neededBy = addMinutes(person.since, rules.secondFactorAfterDays * 24 * 60)
  return { has, neededBy, state: now >= neededBy ? 'missing' : 'asked' }
}

/** Has nobody touched this screen for longer than the clinic allows? */
export const isIdle = (lastSeen: Instant, rules: DoorRules, now: Instant): boolean => now > addMinutes(lastSeen, rules.idleMinutes)
