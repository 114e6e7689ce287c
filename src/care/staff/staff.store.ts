import type { Role, StreamRef } from '../../medicine/record.ts'
import type { Instant } from '../../medicine/time.ts'
import type { Tx } from '../../platform/db/database.ts'
import type { Model } from '../../platform/journal/journal.ts'
import type { Projection } from '../../platform/journal/projection.ts'
import { EMPTY, evolve, fold, USUAL_RULES } from './staff.evolve.ts'
import type { DoorRules, Member, Roster, StaffRecorded, Token } from './staff.types.ts'

export const ROSTER: StreamRef = { kind: 'staff', id: 'roster' }
export const staffModel: Model<Roster> = { empty: EMPTY, fold, evolve }

export type StaffRow = {
  readonly clinic: string
  readonly id: string
  readonly user_id: string | null
  readonly name: string
  readonly email: string | null
  readonly roles: Role[]
  readonly active: boolean
  readonly added_at: Instant
  readonly invited_at: Instant | null
  readonly joined_at: Instant | null
}
export type TokenRow = {
  readonly clinic: string
  readonly id: string
  readonly name: string
  readonly roles: Role[]
  readonly rights: string[] | null
  readonly hash: string
  readonly issued_at: Instant
  readonly issued_by: string
  readonly expires_at: Instant
  readonly revoked_at: Instant | null
}
declare module '../../platform/db/tables.ts' {
  interface Tables {
    staff_member: StaffRow
    token: TokenRow
    door_rules: { clinic: string; idle_minutes: number; second_factor_after_days: number }
    token_use: { clinic: string; token: string; used_at: Instant }
  }
}

/** Whom the new facts touch, written as the state has them. */
export const staffProjection: Projection = {
  name: 'staff',
  streams: ['staff'],
  tables: ['staff_member', 'token', 'door_rules'],
  async apply(tx, clinic, _stream, facts, state) {
    const roster = state as Roster
    const touched = facts as readonly StaffRecorded[]
    for (const id of ids(touched, 'staff')) if (roster.people[id]) await putPerson(tx, clinic, roster.people[id])
    for (const id of ids(touched, 'token')) if (roster.tokens[id]) await putToken(tx, clinic, roster.tokens[id])
    if (touched.some(({ type }) => type === 'door-rules-set')) await putRules(tx, clinic, roster.rules)
  },
}

const ids = (facts: readonly StaffRecorded[], key: 'staff' | 'token'): Set<string> =>
  new Set(facts.flatMap(({ data }) => (key in data ? [(data as Record<string, unknown>)[key] as string] : [])))

async function putPerson(tx: Tx, clinic: string, person: Member): Promise<void> {
  const row = {
    clinic,
    id: person.id,
    user_id: person.user ?? null,
    name: person.name,
    email: person.email ?? null,
    roles: [...person.roles],
    active: person.active,
    added_at: person.addedAt,
    invited_at: person.invitedAt ?? null,
    joined_at: person.joinedAt ?? null,
  }
  await tx
    .insertInto('staff_member')
    .values(row)
    .onConflict((of) => of.columns(['clinic', 'id']).doUpdateSet(row))
    .execute()
}

async function putToken(tx: Tx, clinic: string, token: Token): Promise<void> {
  const row = {
    clinic,
    id: token.id,
    name: token.name,
    roles: [...token.roles],
    rights: token.rights ? [...token.rights] : null,
    hash: token.hash,
    issued_at: token.issuedAt,
    issued_by: token.issuedBy,
    expires_at: token.expiresAt,
    revoked_at: token.revokedAt ?? null,
  }
  await tx
    .insertInto('token')
    .values(row)
    .onConflict((of) => of.columns(['clinic', 'id']).doUpdateSet(row))
    .execute()
}

async function putRules(tx: Tx, clinic: string, rules: DoorRules): Promise<void> {
  const row = { clinic, idle_minutes: rules.idleMinutes, second_factor_after_days: rules.secondFactorAfterDays }
  await tx
    .insertInto('door_rules')
    .values(row)
    .onConflict((of) => of.column('clinic').doUpdateSet(row))
    .execute()
}

export const staffList = (tx: Tx): Promise<StaffRow[]> => tx.selectFrom('staff_member').selectAll().orderBy('active', 'desc').orderBy('name').execute()

export const staffMember = (tx: Tx, id: string): Promise<StaffRow | undefined> =>
  tx.selectFrom('staff_member').selectAll().where('id', '=', id).executeTakeFirst()

export async function doorRules(tx: Tx): Promise<DoorRules> {
  const row = await tx.selectFrom('door_rules').selectAll().executeTakeFirst()
  return row ? { idleMinutes: row.idle_minutes, secondFactorAfterDays: row.second_factor_after_days } : USUAL_RULES
}

export const tokenList = (tx: Tx) =>
  tx
    .selectFrom('token')
    .leftJoin('token_use', 'token_use.token', 'token.id')
    .select(['id', 'name', 'roles', 'rights', 'issued_at', 'issued_by', 'expires_at', 'revoked_at', 'used_at'])
    .orderBy('issued_at', 'desc')
    .execute()

export const tokenByHash = (tx: Tx, hash: string): Promise<TokenRow | undefined> =>
  tx.selectFrom('token').selectAll().where('hash', '=', hash).executeTakeFirst()

export async function noteTokenUse(tx: Tx, clinic: string, used: ReadonlyMap<string, Instant>): Promise<void> {
  const rows = [...used].map(([token, used_at]) => ({ clinic, token, used_at }))
  if (rows.length === 0) return
  await tx
    .insertInto('token_use')
    .values(rows)
    .onConflict((of) => of.columns(['clinic', 'token']).doUpdateSet((eb) => ({ used_at: eb.ref('excluded.used_at') })))
    .execute()
}
