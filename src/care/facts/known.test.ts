import { expect, test } from 'vitest'
import type { FactDefinition, SourceKind, Value } from '../../medicine/rules/types.ts'
import { draftOf, EMPTY_DRAFT, meant } from './draft.ts'
import { decide, type Kept, NOTHING_KNOWN } from './facts.ts'
import { heaps, knownOf, sections } from './known.ts'
import { linesOf, sourceWords } from './said.words.ts'

const fact = (id: string, change: Partial<FactDefinition> = {}): FactDefinition => ({
  id,
  name: id,
  section: 'Heart',
  type: { kind: 'yes-no' },
  freshFor: 'always',
  from: ['patient', 'clinician', 'import'],
  ask: { clinician: id },
  get: 'ask',
  meet: 'agree',
  ...change,
})
const kept = (id: string, kind: SourceKind, value: Value, at: string): Kept => ({
  id,
  fact: 'f',
  value,
  at,
  source: { kind, by: kind },
  recordedAt: at,
  recordedBy: 'x',
})
const ids = (all: readonly Kept[]) => all.map(({ id }) => id)

test('a history in which patient and record differ is a conflict, with both beside each other', () => {
  const known = knownOf(fact('f'), [kept('a', 'patient', false, '2026-11-01'), kept('b', 'import', true, '2019-05'), kept('c', 'import', true, '2018')])
  expect(known.conflict).toBe(true)
  expect([ids(known.stands), ids(known.earlier)]).toEqual([['a', 'b'], ['c']])
})

test('a clinician who spoke last settles it; one who spoke earlier does not', () => {
  expect(knownOf(fact('f'), [kept('a', 'patient', false, '2026-11-01'), kept('b', 'clinician', true, '2026-11-02')])).toMatchObject({
    conflict: false,
    stands: [{ id: 'b' }],
  })
  expect(knownOf(fact('f'), [kept('a', 'patient', false, '2026-11-03'), kept('b', 'clinician', true, '2026-11-02')]).conflict).toBe(true)
})

test('of a measurement the newest stands, whoever took it', () => {
  const weight = fact('f', { type: { kind: 'number', unit: 'kg' }, meet: 'latest' })
  const known = knownOf(weight, [kept('a', 'import', 80, '2019'), kept('b', 'patient', 72, '2026-11-01')])
  expect([ids(known.stands), known.conflict]).toEqual([['b'], false])
})

test('lists of records come together; a person’s new list takes the place of the old one', () => {
  const list = fact('f', { type: { kind: 'rows', fields: { name: { kind: 'text' } } } })
  const rows = (name: string): Value => ({ rows: [{ name }], complete: false })
  const known = knownOf(list, [
    kept('a', 'import', rows('x'), '2020'),
    kept('b', 'import', rows('y'), '2021'),
    kept('c', 'patient', rows('z'), '2022'),
    kept('d', 'patient', rows('w'), '2023'),
  ])
  expect([ids(known.stands), ids(known.earlier)]).toEqual([['d', 'b', 'a'], ['c']])
})

test('sections come in the order of the catalogue, without what nobody said', () => {
  const all = [fact('a'), fact('f', { section: 'Mind' }), fact('c', { section: 'Mind' })]
  expect(sections(all, [kept('x', 'import', true, '2020')]).map(({ name, known }) => [name, known.map((one) => one.fact.id)])).toEqual([['Mind', ['f']]])
})

test('the same unread entry many times is one line with its newest date', () => {
  const entry = (id: string, at: string) => ({
    id,
    what: 'Observation: Sodium',
    why: 'not in the map',
    codes: [],
    at,
    source: { kind: 'import' as const, by: 'r' },
  })
  expect(heaps([entry('1', '2019'), entry('2', '2021-03'), entry('3', '2020')])).toMatchObject([{ count: 3, newest: '2021-03' }])
})

test('a row reads like a sentence of the clinic, its source with date and age', () => {
  const type = {
    kind: 'rows',
    fields: { ingredient: { kind: 'code', system: 'rxnorm' }, name: { kind: 'text' }, dose: { kind: 'number', unit: 'mg/d' }, since: { kind: 'date' } },
  } as const
  const one = kept('a', 'import', { rows: [{ ingredient: '4493', name: 'Fluoxetine', dose: 20, since: '2024-03' }], complete: false }, '2026-11-02')
  expect(linesOf(one, fact('f', { type }))).toEqual(['Fluoxetine, 20 mg a day, since March 2024'])
  expect(sourceWords({ ...one, source: { kind: 'import', by: 'FHIR record' } }, '2026-11-25T08:00:00.000Z')).toBe('FHIR record, 2 November 2026, 23 days ago')
})

test('what is typed becomes the kind of value the fact has, or says what is missing', () => {
  const number = fact('f', { type: { kind: 'number', unit: 'kg' } })
  expect(meant(number, { ...EMPTY_DRAFT, text: '72,4' })).toEqual({ value: 72.4 })
  expect(meant(number, { ...EMPTY_DRAFT, text: 'heavy' })).toEqual({ missing: 'Type a number.' })
  expect(meant(fact('f'), { ...EMPTY_DRAFT, text: 'no' })).toEqual({ value: false })
  const list = fact('f', { type: { kind: 'rows', fields: { name: { kind: 'text' }, dose: { kind: 'number', unit: 'mg/d' } } } })
  expect(meant(list, EMPTY_DRAFT)).toEqual({ missing: 'Add a row, or say that there are none.' })
  expect(meant(list, { ...EMPTY_DRAFT, complete: true })).toEqual({ value: { rows: [], complete: true } })
  const value: Value = { rows: [{ name: 'Lithium', dose: 900 }], complete: true }
  expect(meant(list, draftOf(value))).toEqual({ value })
  expect(meant(list, { ...EMPTY_DRAFT, rows: [{ dose: 'many' }] })).toEqual({ missing: 'dose: Type a number.' })
})

test('a record of thousands of entries is kept in events of five hundred, and a second time in none', () => {
  const statements = Array.from({ length: 1201 }, (_, i) => ({ ...kept(`s${i}`, 'import', true, '2020'), fact: 'f' }))
  const decision = decide(NOTHING_KNOWN, { type: 'state', data: { statements } }, new Map([['f', fact('f')]]))
  expect(decision.kind === 'accepted' && decision.facts.map(({ data }) => 'statements' in data && data.statements.length)).toEqual([500, 500, 201])
  const again = decide({ ...NOTHING_KNOWN, statements }, { type: 'state', data: { statements } }, new Map([['f', fact('f')]]))
  expect(again).toEqual({ kind: 'accepted', facts: [] })
})
