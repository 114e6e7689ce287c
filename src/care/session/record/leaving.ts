import type { Instant } from '../../../medicine/time.ts'
import type { Protocol } from '../../protocol/protocol.ts'
import { gates } from '../gates.ts'
import { readiness } from '../readiness.ts'
import type { Act, Live } from '../session.state.ts'
import { startedAt } from '../status.ts'
import { assessmentWords } from './assessment.words.ts'
import type { Book } from './book.ts'
import type { Block, Check, Line, Section } from './content.ts'
import { allergyWords, who } from './fact.words.ts'

/** The checks before the start, as they stood when the infusion started. */
export function gatesSection(s: Live, p: Protocol, book: Book, asOf: Instant): Section {
  const at = startedAt(s) ?? asOf
  const lines: Line[] = []
  const say = (label: string, act: Act | undefined, value: string) => act && lines.push({ label, value: `${value} (${who(act.by)}, ${book.time(act.at)})` })
  if (s.weight) say('Weight', s.weight, `${s.weight.kg} kg, ${s.weight.method === 'scale' ? 'on the scale' : 'as stated'}`)
  if (s.fast) say('Fast', s.fast, `last food ${book.time(s.fast.lastFood)}, last drink ${book.time(s.fast.lastDrink)}`)
  if (s.allergies) say('Allergies', s.allergies, allergyWords(s.allergies))
  if (s.pressureAccepted) say('Pressure', s.pressureAccepted, `accepted: ${s.pressureAccepted.reason}`)
  if (s.iv) say('IV', s.iv, `${s.iv.site}, ${s.iv.gauge}`)
  return {
    title: 'Checks before the start',
    remark: startedAt(s) ? `As they stood at ${book.time(at)}, when the infusion started.` : 'As they stand; no infusion was started.',
    blocks: [{ kind: 'checks', checks: gates(s, p, at).map(check) }, ...(lines.length > 0 ? [{ kind: 'lines', lines } as const] : [])],
  }
}

const check = ({ state, says, why }: Check): Check => ({ state, says, why })

/** Whether the person could go home, at the moment they did. */
export function readinessSection(s: Live, p: Protocol, asOf: Instant, book: Book): Section {
  const at = s.discharged?.at ?? asOf
  if (!startedAt(s)) return { title: 'Ready to leave', blocks: [{ kind: 'none', says: 'No infusion was started.' }] }
  return {
    title: 'Ready to leave',
    remark: s.discharged ? `As it stood at ${book.time(at)}, the time of discharge.` : `As it stood at ${book.time(at)}; not discharged by this record.`,
    blocks: [{ kind: 'checks', checks: readiness(s, p, at).map(check) }, ...assessed(s, book)],
  }
}

function assessed(s: Live, book: Book): readonly Block[] {
  const lines = Object.entries(s.assessment).flatMap(([part, answer]): Line[] =>
    answer
      ? [{ label: PARTS[part as keyof typeof PARTS], value: `${assessmentWords({ [part]: answer.value })} (${who(answer.by)}, ${book.time(answer.at)})` }]
      : [],
  )
  return lines.length > 0 ? [{ kind: 'lines', lines }] : []
}

const PARTS = {
  aldrete: 'Aldrete',
  padss: 'PADSS',
  oriented: 'Orientation',
  gait: 'Gait',
  newSuicidalIntent: 'Suicidal intent',
  escortPresent: 'Escort',
  adviceGiven: 'Advice',
} as const satisfies Record<keyof Live['assessment'], string>

export function handOverSection(s: Live, book: Book): Section {
  const { escort, handOver, discharged, iv, abandoned } = s
  const rows: (Line | false | undefined)[] = [
    escort && { label: 'Escort named', value: `${escort.name} (${escort.relation}), ${escort.phone}` },
    iv && {
      label: 'IV',
      value: iv.removed
        ? `Removed ${book.time(iv.removed.at)}, ${iv.removed.intact ? 'catheter intact' : 'catheter not intact'}`
        : 'Not removed by this record',
    },
    handOver && { label: 'Handed over to', value: `${handOver.escort}, ${book.time(handOver.at)}, by ${who(handOver.by)}` },
    handOver && { label: 'Escort signed', value: handOver.signature.name, ...drawingOf(handOver.signature.strokes) },
    handOver && { label: 'Advice', value: handOver.advice },
    discharged && {
      label: 'Discharged',
      value: `${book.time(discharged.at)} by ${who(discharged.by)}${book.since(discharged.at) ? `, ${book.since(discharged.at)} from the start` : ''}`,
    },
    abandoned && { label: 'Ended', value: `${book.time(abandoned.at)} by ${who(abandoned.by)}: ${abandoned.reason}` },
  ]
  const lines = rows.filter((row): row is Line => Boolean(row))
  return {
    title: 'Hand-over',
    blocks: [
      ...(lines.length > 0 ? [{ kind: 'lines', lines } as const] : []),
      ...(handOver || abandoned ? [] : [{ kind: 'none', says: 'Nobody was handed over by this record.' } as const]),
    ],
  }
}

/** Only what a signature pad draws: lines between points. Anything else a client may have sent is not put on paper. */
const STROKES = /^(?:[ML]\d+(?:\.\d+)? \d+(?:\.\d+)?)+$/
const drawingOf = (strokes: string | undefined): Pick<Line, 'drawing'> => (strokes && STROKES.test(strokes) ? { drawing: strokes } : {})

export function signaturesSection(s: Live, book: Book): Section {
  const { nurse, physician } = s.signatures
  const signed = (act: Act | undefined) => (act ? `${who(act.by)}, ${book.time(act.at)}` : 'Not signed')
  return {
    title: 'Signatures',
    blocks: [
      {
        kind: 'lines',
        lines: [
          { label: 'Nurse', value: signed(nurse) },
          { label: 'Physician', value: signed(physician) },
        ],
      },
    ],
  }
}

/** What was added after the record was signed; it stands beside what was signed, never in its place. */
export const amendmentsSection = (s: Live, book: Book): readonly Section[] =>
  s.amendments.length === 0
    ? []
    : [
        {
          title: 'Amendments after signing',
          blocks: [
            {
              kind: 'paragraphs',
              paragraphs: s.amendments.map(({ at, by, words, reason }) => ({ head: `${book.time(at)}, ${who(by)} · ${reason}`, text: words })),
            },
          ],
        },
      ]
