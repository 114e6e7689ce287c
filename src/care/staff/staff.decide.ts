import type { Decision, Reason, Role } from '../../medicine/record.ts'
import { addMinutes, type Instant } from '../../medicine/time.ts'
import type { DoorRules, Member, Roster, StaffFact, StaffOrder } from './staff.types.ts'

/** Bounds of what an owner may set; security, not medicine. */
const RULE_BOUNDS = { idleMinutes: { min: 1, max: 240 }, secondFactorAfterDays: { min: 0, max: 30 } }
const LONGEST_TOKEN_DAYS = 366

export function decide(roster: Roster, order: StaffOrder, now: Instant): Decision<StaffFact> {
  const because = objections(roster, order, now)
  return because.length > 0 ? { kind: 'refused', because } : { kind: 'accepted', facts: [factOf(order)] }
}

function objections(roster: Roster, order: StaffOrder, now: Instant): Reason[] {
  switch (order.type) {
    case 'add':
      return [
        ...(roster.people[order.data.staff] ? [taken] : []),
        ...badName(order.data.name),
        ...badRoles(order.data.roles),
        ...sameEmail(roster, order.data.email),
      ]
    case 'invite':
      return activePerson(roster, order.data.staff, (person) => (person.email ? [] : [noEmail]))
    case 'join':
      return activePerson(roster, order.data.staff, () => [])
    case 'correct-name':
      return onPerson(roster, order.data.staff, () => badName(order.data.name))
    case 'change-roles':
      return activePerson(roster, order.data.staff, (person) => [
        ...badRoles(order.data.roles),
        ...(order.data.roles.includes('owner') ? [] : lastOwner(roster, person)),
      ])
    case 'deactivate':
      return activePerson(roster, order.data.staff, (person) => [...noReason(order.data.reason), ...lastOwner(roster, person)])
    case 'reactivate':
      return onPerson(roster, order.data.staff, (person) => (person.active ? [alreadyActive] : sameEmail(roster, person.email)))
    case 'issue-token':
      return [
        ...(roster.tokens[order.data.token] ? [taken] : []),
        ...badName(order.data.name),
        ...badRoles(order.data.roles),
        ...badExpiry(order.data.expiresAt, now),
      ]
    case 'revoke-token':
      return tokenObjections(roster, order.data.token)
    case 'set-door-rules':
      return badRules(order.data)
    default:
      return order satisfies never
  }
}

function factOf(order: StaffOrder): StaffFact {
  switch (order.type) {
    case 'add':
      return { type: 'staff-added', data: order.data }
    case 'invite':
      return { type: 'invited', data: order.data }
    case 'join':
      return { type: 'joined', data: order.data }
    case 'correct-name':
      return { type: 'name-corrected', data: order.data }
    case 'change-roles':
      return { type: 'roles-changed', data: order.data }
    case 'deactivate':
      return { type: 'deactivated', data: order.data }
    case 'reactivate':
      return { type: 'reactivated', data: order.data }
    case 'issue-token':
      return { type: 'token-issued', data: order.data }
    case 'revoke-token':
      return { type: 'token-revoked', data: order.data }
    case 'set-door-rules':
      return { type: 'door-rules-set', data: order.data }
    default:
      return order satisfies never
  }
}

const onPerson = (roster: Roster, id: string, check: (person: Member) => Reason[]): Reason[] => {
  const person = roster.people[id]
  return person ? check(person) : [{ code: 'no-such-person', message: 'Nobody with this id works here.' }]
}

const activePerson = (roster: Roster, id: string, check: (person: Member) => Reason[]): Reason[] =>
  onPerson(roster, id, (person) =>
    person.active ? check(person) : [{ code: 'not-active', message: `${person.name} no longer works here. Take them back first.` }],
  )

/** Somebody must always be able to open the doors again; an owner who never signed in cannot. */
function lastOwner(roster: Roster, person: Member): Reason[] {
  const others = Object.values(roster.people).some(({ id, active, roles, user }) => id !== person.id && active && user && roles.includes('owner'))
  return person.roles.includes('owner') && !others
    ? [{ code: 'last-owner', message: `${person.name} is the only owner who can sign in. Name another owner first, and have them sign in.` }]
    : []
}

function sameEmail(roster: Roster, email: string | undefined): Reason[] {
  const wanted = email?.toLowerCase()
  const other = wanted ? Object.values(roster.people).find((person) => person.active && person.email?.toLowerCase() === wanted) : undefined
  return other ? [{ code: 'email-in-use', field: 'email', message: `${other.name} already has this e-mail address.` }] : []
}

function badRoles(roles: readonly Role[]): Reason[] {
  if (roles.length === 0) return [{ code: 'no-role', field: 'roles', message: 'Choose at least one role.' }]
  return roles.includes('patient') ? [{ code: 'not-staff', field: 'roles', message: 'Patients are not staff.' }] : []
}

function badExpiry(expiresAt: Instant, now: Instant): Reason[] {
  if (expiresAt <= now) return [{ code: 'already-over', field: 'expiresAt', message: 'The token would have ended already.' }]
  const latest = addMinutes(now, LONGEST_TOKEN_DAYS * 24 * 60)
  return expiresAt > latest ? [{ code: 'too-long', field: 'expiresAt', message: `A token lasts ${LONGEST_TOKEN_DAYS} days at most.` }] : []
}

function tokenObjections(roster: Roster, id: string): Reason[] {
  const token = roster.tokens[id]
  if (!token) return [{ code: 'no-such-token', message: 'There is no such token.' }]
  return token.revokedAt ? [{ code: 'already-revoked', message: 'This token was revoked already.' }] : []
}

const badRules = (rules: DoorRules): Reason[] =>
  (['idleMinutes', 'secondFactorAfterDays'] as const)
    .filter((field) => !Number.isInteger(rules[field]) || rules[field] < RULE_BOUNDS[field].min || rules[field] > RULE_BOUNDS[field].max)
    .map((field) => ({ code: 'out-of-bounds', field, message: `Choose a whole number from ${RULE_BOUNDS[field].min} to ${RULE_BOUNDS[field].max}.` }))

const badName = (name: string): Reason[] => (name.trim() === '' ? [{ code: 'no-name', field: 'name', message: 'A name is needed.' }] : [])
const noReason = (reason: string): Reason[] => (reason.trim() === '' ? [{ code: 'no-reason', field: 'reason', message: 'Say why.' }] : [])
const taken: Reason = { code: 'taken', message: 'This id is in use already.' }
const noEmail: Reason = { code: 'no-email', field: 'email', message: 'An e-mail address is needed to sign in.' }
const alreadyActive: Reason = { code: 'already-active', message: 'This person works here already.' }
