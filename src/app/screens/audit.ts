import type { Role } from '../../medicine/record.ts'
import type { Instant } from '../../medicine/time.ts'
import { roleWords } from '../../ui/me.ts'

/** What the audit route answers. */
export type AuditLine = {
  readonly id: string
  readonly at: Instant
  readonly by: { readonly kind: string; readonly id: string; readonly name: string; readonly roles: readonly Role[] }
  readonly act: string
  readonly event: string
  readonly right: string | null
  readonly patient: { readonly id: string; readonly name: string } | null
  readonly session: string | null
  readonly reason: string | null
  readonly outcome: number | null
}
export type AuditPage = { readonly lines: readonly AuditLine[]; readonly next: string | null }

/** `chart.read` as "chart read", `order-signed` as "order signed". */
export const eventWords = (event: string): string => event.replaceAll(/[.-]/g, ' ')

const actWords: Readonly<Record<string, string>> = {
  read: 'looked at',
  write: 'wrote',
  refused: 'was turned away from',
  print: 'printed',
  export: 'took out',
  'break-glass': 'opened by break-glass',
  'sign-in': 'signed in',
  'sign-in-failed': 'tried to sign in',
  'sign-out': 'signed out',
  lock: 'locked the screen',
  unlock: 'unlocked the screen',
}
export const acts = Object.entries(actWords).map(([value, label]) => ({ value, label: label.charAt(0).toUpperCase() + label.slice(1) }))

const alone = new Set(['sign-in', 'sign-in-failed', 'sign-out', 'lock', 'unlock'])

/** One line of the trail as a sentence: "Kim Osei (nurse) looked at: chart read." */
export function sentence({ by, act, event }: Pick<AuditLine, 'by' | 'act' | 'event'>): string {
  const roles = by.kind === 'staff' && by.roles.length > 0 ? ` (${by.roles.map((role) => roleWords[role].toLowerCase()).join(', ')})` : ''
  const who = by.kind === 'token' ? `The token “${by.name}”` : by.kind === 'device' ? `The device ${by.name}` : `${by.name}${roles}`
  const did = actWords[act] ?? act
  return alone.has(act) ? `${who} ${did}` : `${who} ${did}: ${eventWords(event)}`
}
