import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { pdfText, says } from './record/pdf.fixture.ts'
import { exampleFacts, exampleInput, nurse, START } from './record/record.fixture.ts'
import { recordPdf } from './record.pdf.ts'
import { sessionRecord } from './record.ts'
import type { SessionRecorded } from './session.ts'

const sha = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')
const pdf = await recordPdf(sessionRecord(exampleInput()))
const pages = pdfText(pdf)

test('the same record gives the same bytes, so that a hash can seal it', async () => {
  expect(sha(await recordPdf(sessionRecord(exampleInput())))).toBe(sha(pdf))
})

test('another entry gives other bytes', async () => {
  const facts = exampleFacts()
  facts.push({
    ...facts[0],
    id: 'x',
    seq: facts.length + 1,
    by: nurse,
    at: START,
    recordedAt: START,
    type: 'note-written',
    data: { voice: 'nurse', access: 'team', words: 'One more.' },
  } as SessionRecorded)
  expect(sha(await recordPdf(sessionRecord(exampleInput(facts))))).not.toBe(sha(pdf))
})

test.each([
  'Ana Reyes',
  'Allergies: Penicillin (hives)',
  '36.19 mg of 36.2 mg ordered',
  'Signed Dr. Sofia Marchetti, physician, 09:13',
  'Ondansetron 4 mg',
  'Anxiety, grade 2',
  'SpO₂ 98',
  'Discharged at 12:04, 68 min after the infusion, handed over to Tomás Reyes.',
  'Heart rate was 78; a 1 too many was typed. Kim Lee, nurse, 12:06',
  'Overridden by Dr. Sofia Marchetti: A sip of water with the morning tablet; no solid food.',
  'Called at home at 14:10: slept, ate, no complaints.',
  'Times are America/New_York (UTC-05:00)',
  'Device readings that nobody confirmed are not part of this record.',
  'npx waymark verify',
  '5f2c9f0f3c6b1f7d8a51c0e9b7a4d6e2915d3c8f04ab67e1d2c3b4a5968778f1',
])('the paper says: %s', (sentence) => {
  expect(says(pages, sentence)).toBe(true)
})

test('every page carries the patient, its number and the number of pages', () => {
  expect(pages.length).toBeGreaterThan(2)
  pages.forEach((page, i) => {
    expect(says([page], `Page ${i + 1} of ${pages.length}`)).toBe(true)
    expect(says([page], 'Ana Reyes')).toBe(true)
  })
})

test('a whole night of readings runs over pages with its head repeated, and nothing is lost', async () => {
  const facts = exampleFacts()
  const first = facts.find(({ type }) => type === 'readings-recorded')
  const many = Array.from({ length: 120 }, (_, i) => ({
    ...first,
    id: `m-${i}`,
    seq: facts.length + i + 1,
    data: { values: { 'heart-rate': 60 + i }, from: {}, notMeasured: { systolic: `cuff taken off for the ${i + 1}th time` } },
  })) as SessionRecorded[]
  const long = pdfText(await recordPdf(sessionRecord(exampleInput([...facts, ...many]))))
  expect(says(long, 'cuff taken off for the 120th time')).toBe(true)
  expect(long.filter((page) => says([page], 'MOAA/S')).length).toBeGreaterThan(2)
})

test.each([20, 45, 120, 300, 900])('all of %d words, in a note, a table and an emergency, are there', async (count) => {
  const long = (what: string) => `${Array.from({ length: count }, (_, i) => `${what} ${i}`).join(', ')}, end of ${what}`
  const last = exampleFacts().at(-1)
  const more = [
    { type: 'note-written', data: { voice: 'nurse', access: 'team', words: long('note') } },
    { type: 'adverse-event-recorded', data: { term: 'other', words: 'x', grade: 1, serious: false, relatedness: 'unknown', action: long('action') } },
    { type: 'emergency-opened', data: { kind: 'other' } },
    { type: 'emergency-logged', data: { words: long('log') } },
    { type: 'emergency-closed', data: { outcome: long('outcome') } },
  ].map((fact, i) => ({ ...last, id: `l-${i}`, by: nurse, at: START, ...fact })) as SessionRecorded[]
  const told = pdfText(await recordPdf(sessionRecord(exampleInput([...exampleFacts(), ...more]))))
  for (const what of ['note', 'action', 'log', 'outcome']) {
    // Each is told in its own place and once more in the course of the session.
    for (const part of [`${what} ${Math.floor(count / 2)}, `, `end of ${what}`]) expect(told.join('').split(part.replaceAll(' ', '')).length - 1, part).toBe(2)
  }
})

test('the document is dated by the record, not by the printing', () => {
  expect(pdf.toString('latin1')).toContain('(D:20261124192024Z)')
})
