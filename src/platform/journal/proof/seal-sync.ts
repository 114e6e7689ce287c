import type { Database, Tx } from '../../db/database.ts'
import type { SealBook, SealFault } from './seal-book.ts'
import { appendSeals, readSeals } from './seal-file.ts'
import { type StoredSeal, storedLines, storedSeals, takeSeal } from './seal-table.ts'
import { sealLine } from './seal-text.ts'

export type Synced = { readonly book: SealBook; readonly faults: readonly SealFault[]; readonly stored: number }

/**
 * Brings the file up to the database's copy, for a seal is committed first and then written to the file, and another
 * node may have made it. Only what is signed and follows is taken over. What the file has and the database has not, or
 * has otherwise, is a fault.
 */
export const syncSeals = (database: Database, folder: string, clinic: string): Promise<Synced> =>
  database.as(clinic, async (tx) => {
    await takeSeal(tx, clinic)
    const { book, end } = await readSeals(folder, clinic)
    const stored = await storedSeals(tx, clinic)
    if (book.fault) return { book, faults: [{ ...book.fault, what: `in the file ${book.fault.what}` }], stored: stored.length }
    const differing = differences(book, stored)
    if (differing.length > 0) return { book, faults: differing, stored: stored.length }
    const fault = await catchUp(tx, folder, book, end, stored)
    return { book, faults: fault ? [fault] : [], stored: stored.length }
  })

function differences({ seals }: SealBook, stored: readonly StoredSeal[]): SealFault[] {
  for (const [i, signed] of seals.entries()) {
    const number = i + 1
    const there = stored[i]
    if (!there) return [{ number, what: lost(number, seals.length) }]
    if (there.number !== number) return [{ number, what: 'is in the file and was removed from the database' }]
    if (there.line !== sealLine(signed)) return [{ number, what: 'in the database is not the one in the file' }]
  }
  return []
}

const lost = (from: number, to: number): string =>
  from === to
    ? 'is in the file and not in the database: it was removed there, or the database is an older one'
    : `and all up to ${to} are in the file and not in the database: they were removed there, or the database is an older one`

async function catchUp(tx: Tx, folder: string, book: SealBook, end: number, stored: readonly StoredSeal[]): Promise<SealFault | null> {
  const news: string[] = []
  for (const { number, line } of stored.slice(book.seals.length)) {
    const texts: string[] = []
    for await (const text of storedLines(tx, book.clinic, number)) texts.push(text)
    if (book.unfinished) book.dropUnfinished()
    for (const text of texts) for (const one of text.slice(0, -1).split('\n')) book.take(one)
    book.take(line)
    if (book.fault) break
    news.push(...texts, `${line}\n`)
  }
  if (news.length > 0) appendSeals(folder, book.clinic, end, news)
  return book.fault ? { ...book.fault, what: `in the database ${book.fault.what}` } : null
}
