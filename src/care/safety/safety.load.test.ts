import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { loadSafety } from './safety.load.ts'

const file = join(import.meta.dirname, '../../../protocols/safety.yaml')
const shipped = readFileSync(file, 'utf8')
const lineOf = (words: string) => shipped.split('\n').findIndex((line) => line.includes(words)) + 1
const faults = (from: string, to: string) => {
  expect(shipped).toContain(from)
  const loading = loadSafety(shipped.replace(from, to))
  return loading.kind === 'refused' ? loading.faults : []
}

test('the shipped policy loads, and nothing that we propose ourselves counts as confirmed', () => {
  const loading = loadSafety(shipped)
  if (loading.kind !== 'loaded') throw new Error(JSON.stringify(loading.faults))
  const { clock, items, crisis } = loading.document
  const numbers = [...Object.values(clock), ...items.flatMap(({ positive }) => ('above' in positive ? [positive.above] : []))]
  expect(numbers.filter(({ source, confirmed }) => source === 'DESIGN' && confirmed)).toEqual([])
  expect(crisis[0]).toMatchObject({ call: '988', text: '988' })
  for (const id of ['phq9-item9', 'suicidal-thoughts', 'suicidal-plan-or-intent', 'suicide-attempt-recent']) expect(items.map((item) => item.id)).toContain(id)
})

test.each([
  ['a number without unit', 'unit: h, ', '', 'dueWithin:'],
  ['a number without source', 'escalateAfter: { value: 15, unit: min, source: DESIGN,', 'escalateAfter: { value: 15, unit: min,', 'escalateAfter:'],
  ['a day of more than 24 hours', 'dueWithin: { value: 8,', 'dueWithin: { value: 30,', 'dueWithin:'],
  [
    'a source that is not listed',
    'sameAnswerWithin: { value: 10, unit: min, source: DESIGN',
    'sameAnswerWithin: { value: 10, unit: min, source: NOBODY',
    '  DESIGN: {',
  ],
  ['an item that stands twice', 'id: suicidal-thoughts', 'id: phq9-item9', 'id: suicidal-thoughts'],
  ['a key nobody reads', 'escalateTo:', 'escalateAlso: [nurse]\nescalateTo:', 'escalateTo:'],
  ['nobody to escalate to', 'escalateTo: [owner, physician]', 'escalateTo: []', 'escalateTo:'],
])('%s is refused with its line', (_what, from, to, at) => {
  const found = faults(from, to)
  expect(found.map(({ line }) => line)).toContain(lineOf(at))
})

test('a policy in which nothing closes a concern is refused', () => {
  const loading = loadSafety(shipped.replaceAll('closes: true', 'closes: false'))
  expect(loading).toMatchObject({ kind: 'refused', faults: [{ line: lineOf('no-acute-risk'), message: expect.stringContaining('never be answered') }] })
})

test('what is no YAML, and a document that points into itself, are refused with their place', () => {
  expect(loadSafety('kind: [')).toMatchObject({ kind: 'refused', faults: [{ line: 1 }] })
  expect(loadSafety('')).toMatchObject({ kind: 'refused' })
  expect(loadSafety(shipped.replace('approvedBy: null', 'approvedBy: &a x').replace('title: Suicide safety', 'title: *a')).kind).toBe('refused')
})
