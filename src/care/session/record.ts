import { ageAt, calendarDay, dateWords, zoneAt } from '../../medicine/local.ts'
import { type Book, bookOf } from './record/book.ts'
import { adverseSection, alertsSection, drugsSection, emergencySection, notesSection } from './record/care.ts'
import { chartData } from './record/chart.data.ts'
import type { Line, RecordContent, RecordInput, Section } from './record/content.ts'
import { allergyWords } from './record/fact.words.ts'
import { correctionsSection, historySection } from './record/history.ts'
import { orderSection, totalsSection } from './record/infusion.ts'
import { amendmentsSection, gatesSection, handOverSection, readinessSection, signaturesSection } from './record/leaving.ts'
import { draftNote } from './record/note.ts'
import { readingsSection } from './record/readings.ts'

export type { RecordContent, RecordInput } from './record/content.ts'

/** The session record as content: what a colleague would need to go on from here, in the order they would ask for it. */
export function sessionRecord(input: RecordInput): RecordContent {
  const { session: s, protocol, clinic, asOf } = input
  const book = bookOf(input)
  return {
    title: 'Session record',
    clinic: clinic.name,
    status: statusOf(input),
    heading: headingOf(input, book),
    session: sessionLines(input, book),
    order: orderSection(s, book, asOf),
    totals: totalsSection(s, book, asOf),
    chart: chartData(input),
    note: draftNote(input, book),
    sections: sectionsOf(input, book),
    seal: sealOf(input),
    running: {
      left: `${nameOf(input)}, born ${dateWords(input.patient.birthDate)}`,
      right: `${protocol.protocol.drug.name} session, ${calendarDay(book.day, clinic.zone)}`,
    },
    madeOf: asOf,
  }
}

/** The note alone, for the screen on which a person goes on writing it. */
export const noteDraft = (input: RecordInput): string => draftNote(input, bookOf(input)).join('\n\n')

const nameOf = ({ patient }: RecordInput): string => `${patient.givenName} ${patient.familyName}`

function sectionsOf({ session: s, protocol, asOf }: RecordInput, book: Book): readonly Section[] {
  const p = protocol.protocol
  return [
    readingsSection(s, book),
    drugsSection(s, book),
    adverseSection(s, book),
    ...(s.emergencies.length > 0 ? [emergencySection(s, book)] : []),
    alertsSection(s, book),
    notesSection(s, book),
    gatesSection(s, p, book, asOf),
    readinessSection(s, p, asOf, book),
    handOverSection(s, book),
    correctionsSection(s, book),
    signaturesSection(s, book),
    ...amendmentsSection(s, book),
    historySection(s, book),
  ]
}

function statusOf({ session: s }: RecordInput): RecordContent['status'] {
  if (s.status === 'signed') return { final: true, says: s.amendments.length > 0 ? 'Signed, amended since' : 'Signed' }
  if (s.status === 'abandoned') return { final: true, says: 'Called off before an infusion' }
  return { final: false, says: 'Not yet signed: a draft' }
}

function headingOf({ patient, clinic, session: s }: RecordInput, book: Book): RecordContent['heading'] {
  const age = ageAt(patient.birthDate, book.day, clinic.zone)
  const about = [`Born ${dateWords(patient.birthDate)}`, age === null ? '' : `${age} years`, patient.sex === 'unknown' ? 'sex not recorded' : patient.sex]
  const chart = { allergies: patient.allergies, noneKnown: patient.allergyStatus === 'none-known' }
  const says = allergyWords(s.allergies ?? chart)
  return {
    name: `${patient.givenName} ${patient.familyName}`,
    about: [...about, patient.mrn ? `No. ${patient.mrn}` : ''].filter(Boolean),
    allergies:
      says === 'unknown' ? 'Allergies: nobody has recorded whether there are any' : says === 'no known allergies' ? 'No known allergies' : `Allergies: ${says}`,
    allergic: says !== 'no known allergies',
  }
}

function sessionLines({ session: s, protocol, clinic }: RecordInput, book: Book): readonly Line[] {
  const { ref, protocol: p } = protocol
  return [
    {
      label: 'Day',
      value: `${calendarDay(book.day, clinic.zone)}, planned for ${book.time(s.plannedFor)}, ${book.chair(s.chair)}. Times are ${zoneAt(book.day, clinic.zone)}`,
    },
    {
      label: 'Protocol',
      value: [
        `${p.title} ${ref.version}`,
        p.offLabel ? 'off-label use' : '',
        p.approvedBy ? `approved by ${p.approvedBy}` : 'not yet approved by a medical director',
      ]
        .filter(Boolean)
        .join(', '),
    },
  ]
}

function sealOf({ id, protocol, head }: RecordInput): RecordContent['seal'] {
  return {
    lines: [
      { label: 'Session', value: id },
      { label: 'Made from', value: `entries 1 to ${head.seq} of its journal` },
      { label: 'Last hash', value: head.hash },
      { label: 'Protocol', value: `${protocol.ref.id} ${protocol.ref.version}, ${protocol.ref.hash}` },
    ],
    says: [
      'The journal is a chain: each entry carries the hash of the one before, so that this last hash stands for all of them. In the clinic, `npx waymark verify` goes through the chain and names the first entry that was edited, removed or put elsewhere; with the chain whole, entry and hash above must be found in it.',
      'Device readings that nobody confirmed are not part of this record.',
    ],
  }
}
