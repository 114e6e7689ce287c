import { expect, test } from 'vitest'
import { bands } from '../../../../medicine/pk/pk.ts'
import { mixedSites } from '../../../../ui/level/level.ts'
import { drawn } from '../../level.fixture.ts'
import { infusing, nina, prepared, recovering } from '../../session.fixture.ts'
import { analyteWords, axisClock, drawnBand, drawnLines, notes, nowWords, shortTitle } from './level.view.ts'

const names = (found: ReturnType<typeof drawn>, pauseMin = 10) => drawnLines(found, pauseMin).map(({ label }) => label)
const paused = () => {
  const t = infusing()
  t.does(70, nina, 'pause', {})
  return t.s
}

test('each line says exactly which course it is, and while it stands paused other words are needed', () => {
  expect(names(drawn(infusing().s, 80))).toEqual(['Given so far', 'Planned', 'Runs on', 'Paused now for 10 min, then on', 'Stopped now'])
  expect(names(drawn(paused(), 80), 20)).toEqual(['Given so far', 'Planned', 'Resumed now', '20 min more pause, then on', 'Stopped, or left paused'])
  expect(names(drawn(recovering().s, 120))).toEqual(['Given so far', 'Planned', 'Nothing more given'])
  expect(names(drawn(prepared().s, 50))).toEqual(['Planned'])
})

test('the names of the lines hold no moment: the chart is not made anew while time passes', () => {
  expect(names(drawn(paused(), 80))).toEqual(names(drawn(paused(), 81)))
})

test('beside the chart stands why this model, what each course means, when it would end, and what is not known', () => {
  const said = notes(drawn(infusing().s, 80), 'UTC').join(' ')
  for (const part of [
    'Shown first for ketamine',
    'stopped and left paused are the same curve',
    'end at 09:40, with the ordered dose in',
    'no pump confirms it',
  ])
    expect(said).toContain(part)
  expect(notes(drawn(paused(), 80), 'UTC').join(' ')).toContain('Resumed now, it would end at 09:50')
  expect(notes(drawn(recovering().s, 120), 'UTC').join(' ')).not.toContain('would end')
})

test('what is expected now carries its sampling site and the spread of nine people in ten', () => {
  const found = drawn(infusing().s, 100)
  const answer = bands({ ...(found.band as NonNullable<typeof found.band>), people: 2000, seed: 1 })
  if (answer.kind !== 'bands') throw new Error(answer.kind)
  const band = drawnBand(answer)
  expect(nowWords(found, null)).toBe('Expected now: 253 ng/mL, arterial.')
  const [, low, high] = /between (\d+) and (\d+)\.$/.exec(nowWords(found, band)) ?? []
  expect(Number(low)).toBeLessThan(253)
  expect(Number(high)).toBeGreaterThan(253)
  expect(nowWords(drawn(infusing().s, 100, { model: 'domino1982' }), null)).toMatch(/ng\/mL, arterial, not verified\.$/)
  expect(nowWords(drawn(prepared().s, 50), null)).toBe('Nothing has been given yet.')
})

test('one picture holds one sampling site', () => {
  const found = drawn(infusing().s, 80)
  expect(mixedSites({ site: found.model.site.kind, lines: drawnLines(found, 10) })).toBeNull()
})

test('the axis is the clinic’s clock, and no clock before there was a start', () => {
  expect(axisClock(drawn(infusing().s, 80).zero, 'America/New_York')?.(20)).toBe('04:20')
  expect(axisClock(null, 'UTC')).toBeUndefined()
})

test('noresketamine is named as itself on its own line', () => {
  const { s } = infusing()
  const found = drawn({ ...s, order: { ...s.order, drug: { name: 'Esketamine', rxnorm: '' } } } as typeof s, 80)
  expect(analyteWords(found.model)).toBe('Esketamine and noresketamine')
  expect(names(found)).toContain('Noresketamine: given so far')
})

test('a model is chosen by its authors and year; the chart has its whole title', () => {
  expect(drawn(infusing().s, 80).models.map(shortTitle)).toEqual(['Kamp 2020', 'Domino 1982'])
})

test('just after a pause the spread said in words holds the value it is said of', () => {
  const found = drawn(paused(), 70.05)
  const answer = bands({ ...(found.band as NonNullable<typeof found.band>), people: 2000, seed: 1 })
  if (answer.kind !== 'bands') throw new Error(answer.kind)
  const [, here, low, high] = /now: (\d+) .* between (\d+) and (\d+)\.$/.exec(nowWords(found, drawnBand(answer))) ?? []
  expect((Number(here) - Number(low)) / (Number(high) - Number(low))).toBeGreaterThan(0.3)
  expect((Number(here) - Number(low)) / (Number(high) - Number(low))).toBeLessThan(0.7)
})
