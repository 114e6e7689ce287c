import type { Entry, Live } from '../session.state.ts'
import { type Book, tableOr, WHEN } from './book.ts'
import type { Row, Section } from './content.ts'
import { correctedWords, factWords, who } from './fact.words.ts'

/** Corrections: what was first written stays readable beside what stands, with who changed it and why. */
export const correctionsSection = (s: Live, book: Book): Section => ({
  title: 'Corrections',
  blocks: tableOr(
    'Nothing was corrected.',
    [
      { title: 'Of', points: 30 },
      { title: 'Was written', wide: true },
      { title: 'Stands now', wide: true },
      { title: 'Reason, who and when', wide: true },
    ],
    s.entries.flatMap((entry) => entry.corrections.map((correction, i) => correctionRow(entry, correction, i, book))),
  ),
})

function correctionRow(entry: Entry, correction: Entry['corrections'][number], i: number, book: Book): Row {
  const earlier = entry.corrections[i - 1]
  const before = earlier?.data === undefined ? factWords(entry.fact, book) : correctedWords(entry.fact, earlier.data, book)
  const struck = correction.data === undefined
  const moved = correction.newAt && correction.newAt !== entry.fact.at ? `${book.time(correction.newAt)}: ` : ''
  return {
    cells: [
      book.time(entry.fact.at),
      `${before ?? entry.fact.type} (${who(entry.fact.by)})`,
      struck ? 'Struck: does not count' : `${moved}${correctedWords(entry.fact, correction.data, book) ?? ''}`,
      `${correction.reason}. ${who(correction.by)}, ${book.time(correction.at)}`,
    ],
  }
}

/** Readings and device samples have their own places; the rest is told in the order in which it was true. */
const ELSEWHERE: ReadonlySet<Entry['fact']['type']> = new Set(['readings-recorded', 'monitor-sampled', 'entry-replaced', 'entry-struck'])

export const historySection = (s: Live, book: Book): Section => ({
  title: 'Course of the session',
  remark: 'Everything else that was written, in the order in which it was true.',
  blocks: tableOr(
    'Nothing was written.',
    [...WHEN, { title: 'What', wide: true }, { title: 'By', points: 130 }],
    [...s.entries]
      .filter(({ fact }) => !ELSEWHERE.has(fact.type))
      .map((entry) => ({ entry, at: entry.corrections.at(-1)?.newAt ?? entry.fact.at }))
      .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.entry.fact.seq - b.entry.fact.seq))
      .map(({ entry, at }): Row => {
        const { fact, stands } = entry
        const last = entry.corrections.at(-1)
        const words = stands === 'replaced' && last ? correctedWords(fact, last.data, book) : factWords(fact, book)
        const late = entry.late ? `, entered ${book.time(fact.recordedAt)}` : ''
        return {
          cells: [book.time(at), book.since(at), stands === 'struck' ? `Struck: ${words}` : (words ?? fact.type), `${who(fact.by)}${late}`],
          marks: book.marks(fact.id),
        }
      }),
  ),
})
