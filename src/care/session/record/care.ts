import { CTCAE } from '../../../medicine/scales/ctcae.ts'
import { QUANTITIES } from '../../../medicine/vitals.ts'
import { AE_TERMS, EMERGENCIES, VOICES } from '../room/words.view.ts'
import type { AlertState, Live } from '../session.state.ts'
import { type Book, tableOr, WHEN, writtenAt } from './book.ts'
import type { Block, Paragraph, Row, Section } from './content.ts'
import { who } from './fact.words.ts'

const full = (...parts: readonly (string | undefined)[]): string => parts.filter(Boolean).join('. ')

export const drugsSection = (s: Live, book: Book): Section => ({
  title: 'As-needed drugs',
  blocks: tableOr(
    'No as-needed drug was given.',
    [...WHEN, { title: 'Drug' }, { title: 'Dose' }, { title: 'Route' }, { title: 'For' }, { title: 'By', wide: true }],
    s.drugs.map((drug): Row => {
      const order = s.asNeeded.find(({ orderId }) => orderId === drug.orderId)
      return {
        cells: [
          ...[book.time(drug.at), book.since(drug.at), drug.drug, `${drug.dose} ${drug.unit}`, drug.route],
          ...[order?.indication ?? 'no order found', full(who(drug.by), order && `Ordered by ${who(order.by)}`, writtenAt(book, drug))],
        ],
        marks: book.marks(drug.event),
      }
    }),
  ),
})

export const adverseSection = (s: Live, book: Book): Section => ({
  title: 'Adverse events',
  remark: `Graded by ${CTCAE.name}: 1 mild, 2 moderate, 3 severe, 4 life-threatening, 5 death.`,
  blocks: tableOr(
    'No adverse event was recorded.',
    [
      ...WHEN,
      { title: 'Event' },
      { title: 'Grade', number: true },
      { title: 'Serious' },
      { title: 'Related' },
      { title: 'What was done and how it went', wide: true },
    ],
    s.adverseEvents.map(
      (ae): Row => ({
        cells: [
          ...[book.time(ae.at), book.since(ae.at), eventWords(ae), String(ae.grade), ae.serious ? 'yes' : 'no', ae.relatedness],
          full(
            ae.action || 'No action recorded',
            ...ae.followUps.map(({ at, outcome, grade, remark }) => `${book.time(at)} ${outcome}, grade ${grade}${remark ? `: ${remark}` : ''}`),
            ae.followUps.length === 0 ? 'No follow-up recorded' : undefined,
            `${who(ae.by)}`,
            writtenAt(book, ae),
          ),
        ],
        marks: book.marks(ae.event),
      }),
    ),
  ),
})

const eventWords = ({ term, words }: Live['adverseEvents'][number]): string => `${AE_TERMS[term] ?? term}${words ? `: ${words}` : ''}`

export const alertsSection = (s: Live, book: Book): Section => ({
  title: 'Alerts',
  remark: 'Limits on what was written down; the bedside monitor kept its own alarms.',
  blocks: tableOr(
    'No alert was raised.',
    [...WHEN, { title: 'Value' }, { title: 'Limit' }, { title: 'Acknowledged', wide: true }, { title: 'Over', wide: true }],
    s.alerts.map(
      (alert): Row => ({
        cells: [book.time(alert.issuedAt), book.since(alert.issuedAt), alertValue(alert), limitWords(alert), acknowledged(alert, book), over(alert, book)],
      }),
    ),
  ),
})

const alertValue = ({ quantity, value, severity }: AlertState): string => `${QUANTITIES[quantity].short} ${value}, ${severity}`
const limitWords = ({ side, limit, setBy }: AlertState): string => `${limit} or ${side} (${setBy})`
const acknowledged = ({ acknowledged: ack }: AlertState, book: Book): string =>
  ack ? `${book.time(ack.at)} ${who(ack.by)}: ${ack.action}` : 'Not acknowledged'

function over({ resolvedAt, latestValue, reissuedAt }: AlertState, book: Book): string {
  const again = reissuedAt.length > 0 ? `Raised again at ${reissuedAt.map(book.time).join(', ')}. ` : ''
  return `${again}${resolvedAt ? `${book.time(resolvedAt)}, at ${latestValue}` : 'Not over by this record'}`
}

export const emergencySection = (s: Live, book: Book): Section => ({
  title: 'Emergencies',
  blocks:
    s.emergencies.length === 0
      ? [{ kind: 'none', says: 'No emergency was opened.' }]
      : s.emergencies.flatMap((emergency): Block[] => [
          {
            kind: 'paragraphs',
            paragraphs: [
              { head: `${EMERGENCIES[emergency.kind]}, opened ${book.time(emergency.at)} by ${who(emergency.by)}`, text: closedWords(emergency, book) },
            ],
          },
          ...tableOr(
            'Nothing was logged in it.',
            [...WHEN, { title: 'Log', wide: true }, { title: 'By' }],
            emergency.log.map((line): Row => ({ cells: [book.time(line.at), book.since(line.at), line.words, who(line.by)], marks: book.marks(line.event) })),
          ),
        ]),
})

const closedWords = ({ closed }: Live['emergencies'][number], book: Book): string =>
  closed ? `Closed ${book.time(closed.at)} by ${who(closed.by)}: ${closed.outcome}` : 'Not closed by this record.'

/** Notes by role; a note for clinicians only says so, for whoever hands the paper on. */
export const notesSection = (s: Live, book: Book): Section => ({
  title: 'Notes',
  blocks:
    s.notes.length === 0
      ? [{ kind: 'none', says: 'No notes were written.' }]
      : [
          {
            kind: 'paragraphs',
            paragraphs: (['physician', 'nurse', 'sitter'] as const).flatMap((voice) =>
              s.notes.filter((note) => note.voice === voice).map((note) => paragraph(note, book)),
            ),
          },
        ],
})

function paragraph(note: Live['notes'][number], book: Book): Paragraph {
  const access = note.access === 'clinicians' ? 'for clinicians only' : ''
  const marks = book.marks(note.event).includes('corrected') ? 'corrected' : ''
  return {
    head: [`${VOICES[note.voice]}, ${book.time(note.at)}, ${who(note.by)}`, access, marks, writtenAt(book, note).toLowerCase()].filter(Boolean).join(' · '),
    text: note.words,
  }
}
