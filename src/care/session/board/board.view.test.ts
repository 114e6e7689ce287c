import { expect, test } from 'vitest'
import type { Instant } from '../../../medicine/time.ts'
import { type BoardSession, places, pressing, shortName, summary, timePart, wants } from './board.view.ts'

const at = (time: string) => `2026-11-24T${time}:00.000Z` as Instant
const row = (change: Partial<BoardSession>) =>
  ({ session: 's', status: 'dosing', chair: 'c1', plannedFor: at('13:30'), due: [], alerts: [], attending: [], readings: {}, ...change }) as BoardSession
const due = { quantities: ['systolic' as const], dueAt: at('14:10'), overdueAt: at('14:12'), everyMin: 10, source: 'test' }

test('the chairs keep the clinic’s order, and an unlisted chair still has its place', () => {
  const found = places({
    rows: [row({ chair: 'c9' })],
    chairs: [
      { id: 'c1', name: 'Chair 1' },
      { id: 'c2', name: 'Chair 2', retired: true },
    ],
  })
  expect(found.map(({ chair }) => chair.id)).toEqual(['c1', 'c9'])
  expect(found[1]?.now?.chair).toBe('c9')
})

test('of several arrivals the earliest is next, and who has left waits for signatures', () => {
  const [place] = places({
    rows: [row({ status: 'scheduled', plannedFor: at('16:00') }), row({ status: 'scheduled', plannedFor: at('15:00') }), row({ status: 'discharged' })],
    chairs: [{ id: 'c1', name: 'Chair 1' }],
  })
  expect(place?.next?.plannedFor).toBe(at('15:00'))
  expect([place?.now, place?.toSign.length]).toEqual([null, 1])
})

test('a set turns from later to due to overdue by the clock alone', () => {
  const states = ['14:09', '14:10', '14:12'].map((time) => pressing(row({ due: [due] }), at(time))?.state)
  expect(states).toEqual(['later', 'due', 'overdue'])
})

test('an alert outweighs what is overdue', () => {
  const chair = { id: 'c1', name: 'Chair 1' }
  const alert = { acknowledged: false } as BoardSession['alerts'][number]
  expect(wants({ chair, now: row({ due: [due], alerts: [alert] }), next: null, toSign: [] }, at('14:20'))).toBe('alert')
  expect(wants({ chair, now: row({ due: [due] }), next: null, toSign: [] }, at('14:20'))).toBe('overdue')
})

test('the summary counts who infuses, recovers and comes next', () => {
  const rows = [
    row({}),
    row({ status: 'recovering' }),
    row({ status: 'scheduled', plannedFor: at('15:00') }),
    row({ status: 'scheduled', plannedFor: at('13:00') }),
  ]
  expect(summary(rows, at('14:00'))).toMatchObject({ infusing: 1, recovering: 1, nextArrival: at('15:00') })
})

test('the time of the order never runs past its end', () => {
  const order = { drug: 'Ketamine', doseMgPerKg: '0.5', weightKg: '70', durationMin: '40', signed: true }
  expect(timePart(row({ startedAt: at('14:00'), order }), at('14:10'))).toBe(0.25)
  expect(timePart(row({ startedAt: at('14:00'), order }), at('15:10'))).toBe(1)
  expect(timePart(row({}), at('15:10'))).toBeNull()
})

test('the wall shows a first name and one letter', () => {
  expect([shortName('Ana Rivera'), shortName('Cher')]).toEqual(['Ana R.', 'Cher'])
})
