import { createHash, randomBytes } from 'node:crypto'
import type { Actor, Role } from '../../medicine/record.ts'
import { addMinutes, instant } from '../../medicine/time.ts'
import { NeedsHelp } from '../../platform/db/needs-help.ts'
import type { Journal } from '../../platform/journal/journal.ts'
import { uuid7 } from '../../platform/journal/uuid7.ts'
import { onRoster } from './roster.store.ts'
import { tokenText } from './token.ts'

/** SHA-256 in hex: enough for a secret of 32 random bytes, which nobody can guess at any speed. */
export const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex')

export function freshToken(clinic: string): { readonly text: string; readonly hash: string } {
  const text = tokenText(clinic, randomBytes(32))
  return { text, hash: hashOf(text) }
}

export type TokenWish = { readonly clinic: string; readonly roles: readonly Role[]; readonly name: string; readonly days: number }

/** `npx waymark token`: whoever can start Waymark on this machine may make one. Answers its text, to be shown once. */
export async function issueToken(journal: Journal, { clinic, roles, name, days }: TokenWish): Promise<{ id: string; text: string; expiresAt: string }> {
  const { text, hash } = freshToken(clinic)
  const id = uuid7()
  const at = instant(Date.now())
  const expiresAt = addMinutes(at, days * 24 * 60)
  const by: Actor = { kind: 'system', id: 'waymark', name: 'Waymark', roles: [] }
  const outcome = await onRoster(
    journal,
    { clinic, id, at, by, via: { device: 'command line' } },
    { type: 'issue-token', data: { token: id, name, roles, hash, expiresAt } },
  )
  if (outcome.kind === 'done') return { id, text, expiresAt }
  throw new NeedsHelp(outcome.kind === 'refused' ? outcome.because.map(({ message }) => message).join(' ') : 'The token could not be made; try again.')
}
