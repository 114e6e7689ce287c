import { expect, test } from 'vitest'
import { doseWords, drawnOf, lastMinute, momentsOf, nameOf, panelsOf } from './picture.ts'
import { course, lesson } from './teaching.fixture.ts'
import { dosesOf } from './teaching.ts'

const kamp = course('kamp2020', 'iv-half-over-40')
const otto = course('otto2021', 'esketamine-ten-over-30')

test('an arterial and a venous course are two pictures, and two arterial ones are one', () => {
  const apart = panelsOf(drawnOf(lesson(kamp, otto)))
  expect(apart.map(({ site, courses }) => [site, courses.map(({ model }) => model.id)])).toEqual([
    ['arterial', ['kamp2020']],
    ['venous', ['otto2021']],
  ])
  expect(panelsOf(drawnOf(lesson(kamp, course('domino1982', 'iv-half-over-40'))))).toHaveLength(1)
})

test('the beginning and end of every dose are moments that are worked out, so the peak is told exactly', () => {
  const odd = course('kamp2020', 'iv-half-over-40', {
    regimen: { entries: [{ kind: 'infusion', dose: { value: 35, unit: 'mg' }, over: 37.3, at: 1.7 }], days: [0, 9] },
  })
  const moments = momentsOf(lesson(odd))
  for (const dose of dosesOf(odd.regimen, odd.who)) {
    if (dose.type !== 'infusion') throw new Error('expected infusions')
    for (const edge of [dose.start_min, dose.end_min]) expect(moments.some((minute) => Math.abs(minute - edge) < 1e-6)).toBe(true)
  }
  expect(moments).toEqual([...new Set(moments)].sort((a, b) => a - b))
})

test('over weeks each session keeps its shape: no more than five minutes between moments while it lasts', () => {
  const moments = momentsOf(lesson(course('kamp2020', 'iv-six-in-three-weeks')))
  const inSession = moments.filter((minute) => minute >= 7 * 1440 && minute <= 7 * 1440 + 240)
  expect(Math.max(...inSession.slice(1).map((minute, i) => minute - (inSession[i] as number)))).toBeLessThanOrEqual(5)
  expect(moments.length).toBeLessThan(800)
})

test('the axis goes on past the last dose, or as far as was asked', () => {
  expect(lastMinute(lesson(kamp))).toBe(240)
  expect(lastMinute(lesson(kamp, null, { hours: 12 }))).toBe(720)
  expect(lastMinute(lesson(course('kamp2020', 'iv-six-in-three-weeks')))).toBeGreaterThanOrEqual(18 * 1440)
})

test('a course is called by what tells it from the other', () => {
  expect(nameOf(kamp, null)).toBe('Kamp 2020')
  expect(nameOf(kamp, course('domino1982', 'iv-half-over-40'))).toBe('Kamp 2020')
  expect(nameOf(kamp, course('kamp2020', 'iv-one-over-40'))).toBe('35 mg over 40 min')
  expect(nameOf(course('kamp2020', 'iv-half-over-40', { who: { ...kamp.who, weight: 95 } }), kamp)).toBe('95 kg')
})

test('doses are told in milligrams for this person', () => {
  expect(doseWords(course('perezruixo2021', 'nasal-84'))).toBe('3 devices of 28 mg')
  expect(doseWords(course('kamp2020', 'iv-three-steps'))).toBe('139.3 mg in 3 parts')
  expect(doseWords(course('kamp2020', 'iv-six-in-two-weeks'))).toBe('6 × 35 mg over 40 min')
})

test('doses that a model does not have are refused in words and nothing is drawn', () => {
  const [one] = drawnOf(lesson(course('kamp2020', 'nasal-56')))
  expect(one?.answer).toMatchObject({
    kind: 'refused',
    because: expect.arrayContaining([expect.objectContaining({ message: expect.stringContaining('kamp2020 has no nasal dose') })]),
  })
})
