import { hash } from 'node:crypto'
import type { Tx } from '../../db/database.ts'
import { canonical } from '../canonical.ts'
import type { Held } from './held.ts'
import { keptDocuments } from './kept.ts'
import { keyOf, MARK, type SealedDay } from './seal-text.ts'
import { sealableUntil, trailDays } from './trail.ts'

/** What is kept beside the journal: signed records and protocol versions, by their own digests and by the seals. */
export async function documentFaults(tx: Tx, { clinic, book }: Held): Promise<string[]> {
  const faults: string[] = []
  const gone = new Set([...book.state].filter(([, { of }]) => of === 'document').map(([key]) => key))
  for (const { kind, id, sha256, said } of await keptDocuments(tx, clinic)) {
    const key = keyOf({ of: 'document', kind, id })
    const sealed = book.state.get(key)
    gone.delete(key)
    if (sealed?.of === 'document' && sealed.sha256 !== sha256) faults.push(`The document ${kind} ${id} is not the one that was sealed.`)
    else if (said !== null && said !== sha256) faults.push(`The document ${kind} ${id} was changed: it does not fit its digest.`)
  }
  for (const key of gone) faults.push(`The document ${key.split('\n').slice(1).join(' ')} was sealed and is not there any more.`)
  const versions = await tx.sql<{ hash: string; document: unknown }>`select hash, document from protocol_version where clinic = ${clinic} order by hash`
  for (const version of versions) {
    if (hash('sha256', canonical(version.document)) !== version.hash) faults.push(`The protocol version ${version.hash} was changed: it does not fit its hash.`)
  }
  return faults
}

/** The access trail, up to the last day that is sealed. */
export async function trailFaults(tx: Tx, { clinic, book }: Held): Promise<string[]> {
  const { last } = book
  if (!last) return []
  const faults: string[] = []
  const sealed = new Map([...book.state.values()].flatMap((one) => (one.of === 'trail' ? [[one.id, one] as const] : [])))
  for await (const day of trailDays(tx, clinic, '0001-01-01', sealableUntil(last.at))) {
    const then = sealed.get(day.id)
    sealed.delete(day.id)
    if (then?.sha256 !== day.sha256) faults.push(dayFault(day, then))
  }
  for (const { id, lines } of sealed.values()) faults.push(`The access trail of ${id} was sealed with ${lines} lines and is gone.`)
  return faults
}

function dayFault({ id, lines, marks }: SealedDay, then: SealedDay | undefined): string {
  if (!then) return `The access trail of ${id} has ${lines} lines; that day was sealed without any.`
  let n = 0
  while (marks.slice(n * MARK, (n + 1) * MARK) === then.marks.slice(n * MARK, (n + 1) * MARK) && n < Math.max(lines, then.lines)) n += 1
  return `The access trail of ${id} is not the one that was sealed, from line ${n + 1} on: ${then.lines} lines then, ${lines} now.`
}
