import type { Role } from '../../medicine/record.ts'
import type { Instant } from '../../medicine/time.ts'
import type { DoorRules } from './staff.types.ts'

/** What the staff routes answer, as the screens read it. */
export type Person = {
  readonly id: string
  readonly name: string
  /** Told only to those who manage staff. */
  readonly email: string | null
  readonly roles: readonly Role[]
  readonly active: boolean
  readonly invitedAt: Instant | null
  readonly joinedAt: Instant | null
}
export type StaffList = { readonly people: readonly Person[]; readonly rules: DoorRules }

/** A link of single use, shown once to whoever asked for it. */
export type Link = { readonly link: string; readonly until: Instant; readonly purpose: 'join' | 'reset' }

/** A link as it is shown, with whose it is. */
export type Shown = { readonly name: string; readonly invitation: Link }

export type TokenRow = {
  readonly id: string
  readonly name: string
  readonly roles: readonly Role[]
  readonly issuedAt: Instant
  readonly issuedBy: string
  readonly expiresAt: Instant
  readonly revokedAt: Instant | null
}
export type Tokens = { readonly tokens: readonly TokenRow[] }
export type Issued = { readonly token: string }
