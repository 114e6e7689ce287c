import type { DoorRules, Member, Roster, StaffRecorded, Token } from './staff.types.ts'

/**
 * Until the owner says otherwise: a screen left alone locks after a quarter of an hour, and whoever reads charts has a
 * week to add a second factor. See docs/decisions/0010-second-factor-after-a-week.md.
 */
export const USUAL_RULES: DoorRules = { idleMinutes: 15, secondFactorAfterDays: 7 }

export const EMPTY: Roster = { seq: 0, people: {}, tokens: {}, rules: USUAL_RULES }

export const fold = (facts: readonly StaffRecorded[]): Roster => facts.reduce(evolve, EMPTY)

export function evolve(roster: Roster, fact: StaffRecorded): Roster {
  const next = { ...roster, seq: fact.seq }
  switch (fact.type) {
    case 'staff-added': {
      const { staff, ...person } = fact.data
      return { ...next, people: { ...roster.people, [staff]: { id: staff, ...person, active: true, addedAt: fact.at } } }
    }
    case 'invited':
      return person(next, fact.data.staff, { invitedAt: fact.at })
    case 'joined':
      return person(next, fact.data.staff, { user: fact.data.user, joinedAt: fact.at })
    case 'name-corrected':
      return person(next, fact.data.staff, { name: fact.data.name })
    case 'roles-changed':
      return person(next, fact.data.staff, { roles: fact.data.roles })
    case 'deactivated':
      return person(next, fact.data.staff, { active: false })
    case 'reactivated':
      return person(next, fact.data.staff, { active: true })
    case 'token-issued': {
      const { token, ...data } = fact.data
      return { ...next, tokens: { ...roster.tokens, [token]: { id: token, ...data, issuedAt: fact.at, issuedBy: fact.by.name } } }
    }
    case 'token-revoked':
      return token(next, fact.data.token, { revokedAt: fact.at })
    case 'door-rules-set':
      return { ...next, rules: fact.data }
    default:
      return fact satisfies never
  }
}

function person(roster: Roster, id: string, change: Partial<Member>): Roster {
  const known = roster.people[id]
  return known ? { ...roster, people: { ...roster.people, [id]: { ...known, ...change } } } : roster
}

function token(roster: Roster, id: string, change: Partial<Token>): Roster {
  const known = roster.tokens[id]
  return known ? { ...roster, tokens: { ...roster.tokens, [id]: { ...known, ...change } } } : roster
}
