import type { Role } from '../../medicine/record.ts'
import type { Instant } from '../../medicine/time.ts'
import { roleWords } from '../../ui/me.ts'
import { did, refusedFrom, why } from './audit.words.ts'

/** What the audit route answers. */
export type AuditLine = {
  readonly id: string
  readonly at: Instant
  readonly by: { readonly kind: string; readonly id: string; readonly name: string; readonly roles: readonly Role[] }
  readonly act: string
  readonly event: string
  readonly patient: string | null
  /** Name of the patient the line is about, as far as it is known. */
  readonly patientName?: string | null
  readonly session: string | null
  readonly reason: string | null
}
export type AuditPage = { readonly lines: readonly AuditLine[]; readonly next: string | null }

export const acts: { value: string; label: string }[] = [
  { value: 'read', label: 'Looked' },
  { value: 'write', label: 'Changed' },
  { value: 'refused', label: 'Turned away' },
  { value: 'print', label: 'Printed' },
  { value: 'break-glass', label: 'Break-glass' },
  { value: 'sign-in', label: 'Signed in' },
  { value: 'sign-in-failed', label: 'Failed to sign in' },
  { value: 'sign-out', label: 'Signed out' },
  { value: 'lock', label: 'Locked' },
  { value: 'unlock', label: 'Unlocked' },
]

const words = (event: string): string => did[event] ?? `did: ${event.replaceAll(/[.-]/g, ' ')}`

/** One line of the trail as a sentence: "Kim Osei (nurse) read the chart". */
export function sentence({ by, act, event }: Pick<AuditLine, 'by' | 'act' | 'event'>): string {
  const roles =
    (by.kind === 'staff' || by.kind === 'patient') && by.roles.length > 0 ? ` (${by.roles.map((role) => roleWords[role].toLowerCase()).join(', ')})` : ''
  const who = by.kind === 'token' ? `The token “${by.name}”` : by.kind === 'device' ? `The device ${by.name}` : `${by.name}${roles}`
  if (act === 'sign-in-failed') return `${who} tried to sign in`
  return act === 'refused' ? `${who} was turned away from ${refusedFrom[event] ?? `this: ${event.replaceAll(/[.-]/g, ' ')}`}` : `${who} ${words(event)}`
}

/** A reason as a person wrote it, or a code in words. */
export const reasonWords = (reason: string): string => why[reason] ?? reason
