import type { Fact, Recorded, Role } from '../../medicine/record.ts'
import type { Instant } from '../../medicine/time.ts'

/** How the doors of a clinic close: minutes without a touch until the screen locks, days until a second factor is needed. */
export type DoorRules = { readonly idleMinutes: number; readonly secondFactorAfterDays: number }

/**
 * What can be true of a clinic's staff. All of it is one stream, `staff/roster`, because the rule that an owner always
 * remains spans all people: two owners who let each other go at the same moment must meet in one place.
 */
export type StaffFact =
  | Fact<'staff-added', { readonly staff: string; readonly name: string; readonly email?: string; readonly roles: readonly Role[] }>
  | Fact<'invited', { readonly staff: string; readonly purpose: 'join' | 'reset'; readonly until: Instant }>
  | Fact<'joined', { readonly staff: string; readonly user: string }>
  | Fact<'name-corrected', { readonly staff: string; readonly name: string }>
  | Fact<'roles-changed', { readonly staff: string; readonly roles: readonly Role[]; readonly reason: string }>
  | Fact<'deactivated', { readonly staff: string; readonly reason: string }>
  | Fact<'reactivated', { readonly staff: string; readonly reason: string }>
  | Fact<
      'token-issued',
      {
        readonly token: string
        readonly name: string
        readonly roles: readonly Role[]
        /** Narrower than the roles, when given. */
        readonly rights?: readonly string[]
        /** SHA-256 of the secret, in hex. */
        readonly hash: string
        readonly expiresAt: Instant
      }
    >
  | Fact<'token-revoked', { readonly token: string; readonly reason: string }>
  | Fact<'door-rules-set', DoorRules>
export type StaffRecorded = Recorded<StaffFact>

type Data<T extends StaffFact['type']> = Extract<StaffFact, { type: T }>['data']

export type StaffOrder =
  | { readonly type: 'add'; readonly data: Data<'staff-added'> }
  | { readonly type: 'invite'; readonly data: Data<'invited'> }
  | { readonly type: 'join'; readonly data: Data<'joined'> }
  | { readonly type: 'correct-name'; readonly data: Data<'name-corrected'> }
  | { readonly type: 'change-roles'; readonly data: Data<'roles-changed'> }
  | { readonly type: 'deactivate'; readonly data: Data<'deactivated'> }
  | { readonly type: 'reactivate'; readonly data: Data<'reactivated'> }
  | { readonly type: 'issue-token'; readonly data: Data<'token-issued'> }
  | { readonly type: 'revoke-token'; readonly data: Data<'token-revoked'> }
  | { readonly type: 'set-door-rules'; readonly data: DoorRules }

export type Member = {
  readonly id: string
  readonly name: string
  readonly email?: string
  readonly roles: readonly Role[]
  readonly active: boolean
  readonly addedAt: Instant
  readonly invitedAt?: Instant
  /** The account this person signs in with; absent until the first link was used. */
  readonly user?: string
  readonly joinedAt?: Instant
}

export type Token = {
  readonly id: string
  readonly name: string
  readonly roles: readonly Role[]
  readonly rights?: readonly string[]
  readonly hash: string
  readonly issuedAt: Instant
  readonly issuedBy: string
  readonly expiresAt: Instant
  readonly revokedAt?: Instant
}

export type Roster = {
  readonly seq: number
  readonly people: Readonly<Record<string, Member>>
  readonly tokens: Readonly<Record<string, Token>>
  readonly rules: DoorRules
}
