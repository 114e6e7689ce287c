import { expect, test } from 'vitest'
import { shippedProtocol } from './protocol.fixture.ts'
import { countNumbers, type NumberPart, plain, type Section, say } from './protocol.sentence.ts'
import { numberWords, protocolWords } from './protocol.words.ts'

const { protocol } = shippedProtocol()
const sections = protocolWords(protocol)
const lines = (id: string) => sections.find((section) => section.id === id)?.sentences.map(plain) ?? []
const numbersSaid = (read: readonly Section[]) =>
  read.flatMap(({ sentences }) => sentences.flatMap(({ parts }) => parts.filter((part): part is NumberPart => typeof part !== 'string')))

test('the dose reads as a person would say it, with source and what is still to be confirmed', () => {
  expect(lines('dose')).toEqual([
    'The standard dose is 0.5 mg/kg [ELEKT] over 40 minutes [ELEKT].',
    'Usual is from 0.5 mg/kg [PASWFL] to 0.75 mg/kg [AND4], given over 40 minutes [PASWFL] to 60 minutes [PASWFL]. Outside this an order needs a reason.',
    'An order above 1 mg/kg [DESIGN, to be confirmed] is refused.',
    'The pump may be set up to 10 % [DESIGN, to be confirmed] above the rate of the order, never to catch up after a pause.',
  ])
})

test('every number of the document is said exactly once', () => {
  expect(numbersSaid(sections)).toHaveLength(countNumbers(protocol).numbers)
})

test('every gate, criterion and card says its source', () => {
  const backed = sections.flatMap(({ sentences }) => sentences).filter(({ backing }) => backing)
  expect(backed).toHaveLength(protocol.gates.length + protocol.discharge.criteria.length + protocol.emergency.length)
})

test('a limit offers its options and never picks one', () => {
  const [, first] = sections.find(({ id }) => id === 'limits')?.sentences ?? []
  expect(first && plain(first)).toBe(
    'Warning: systolic pressure at 160 mmHg [DESIGN, to be confirmed] or above. Over when it is 150 mmHg [DESIGN, to be confirmed] or below. The clinician chooses among:',
  )
  expect(first?.points?.length).toBeGreaterThan(1)
})

test('a rhythm names what is written down and when it is overdue', () => {
  expect(lines('monitoring')[1]).toBe(
    'While infusing: heart rate, systolic pressure, diastolic pressure, oxygen saturation, respiratory rate and sedation (MOAA/S), every 10 minutes [YALE]; overdue after 2 minutes [DESIGN, to be confirmed] more.',
  )
})

test('a protocol nobody has approved says so', () => {
  expect(lines('about')[1]).toContain('No medical director has approved it yet.')
})

test('a score has no unit to say', () => {
  const nine = { value: 9, unit: '{score}', source: 'ALD', confirmed: true }
  expect(numberWords(nine)).toBe('9')
  expect(plain(say`At least ${nine}.`)).toBe('At least 9 [ALD].')
})

test('the notes of a number travel with it', () => {
  expect(numbersSaid(sections).some(({ note }) => note === "One hospital's practice.")).toBe(true)
})
