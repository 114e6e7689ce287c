import { isDeepStrictEqual } from 'node:util'
import type { Books, DoneRow, JournalRow } from './books.ts'
import type { Entry } from './entry.ts'

/** Something that is not as it was promised, with what is needed to find it. */
export type Disagreement = { readonly what: string; readonly entry?: Entry; readonly found?: unknown }

/**
 * What was acknowledged against what is there: every entry once, as it was answered, in the order in which it was sent;
 * nothing of what was refused; nothing that nobody sent; and no half of anything.
 */
export function judge(entries: readonly Entry[], { journal, commands }: Books, before: ReadonlySet<string>): Disagreement[] {
  const facts = new Map(journal.map((row) => [row.id, row]))
  const done = new Map(commands.map((row) => [row.id, row]))
  return [
    ...entries.flatMap((entry) => (entry.answer.kind === 'done' ? kept(entry, facts, done) : leftNothing(entry, facts, done))),
    ...inOrder(entries),
    ...whole(journal, commands),
    ...strangers(entries, commands, before),
  ]
}

/** Every fact that the answer showed, at the number it showed, with the content it showed. */
function kept(entry: Entry, facts: ReadonlyMap<string, JournalRow>, done: ReadonlyMap<string, DoneRow>): Disagreement[] {
  const { answer, body, stream } = entry
  if (answer.kind !== 'done') return []
  const row = done.get(body.id)
  if (!row) return [{ what: 'acknowledged, and the command is not there', entry }]
  if (row.last_seq - row.first_seq + 1 !== answer.facts.length) return [{ what: 'acknowledged with another number of facts than are kept', entry, found: row }]
  return answer.facts.flatMap((fact) => {
    const found = facts.get(fact.id)
    if (!found) return [{ what: `acknowledged, and fact ${fact.id} is not there`, entry }]
    const { seq, type, data, at } = found
    const same = found.stream_kind === stream.kind && found.stream_id === stream.id && isDeepStrictEqual({ seq, type, data, at }, plain(fact))
    return same ? [] : [{ what: `fact ${fact.id} is not the one that was acknowledged`, entry, found }]
  })
}

const plain = ({ seq, type, data, at }: { seq: number; type: string; data: unknown; at: string }) => ({ seq, type, data, at })

function leftNothing(entry: Entry, facts: ReadonlyMap<string, JournalRow>, done: ReadonlyMap<string, DoneRow>): Disagreement[] {
  if (entry.answer.kind === 'unknown') return [{ what: 'it never became known what happened to it', entry }]
  const found = done.get(entry.body.id) ?? facts.get(entry.body.id)
  return found ? [{ what: 'refused, and yet it is there', entry, found }] : []
}

/** A client sends the next when the last was answered; so do their numbers stand in each stream. */
function inOrder(entries: readonly Entry[]): Disagreement[] {
  const last = new Map<string, number>()
  return entries.flatMap((entry) => {
    const key = `${entry.client} ${entry.stream.kind} ${entry.stream.id}`
    const first = entry.answer.kind === 'done' ? entry.answer.facts[0]?.seq : undefined
    if (entry.answer.kind !== 'done' || first === undefined) return []
    const before = last.get(key) ?? 0
    last.set(key, entry.answer.seq)
    return first > before ? [] : [{ what: `stands at ${first}, before ${before}, which this client had sent earlier`, entry }]
  })
}

/** The commands of a stream tile its facts: 1 to the end, none between two commands, none of two. */
function whole(journal: readonly JournalRow[], commands: readonly DoneRow[]): Disagreement[] {
  const keyOf = ({ stream_kind, stream_id }: { stream_kind: string; stream_id: string }) => `${stream_kind} ${stream_id}`
  const made = Map.groupBy(
    commands.filter(({ first_seq, last_seq }) => first_seq <= last_seq),
    keyOf,
  )
  return [...Map.groupBy(journal, keyOf)].flatMap(([stream, rows]): Disagreement[] => {
    const tiles = (made.get(stream) ?? []).flatMap(({ first_seq, last_seq }) => Array.from({ length: last_seq - first_seq + 1 }, (_, n) => first_seq + n))
    const numbers = rows.map(({ seq }) => seq)
    const counted = numbers.map((_, n) => n + 1)
    if (!isDeepStrictEqual(numbers, counted)) return [{ what: `the numbers of ${stream} have a gap or a double`, found: numbers }]
    return isDeepStrictEqual(tiles, counted) ? [] : [{ what: `${stream} holds facts of no command, or commands without their facts`, found: made.get(stream) }]
  })
}

function strangers(entries: readonly Entry[], commands: readonly DoneRow[], before: ReadonlySet<string>): Disagreement[] {
  const sent = new Set(entries.map(({ body }) => body.id))
  return commands.filter(({ id }) => !sent.has(id) && !before.has(id)).map((found) => ({ what: 'nobody sent this', found }))
}
