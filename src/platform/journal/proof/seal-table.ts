import type { Tx } from '../../db/database.ts'

export type StoredSeal = { readonly number: number; readonly line: string }

/** Lines of one part: some hundred kilobytes. */
const PART = 2000

/** The database's own copy, oldest first. */
export const storedSeals = (tx: Tx, clinic: string): Promise<StoredSeal[]> =>
  tx.sql<StoredSeal>`select number, line from seal where clinic = ${clinic} order by number`

/** The lines before a seal, as text that ends with a line's end. */
export async function* storedLines(tx: Tx, clinic: string, number: number): AsyncGenerator<string> {
  for (let part = 1; ; part += 1) {
    const [found] = await tx.sql<{ lines: string }>`select lines from seal_part where clinic = ${clinic} and number = ${number} and part = ${part}`
    if (!found) return
    yield found.lines
  }
}

export async function storeSeal(tx: Tx, clinic: string, { number, line }: StoredSeal, lines: readonly string[]): Promise<void> {
  await tx.sql`insert into seal (clinic, number, line) values (${clinic}, ${number}, ${line})`
  for (let part = 0; part * PART < lines.length; part += 1) {
    const text = `${lines.slice(part * PART, (part + 1) * PART).join('\n')}\n`
    await tx.sql`insert into seal_part (clinic, number, part, lines) values (${clinic}, ${number}, ${part + 1}, ${text})`
  }
}

/** One process of all nodes works with a clinic's seals at a time. */
export const takeSeal = (tx: Tx, clinic: string): Promise<unknown> => tx.sql`select pg_advisory_xact_lock(hashtextextended('seal ' || ${clinic}::text, 0))`
