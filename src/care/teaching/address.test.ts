import fc from 'fast-check'
import { expect, test } from 'vitest'
import { MODELS } from '../../medicine/pk/pk.ts'
import { addressOf } from './address.ts'
import { readAddress } from './address.wire.ts'
import { regimenOf } from './book.ts'
import { book, course, lesson } from './teaching.fixture.ts'
import type { Course, Entry, Lesson } from './teaching.ts'

const figure = fc.integer({ min: 1, max: 9_999_999 }).map((n) => n / 1e4)
const at = fc.oneof(fc.constant(0), figure)
const dose = fc.record({ value: figure, unit: fc.constantFrom('mg' as const, 'mg/kg' as const) })
const entry: fc.Arbitrary<Entry> = fc.oneof(
  fc.record({ kind: fc.constant('infusion' as const), dose, over: figure, at }),
  fc.record({ kind: fc.constant('bolus' as const), dose, at }),
  fc.record({ kind: fc.constant('nasal' as const), mg: figure, devices: fc.integer({ min: 1, max: 12 }), apart: at, at }),
)
const days = fc.uniqueArray(fc.integer({ min: 0, max: 3650 }), { minLength: 1, maxLength: 60 }).map((all) => all.sort((a, b) => a - b))
const anyCourse: fc.Arbitrary<Course> = fc.constantFrom(...MODELS).chain(({ id, effectSites }) =>
  fc.record({
    model: fc.constant(id),
    regimen: fc.record({ entries: fc.array(entry, { minLength: 1, maxLength: 12 }), days }),
    who: fc.record({ weight: figure, age: figure, ancestry: fc.constantFrom('not-stated' as const, 'asian' as const, 'japanese' as const) }),
    effect: effectSites.length === 0 ? fc.constant(null) : fc.option(fc.integer({ min: 1, max: effectSites.length })),
  }),
)
const anyLesson: fc.Arbitrary<Lesson> = fc.record({
  first: anyCourse,
  second: fc.option(anyCourse),
  hours: fc.option(figure.filter((h) => h <= 9600)),
  spread: fc.boolean(),
})

/** As the router hands it over: what looks like a number is one. */
const routed = (params: Readonly<Record<string, string>>) =>
  Object.fromEntries(
    [...new URLSearchParams(new URLSearchParams(params).toString())].map(([key, value]) => [key, /^\d+(\.\d+)?$/.test(value) ? Number(value) : value]),
  )

test('whatever the page shows, its address gives back the same', () => {
  fc.assert(
    fc.property(anyLesson, (shown) => {
      const params = addressOf(shown)
      expect(readAddress(routed(params), book)).toEqual({ kind: 'lesson', lesson: shown })
      expect(readAddress(params, book)).toEqual({ kind: 'lesson', lesson: shown })
    }),
  )
})

test('an address is readable: nothing in it has to be escaped', () => {
  fc.assert(
    fc.property(anyLesson, (shown) => {
      expect(new URLSearchParams(addressOf(shown)).toString()).not.toContain('%')
    }),
  )
  expect(`${new URLSearchParams(addressOf(lesson(course('kamp2020', 'iv-half-over-40'))))}`).toBe(
    'model=kamp2020&dose=infusion_0.5mgkg_40min_at0&weight=70&age=45',
  )
  expect(addressOf(lesson(course('perezruixo2021', 'nasal-56-four-weeks')))).toMatchObject({
    dose: 'nasal_28mg_2devices_5min_at0',
    days: '0-3-7-10-14-17-21-24',
  })
})

test('an empty address begins with the first published regimen and the example person', () => {
  const [first] = book.regimens
  const reading = readAddress({}, book)
  expect(reading).toMatchObject({ kind: 'lesson', lesson: { second: null, spread: true, first: { model: 'kamp2020', who: { weight: 70, age: 45 } } } })
  expect(reading.kind === 'lesson' && reading.lesson.first.regimen).toEqual(first && regimenOf(first))
})

test('a model alone is looked at with its own drug’s usual regimen', () => {
  const reading = readAddress({ model: 'perezruixo2021' }, book)
  expect(reading.kind === 'lesson' && reading.lesson.first.regimen).toEqual(course('perezruixo2021', 'nasal-56').regimen)
})

test('a second course takes from the first what the address does not say of it', () => {
  const reading = readAddress({ model: 'kamp2020', dose: 'bolus_10mg_at0', weight: 82, weight2: 95 }, book)
  const { first, second } = reading.kind === 'lesson' ? reading.lesson : expect.unreachable()
  expect(second).toEqual({ ...first, who: { ...first.who, weight: 95 } })
})

test.each([
  [{ model: 'kamp2021' }, 'model', '“kamp2021” is none of kamp2020, '],
  [{ dose: 'infusion_half_40min_at0' }, 'dose', 'is not a list of doses. A dose reads infusion_0.5mgkg_40min_at0'],
  [{ dose: 'infusion_0.5mgkg_0min_at0' }, 'dose', 'is not a list of doses'],
  [{ dose: 'infusion_1e9mg_40min_at0' }, 'dose', 'is not a list of doses'],
  [{ dose: 'nasal_28mg_99devices_5min_at0' }, 'dose', 'is not a list of doses'],
  [{ dose: 'nasal_1mgkg_2devices_5min_at0' }, 'dose', 'is not a list of doses'],
  [{ days: '3-0' }, 'days', 'is not a list of ascending days'],
  [{ weight: 'heavy' }, 'weight', '“heavy” is not a weight in kg'],
  [{ weight: 0 }, 'weight', 'is not a weight in kg'],
  [{ age2: '-4' }, 'age2', 'is not an age in years'],
  [{ ancestry: 'martian' }, 'ancestry', 'is none of asian, japanese'],
  [{ effect: 3 }, 'effect', 'There is no effect site 3: kamp2020 has 2.'],
  [{ model: 'otto2021', effect: 1 }, 'effect', 'otto2021 has no published effect site'],
  [{ hours: 99999 }, 'hours', 'is more than 9600 hours'],
  [{ spread: 'perhaps' }, 'spread', 'is none of no, yes'],
  [{ wieght: 95 }, 'wieght', 'Nobody reads this part of the address.'],
])('%o is not drawn as something else; %s is named', (params, field, message) => {
  const reading = readAddress(params, book)
  expect(reading.kind === 'unread' && reading.because).toEqual([{ field, message: expect.stringContaining(message) }])
})

test('every fault of an address is named at once, and no address at all breaks the page', () => {
  const reading = readAddress({ model: 'x', weight: 'y', days: 'z' }, book)
  expect(reading.kind === 'unread' && reading.because.map(({ field }) => field)).toEqual(['model', 'days', 'weight'])
  expect(readAddress({ model: { toString: false } }, book).kind).toBe('unread')
  fc.assert(
    fc.property(fc.dictionary(fc.oneof(fc.constantFrom('model', 'dose2', 'days', 'weight', 'effect'), fc.string()), fc.anything()), (params) => {
      expect(['lesson', 'unread']).toContain(readAddress(params, book).kind)
    }),
  )
})
