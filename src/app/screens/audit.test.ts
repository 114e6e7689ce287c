import { expect, test } from 'vitest'
import { reasonWords, sentence } from './audit.ts'

const kim = { kind: 'staff', id: '1', name: 'Kim Osei', roles: ['nurse'] } as const

test('a line of the trail reads as a sentence', () => {
  expect(sentence({ by: kim, act: 'read', event: 'chart.read' })).toBe('Kim Osei (nurse) read the chart')
  expect(sentence({ by: kim, act: 'write', event: 'infusion-paused' })).toBe('Kim Osei (nurse) paused the infusion')
  expect(sentence({ by: { kind: 'token', id: '2', name: 'scale', roles: [] }, act: 'refused', event: 'staff.listed' })).toBe(
    'The token “scale” was turned away from the staff',
  )
})

test('an event nobody has words for is shown all the same', () => {
  expect(sentence({ by: kim, act: 'write', event: 'kettle-boiled' })).toBe('Kim Osei (nurse) did: kettle boiled')
})

test('a code becomes words; a reason somebody wrote stays as written', () => {
  expect(reasonWords('chart-restricted')).toBe('the chart is kept to named people')
  expect(reasonWords('covering for a colleague')).toBe('covering for a colleague')
})
