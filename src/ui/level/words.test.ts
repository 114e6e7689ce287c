import { expect, test } from 'vitest'
import { level, moment, sentences, tableMinutes } from './words.ts'

const picture = {
  site: 'arterial',
  lines: [{ label: 'Given', kind: 'given', site: 'arterial', minutes: [0, 20, 40, 60], ngPerMl: [0, 198.4, 252.6, 109.31] }],
  now: 60,
} as const

test('the chart says itself in a sentence: peak, moment, now and the sampling site', () => {
  expect(sentences(picture, moment)).toEqual(['Given, arterial: highest 253 ng/mL at 40 min; now 109 ng/mL.'])
})

test('a line that tells nothing yet says so and gives no number', () => {
  expect(sentences({ site: 'venous', lines: [{ label: 'Given', kind: 'given', site: 'venous', minutes: [], ngPerMl: [] }] }, moment)).toEqual([
    'Given: nothing yet.',
  ])
})

test('levels are shown with three digits, small ones with two, and what is not known as a dash', () => {
  expect([252.63, 50.238, 1.04, 0.0123, Number.NaN].map(level)).toEqual(['253', '50.2', '1.0', '0.012', '–'])
})

test('moments are written in minutes, then in hours, then in days', () => {
  expect([0, 13.5, 119, 120, 200, 2885, -5].map(moment)).toEqual(['0 min', '13.5 min', '119 min', '2 h', '3 h 20 min', '2 d 0 h 5 min', '−5 min'])
})

test('the table has round moments, the peak and now', () => {
  expect(tableMinutes({ ...picture, now: 47 })).toEqual([0, 5, 10, 15, 20, 25, 30, 35, 40, 45, 47, 50, 55, 60].filter((m) => m % 5 === 0 || m === 47))
})
