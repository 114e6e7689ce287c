import { expect, test } from 'vitest'
import { noteDraft, sessionRecord } from '../record.ts'
import type { SessionFact, SessionRecorded } from '../session.ts'
import { chartSvg } from './chart.svg.ts'
import type { Block, RecordContent, Section } from './content.ts'
import { exampleFacts, exampleInput, loaded, nurse, START } from './record.fixture.ts'

const record = sessionRecord(exampleInput())
const section = (content: RecordContent, title: string): Section => {
  const found = content.sections.find((one) => one.title === title)
  if (!found) throw new Error(`no section ${title}`)
  return found
}
const cells = ({ blocks }: Section): string[][] =>
  blocks.flatMap((block) => (block.kind === 'table' ? block.rows.map((row) => [...row.cells, ...(row.marks ?? [])]) : []))
const lines = (blocks: readonly Block[]) =>
  Object.fromEntries(blocks.flatMap((block) => (block.kind === 'lines' ? block.lines.map(({ label, value }) => [label, value]) : [])))
/** The example without the facts of some types, or up to one of them. */
const without = (...types: SessionFact['type'][]) => exampleFacts().filter(({ type }) => !types.includes(type))
function and(...more: SessionFact[]): SessionRecorded[] {
  const facts = exampleFacts()
  const last = facts.at(-1)
  return [
    ...facts,
    ...more.map(
      (fact, i) =>
        ({ id: `x-${i}`, seq: facts.length + i + 1, version: 1, via: {}, by: nurse, at: START, recordedAt: last?.recordedAt, ...fact }) as SessionRecorded,
    ),
  ]
}

test('the patient is the heading, with the allergy beside the name', () => {
  expect(record.heading).toEqual({
    name: 'Ana Reyes',
    about: ['Born 4 March 1985', '41 years', 'female', 'No. WM-00172'],
    allergies: 'Allergies: Penicillin (hives)',
    allergic: true,
  })
})

test('allergies nobody asked about are not the same as none', () => {
  const input = exampleInput(without('allergies-reviewed'))
  const unasked = sessionRecord({ ...input, patient: { ...input.patient, allergies: [], allergyStatus: 'unknown' } }).heading
  const none = sessionRecord({ ...input, patient: { ...input.patient, allergies: [], allergyStatus: 'none-known' } }).heading
  expect([unasked.allergies, unasked.allergic]).toEqual(['Allergies: nobody has recorded whether there are any', true])
  expect([none.allergies, none.allergic]).toEqual(['No known allergies', false])
})

test('the order stands with its arithmetic and the physician who signed it', () => {
  expect(lines(record.order.blocks)).toEqual({
    Drug: 'Ketamine, intravenous',
    Dose: '0.5 mg/kg × 72.4 kg = 36.2 mg',
    Solution: '0.4 mg/mL, 90.5 mL',
    Over: '40 min at 135.8 mL/h',
    Written: 'Dr. Sofia Marchetti, physician, 09:10',
    Signed: 'Dr. Sofia Marchetti, physician, 09:13',
  })
})

// By hand: 135.7 mL/h for 18 + 22 min is 90.4667 mL; at 0.4 mg/mL 36.1867 mg; over 72.4 kg 0.4998 mg/kg.
test('what was given is the integral of the pump, with the pause', () => {
  expect(lines(record.totals.blocks)).toEqual({
    Delivered: '36.19 mg of 36.2 mg ordered',
    'Per weight': '0.500 mg/kg of the ordered weight',
    Volume: '90.5 mL',
    Started: '10:10 at 135.7 mL/h',
    Stopped: '10:56, dose complete',
    Ran: '40 min',
    Paused: '1 time, 6 min in all',
  })
})

test('a late reading says when it was entered, a corrected one that it was', () => {
  const rows = cells(section(record, 'Readings'))
  expect(rows.find(([time]) => time === '11:30')).toEqual(expect.arrayContaining(['late', 'Kim Lee, nurse. Entered late, at 11:52']))
  expect(rows.find(([time]) => time === '11:15')).toEqual(expect.arrayContaining(['78', 'corrected']))
})

test('a correction shows both versions, the reason and who', () => {
  const [[of, was, is, why] = []] = cells(section(record, 'Corrections'))
  expect([of, why]).toEqual(['11:15', 'Heart rate was 78; a 1 too many was typed. Kim Lee, nurse, 12:06'])
  expect(was).toContain('HR 187 /min')
  expect(is).toContain('HR 78 /min')
})

test('a struck entry stays readable and counts nowhere', () => {
  const drug = exampleFacts().find(({ type }) => type === 'drug-given')?.id ?? ''
  const struck = sessionRecord(exampleInput(and({ type: 'entry-struck', data: { entry: drug, reason: 'Given to another patient' } })))
  expect(section(struck, 'As-needed drugs').blocks).toEqual([{ kind: 'none', says: 'No as-needed drug was given.' }])
  expect(
    cells(section(struck, 'Corrections'))
      .find(([of]) => of === '11:02')
      ?.slice(1, 3),
  ).toEqual(['Ondansetron 4 mg intravenous given (Kim Lee, nurse)', 'Struck: does not count'])
  expect(cells(section(struck, 'Course of the session')).some((row) => row.includes('Struck: Ondansetron 4 mg intravenous given'))).toBe(true)
})

test('a drug names who ordered it and what for', () => {
  expect(cells(section(record, 'As-needed drugs'))).toEqual([
    ['11:02', '+52 min', 'Ondansetron', '4 mg', 'intravenous', 'nausea or vomiting', 'Kim Lee, nurse. Ordered by Dr. Sofia Marchetti, physician'],
  ])
})

test('an adverse event has grade, what was done, and how it went or that nobody wrote it', () => {
  const [anxiety, nausea] = cells(section(record, 'Adverse events'))
  expect(anxiety?.slice(2, 6)).toEqual(['Anxiety: said she was "coming apart"', '2', 'no', 'related'])
  expect(anxiety?.[6]).toContain('No follow-up recorded')
  expect(nausea?.[6]).toContain('11:46 resolved, grade 1')
})

test('an override names who gave it and why', () => {
  const checks = section(record, 'Checks before the start').blocks.flatMap((block) => (block.kind === 'checks' ? block.checks : []))
  expect(checks.find(({ state }) => state === 'overridden')).toMatchObject({
    says: 'Nothing eaten or drunk inside the window',
    why: expect.stringContaining('Dr. Sofia Marchetti'),
  })
  expect(checks).toHaveLength(loaded.protocol.gates.length)
})

test('readiness stands as it was at discharge', () => {
  const { remark, blocks } = section(record, 'Ready to leave')
  expect(remark).toBe('As it stood at 12:04, the time of discharge.')
  expect(blocks.flatMap((block) => (block.kind === 'checks' ? block.checks.map(({ state }) => state) : []))).toEqual(
    Array(loaded.protocol.discharge.criteria.length).fill('met'),
  )
})

test('a note for clinicians says so', () => {
  const [block] = section(record, 'Notes').blocks
  expect(block?.kind === 'paragraphs' && block.paragraphs.map(({ head }) => head)).toEqual([
    'Nurse, 11:54, Kim Lee, nurse',
    'Sitter, 11:20, Noor Haddad, therapist · for clinicians only',
  ])
})

test('an amendment stands after the signatures, with its reason', () => {
  expect(record.status).toEqual({ final: true, says: 'Signed, amended since' })
  expect(section(record, 'Amendments after signing').blocks).toEqual([
    {
      kind: 'paragraphs',
      paragraphs: [{ head: '14:20, Dr. Sofia Marchetti, physician · Same-day telephone check', text: 'Called at home at 14:10: slept, ate, no complaints.' }],
    },
  ])
})

test('an unsigned record says that it is a draft and who has not signed', () => {
  const draft = sessionRecord(exampleInput(without('signed', 'amended')))
  expect(draft.status).toEqual({ final: false, says: 'Not yet signed: a draft' })
  expect(lines(section(draft, 'Signatures').blocks)).toEqual({ Nurse: 'Not signed', Physician: 'Not signed' })
})

test('an emergency is told with its log', () => {
  const facts = and(
    { type: 'emergency-opened', data: { kind: 'low-oxygen' } },
    { type: 'emergency-logged', data: { words: 'Oxygen by mask' } },
    { type: 'emergency-closed', data: { outcome: 'Recovered' } },
  )
  const emergency = section(sessionRecord(exampleInput(facts)), 'Emergencies')
  expect(cells(emergency)).toEqual([['10:00', '-10 min', 'Oxygen by mask', 'Kim Lee, nurse', 'late']])
  expect(JSON.stringify(emergency)).toContain('Closed 10:00 by Kim Lee, nurse: Recovered')
})

test('what did not happen is said, never left blank', () => {
  const bare = sessionRecord(
    exampleInput(without('drug-given', 'adverse-event-recorded', 'adverse-event-followed', 'note-written', 'alert-issued', 'entry-replaced')),
  )
  const none = bare.sections.flatMap(({ blocks }) => blocks.flatMap((block) => (block.kind === 'none' ? [block.says] : [])))
  expect(none).toEqual([
    'No as-needed drug was given.',
    'No adverse event was recorded.',
    'No alert was raised.',
    'No notes were written.',
    'Nothing was corrected.',
  ])
})

test('a session that was called off has a record too', () => {
  const facts = exampleFacts().slice(0, 6)
  const off = {
    id: 'off',
    seq: 7,
    version: 1,
    via: {},
    by: nurse,
    at: START,
    recordedAt: START,
    type: 'abandoned',
    data: { reason: 'Had breakfast' },
  } as SessionRecorded
  const called = sessionRecord(exampleInput([...facts, off]))
  expect(called.status.says).toBe('Called off before an infusion')
  expect(called.note).toEqual(['The session ended before an infusion: Had breakfast.'])
  expect(called.totals.blocks).toEqual([{ kind: 'none', says: 'No infusion was started.' }])
})

test('the drafted note says what was recorded, and what was not', () => {
  const note = noteDraft(exampleInput())
  expect(note).toContain(
    'Ketamine (off-label) 0.5 mg/kg (36.2 mg) over 40 min was ordered. It ran from 10:10 to 10:56, with a pause at 10:28. 36.19 mg (0.50 mg/kg, 90.5 mL) was given in 40 min of infusion.',
  )
  expect(note).toContain('highest pressure 162/82 mmHg at 10:50')
  expect(note).toContain('Alerts: systolic pressure 162 at 10:50.')
  expect(note).toContain('anxiety (grade 2, 10:28, no follow-up recorded)')
  expect(noteDraft(exampleInput(without('readings-recorded', 'entry-replaced')))).toContain(
    'No readings were recorded before the start. No readings were recorded after the start.',
  )
})

test('the record names what it was made from and how to check it', () => {
  expect(record.seal.lines).toContainEqual({ label: 'Made from', value: 'entries 1 to 47 of its journal' })
  expect(record.seal.says.join(' ')).toContain('npx waymark verify')
  expect(record.seal.says.join(' ')).toContain('Device readings that nobody confirmed are not part of this record.')
  expect(lines([{ kind: 'lines', lines: record.session }]).Day).toContain('Times are America/New_York (UTC-05:00)')
})

test('the chart draws dose, events and every reading, and marks the pause as a gap', () => {
  expect(record.chart?.events.map(({ glyph }) => glyph)).toEqual(['start', 'pause', 'event', 'resume', 'alert', 'stop', 'event', 'drug'])
  expect(record.chart?.running).toHaveLength(2)
  expect(record.chart?.pressures).toHaveLength(12)
  const svg = record.chart ? chartSvg(record.chart) : ''
  expect(svg).toContain('Ondansetron 4 mg')
  expect(svg).not.toMatch(/NaN|Infinity|undefined/)
})

test('only lines drawn on the pad are put on paper as a signature', () => {
  const signed = (strokes: string) => {
    const facts = exampleFacts().map((fact) =>
      fact.type === 'handed-over' ? { ...fact, data: { ...fact.data, signature: { name: 'T', strokes } } } : fact,
    ) as SessionRecorded[]
    const [block] = section(sessionRecord(exampleInput(facts)), 'Hand-over').blocks
    return block?.kind === 'lines' ? block.lines.find(({ label }) => label === 'Escort signed') : undefined
  }
  expect(signed('M1 2L3.5 4')).toEqual({ label: 'Escort signed', value: 'T', drawing: 'M1 2L3.5 4' })
  expect(signed('M1 2"/><image href="file:///etc/passwd"/>')).toEqual({ label: 'Escort signed', value: 'T' })
})

test('a chair is called what people call it', () => {
  expect(lines([{ kind: 'lines', lines: record.session }]).Day).toContain('planned for 10:00, Chair 2, window.')
})

test('a chart of a single reading, or of a name with < and &, is still a picture', () => {
  const facts = [...exampleFacts().slice(0, 11)]
  const one = sessionRecord(exampleInput(facts))
  expect(one.chart ? chartSvg(one.chart) : '').not.toMatch(/NaN|Infinity|undefined/)
  const odd = { ...record.chart, events: [{ at: START, glyph: 'drug' as const, label: 'A&B <1 mg' }] } as NonNullable<RecordContent['chart']>
  expect(chartSvg(odd)).toContain('A&amp;B &lt;1 mg')
})
