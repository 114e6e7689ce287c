import { expect, test } from 'vitest'
import { closedSheet, sheetOf } from '../downtime.ts'
import { calm, infusing, minute, nina, protocol, recovering, scheduled, type Telling } from '../session.fixture.ts'
import { ageMs, ageWords, isStale, urgentFirst, writeTimes } from './downtime.view.ts'
import * as say from './sheet.view.ts'

const sheet = (t: Telling, at: number, chair = '1') =>
  sheetOf(t.s, protocol, { session: chair, chair, name: 'Ada Able', birthDate: '1990-01-02' }, { status: 'unknown', substances: [] }, minute(at))
const chart = (t: Telling, at: number) => {
  const found = sheet(t, at).chart
  if (!found) throw new Error('no chart')
  return found
}
const at = say.clockIn('UTC', minute(75))

test.each([
  [0, 'less than a minute old'],
  [60_000, '1 minute old'],
  [12 * 60_000, '12 minutes old'],
  [3 * 3_600_000 + 300_000, '3 hours 5 minutes old'],
  [null, 'age not known: the clock of this device was changed'],
])('%s ms are said as "%s"', (ms, words) => expect(ageWords(ms)).toBe(words))

test('two copies missed in a row, or an age that is not known, is shown as old', () => {
  expect([isStale(100_000), isStale(150_000), isStale(null)]).toEqual([false, true, true])
  expect([ageMs(10_000_000, 10_005_000), ageMs(10_000_000, 9_000_000)]).toEqual([5000, null])
})

test('rows to write into stand at the times the next sets are due, the overdue one first', () => {
  const t = infusing()
  t.does(70, nina, 'record-readings', { values: calm, from: {} })
  const times = writeTimes(chart(t, 95), 3)
  const [first] = chart(t, 95).due
  expect(times[0]).toBe(first?.dueAt)
  expect(times).toHaveLength(3)
  expect(Date.parse(times[1] as string) - Date.parse(times[0] as string)).toBe((first?.everyMin ?? 0) * 60_000)
  expect(writeTimes({ due: [] }, 3)).toEqual([])
})

test('an emergency, then an alert that nobody took, then an infusion stand first; the rest by chair', () => {
  const alarmed = infusing()
  alarmed.does(70, nina, 'record-readings', { values: { ...calm, systolic: 198 }, from: {} }, { confirmed: ['really:systolic'] })
  const emergency = recovering()
  emergency.does(110, nina, 'open-emergency', { kind: 'other' })
  const order = urgentFirst([
    sheet(recovering(), 120, '10'),
    sheet(recovering(), 120, '2'),
    sheet(infusing(), 80, '3'),
    sheet(alarmed, 80, '4'),
    sheet(emergency, 120, '5'),
  ])
  expect(order.map(({ chair }) => chair)).toEqual(['5', '4', '3', '2', '10'])
})

test('what nobody asked, measured, signed or named is said to be so', () => {
  const before = scheduled()
  const words = JSON.stringify([...say.dosingLines(chart(before, 30), at, minute(30)), ...say.careLines(chart(before, 30), [], at)])
  for (const said of ['None is named', 'Nobody is recorded', 'Not measured today', 'Not started', 'Nothing yet', 'None recorded']) expect(words).toContain(said)
  expect(say.allergyLine({ status: 'unknown', substances: [], asked: 'chart' })).toBe('ALLERGIES NOT KNOWN: nobody has asked')
  expect(say.allergyLine({ status: 'listed', substances: [{ substance: 'penicillin', reaction: 'rash' }], asked: 'chart' })).toBe(
    'Allergy: penicillin (rash); by the chart, not asked today',
  )
  expect(say.dosingLines({ ...chart(infusing(), 75), given: null }, at, minute(75)).find(([label]) => label.startsWith('Given'))?.[1]).toContain('NOT KNOWN')
})

test('what was given is said with the moment it is true of, and when the dose would be complete', () => {
  expect(say.dosingLines(chart(infusing(), 75), at, minute(75))).toContainEqual([
    'Given by 09:15',
    '13.1 of 35 mg (32.8 mL), at 131.3 mL/h; the ordered dose would be complete at 09:40',
  ])
})

test('a pressure is written as people write it, and half of one shows the half that is missing', () => {
  expect(say.cellOf('pressure', { systolic: 138, diastolic: 86 })).toBe('138/86')
  expect(say.cellOf('pressure', { systolic: 138 })).toBe('138/?')
  expect(say.cellOf('spo2', {})).toBe('')
})

test('the rhythm of every phase is on the paper, for the hours nobody can ask about', () => {
  for (const phase of new Set(protocol.cadence.map((one) => one.phase))) expect(say.rhythmWords(chart(infusing(), 75))).toContain(`${phase} every`)
})

test('a sheet that is withheld takes its place by what the board knows', () => {
  expect(
    urgentFirst([sheet(recovering(), 120, '1'), closedSheet(infusing().s, { session: 'x', chair: '9', name: 'B', birthDate: null }, 'restricted')]).map(
      ({ chair }) => chair,
    ),
  ).toEqual(['9', '1'])
})
