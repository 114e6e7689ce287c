import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ALDRETE } from './aldrete.ts'
import { CTCAE } from './ctcae.ts'
import { MOAAS, moaasWords } from './moaas.ts'
import { PADSS } from './padss.ts'
import { type Points, type Scale, scaleTotal } from './scale.ts'

const all = (scale: Scale, points: Points) => Object.fromEntries(scale.items.map(({ id }) => [id, points]))

test.each([ALDRETE, PADSS] as Scale[])('$name: five items make ten points at best', (scale) => {
  expect(scaleTotal(scale, all(scale, 2))).toEqual({ kind: 'total', total: 10, outOf: 10 })
  expect(scaleTotal(scale, all(scale, 0))).toEqual({ kind: 'total', total: 0, outOf: 10 })
})

test('a missing item makes the total unknown and is named, also when all others are full', () => {
  expect(scaleTotal(ALDRETE, { consciousness: 2, circulation: 2, breathing: 2, activity: 2 })).toEqual({
    kind: 'unknown',
    missing: ['Oxygen saturation'],
    outOf: 10,
  })
  expect(scaleTotal(PADSS, {})).toMatchObject({ kind: 'unknown', missing: ['Vital signs', 'Walking', 'Nausea and vomiting', 'Pain', 'Bleeding (IV site)'] })
})

test('an item scored 0 is answered, not missing', () => {
  expect(scaleTotal(PADSS, { vitals: 0, ambulation: 2, nausea: 2, pain: 2, bleeding: 2 })).toEqual({ kind: 'total', total: 8, outOf: 10 })
})

test('the total is the sum, whatever the answers', () => {
  const points = fc.constantFrom<Points>(0, 1, 2)
  fc.assert(
    fc.property(fc.tuple(points, points, points, points, points), ([consciousness, circulation, breathing, spo2, activity]) => {
      const sum = consciousness + circulation + breathing + spo2 + activity
      expect(scaleTotal(ALDRETE, { consciousness, circulation, breathing, spo2, activity })).toEqual({ kind: 'total', total: sum, outOf: 10 })
    }),
  )
})

test('every level and grade has words, and nothing else does', () => {
  expect(Object.keys(MOAAS.levels)).toHaveLength(6)
  expect(Object.keys(CTCAE.grades)).toEqual(['1', '2', '3', '4', '5'])
  expect([moaasWords(5), moaasWords(6), moaasWords(4.5)]).toEqual(['Responds readily to name, normal tone', null, null])
})
