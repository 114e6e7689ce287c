import { expect, test } from 'vitest'
import type { Instant } from '../time.ts'
import { compile } from './compile.ts'
import { evaluate } from './evaluate.ts'
import { amountOf, books, policyWith, rowsOf, rule, said, span, times } from './rules.fixture.ts'
import type { Condition, Finding, Row, Statement } from './types.ts'

const NOW = '2026-11-25T12:00:00.000Z' as Instant

const find = (condition: Condition, statements: readonly Statement[], now = NOW): Finding => {
  const [finding] = evaluate(compile(policyWith([rule('it', 'exclude', { when: condition })]), books), statements, now).findings
  return finding as Finding
}
const truth = (condition: Condition, ...statements: readonly Statement[]) => find(condition, statements).truth
const kg = (value: number) => amountOf(value, 'kg')

test.each<[string, Condition, Statement[], Finding['truth']]>([
  ['yes is yes', { fact: 'aneurysm', is: true }, [said('aneurysm', true)], 'met'],
  ['no is no', { fact: 'aneurysm', is: true }, [said('aneurysm', false)], 'not-met'],
  ['what nobody asked is unknown', { fact: 'aneurysm', is: true }, [], 'unknown'],
  ['a record that says no has not looked', { fact: 'aneurysm', is: true }, [said('aneurysm', false, '2026-11-20', 'import')], 'unknown'],
  ['70 kg is not below 40', { fact: 'weight', below: kg(40) }, [said('weight', 70)], 'not-met'],
  ['40 kg is not below 40', { fact: 'weight', below: kg(40) }, [said('weight', 40)], 'not-met'],
  ['40 kg is at most 40', { fact: 'weight', atMost: kg(40) }, [said('weight', 40)], 'met'],
  ['40 kg is not above 40', { fact: 'weight', above: kg(40) }, [said('weight', 40)], 'not-met'],
  ['a weight of last spring counts no longer', { fact: 'weight', below: kg(40) }, [said('weight', 39, '2026-04-01')], 'unknown'],
  ['the newest weight stands, whoever said it', { fact: 'weight', below: kg(40) }, [said('weight', 39), said('weight', 45, '2026-11-21', 'import')], 'not-met'],
  [
    'patient says no, record says yes: nobody knows',
    { fact: 'aneurysm', is: true },
    [said('aneurysm', false), said('aneurysm', true, '2020', 'import')],
    'unknown',
  ],
  [
    'a clinician who says so last has settled it',
    { fact: 'aneurysm', is: true },
    [said('aneurysm', false), said('aneurysm', true, '2020', 'import'), said('aneurysm', false, '2026-11-21', 'clinician')],
    'not-met',
  ],
  [
    'a clinician who spoke before the patient has not',
    { fact: 'aneurysm', is: true },
    [said('aneurysm', false, '2026-11-01', 'clinician'), said('aneurysm', true, '2026-11-21')],
    'unknown',
  ],
  ['a patient may think again', { fact: 'aneurysm', is: true }, [said('aneurysm', true, '2026-11-01'), said('aneurysm', false, '2026-11-21')], 'not-met'],
  ['an answer is one of the choices', { fact: 'liver', is: 'C' }, [said('liver', 'B')], 'not-met'],
  ['what is recorded is met', { fact: 'history-taken', recorded: true }, [said('history-taken', false)], 'met'],
  ['what is not recorded is never not met', { fact: 'history-taken', recorded: true }, [], 'unknown'],
  ['an answer dated ahead is none yet', { fact: 'aneurysm', is: true }, [said('aneurysm', false, '2026-12-25')], 'unknown'],
])('%s', (_, condition, statements, expected) => {
  expect(truth(condition, ...statements)).toBe(expected)
})

const adult: Condition = { fact: 'birth-date', longerAgoThan: span(18, 'a') }
test.each<[string, Finding['truth']]>([
  ['2008-11-25', 'met'],
  ['2008-11-26', 'not-met'],
  ['2008-11', 'unknown'],
  ['2008-10', 'met'],
  ['2008', 'unknown'],
  ['2007', 'met'],
  ['2009', 'not-met'],
  ['1950-02-29', 'unknown'],
  ['2031', 'not-met'],
])('born %s: eighteen on 25 November 2026 is %s', (born, expected) => {
  expect(truth(adult, said('birth-date', born))).toBe(expected)
})

test('born on 29 February, one is eighteen on 1 March', () => {
  expect(find(adult, [said('birth-date', '2008-02-29', '2026-01-01')], '2026-02-28T12:00:00.000Z' as Instant).truth).toBe('not-met')
  expect(find(adult, [said('birth-date', '2008-02-29', '2026-01-01')], '2026-03-01T12:00:00.000Z' as Instant).truth).toBe('met')
})

const recent: Condition = { fact: 'heart-attack', within: span(6, 'wk') }
test.each<[string, Finding['truth']]>([
  ['2026-10-14', 'met'],
  ['2026-10-13', 'not-met'],
  ['2026-11', 'met'],
  ['2026-10', 'unknown'],
  ['2026-09', 'not-met'],
  ['2026', 'unknown'],
  ['2025', 'not-met'],
  ['2027-01-01', 'unknown'],
])('a heart attack of %s is within six weeks of 25 November 2026: %s', (date, expected) => {
  expect(truth(recent, said('heart-attack', date))).toBe(expected)
})

const fed: Condition = { fact: 'last-food', within: span(6, 'h') }
test.each<[string, Finding['truth']]>([
  ['2026-11-25T06:00:00.000Z', 'met'],
  ['2026-11-25T05:59:00.000Z', 'not-met'],
  ['2026-11-25T07:59:00+02:00', 'not-met'],
  ['2026-11-25', 'unknown'],
  // Where it is still the day before, that day ends at noon in UTC.
  ['2026-11-24', 'unknown'],
  ['2026-11-23', 'not-met'],
  ['2026-11-25T12:03:00.000Z', 'unknown'],
])('eaten at %s is within six hours of noon: %s', (at, expected) => {
  expect(truth(fed, said('last-food', at, '2026-11-25T12:00:00.000Z'))).toBe(expected)
})

test('a stricter freshness of one rule holds for that rule alone', () => {
  const policy = policyWith([
    rule('strict', 'review', { when: { fact: 'weight', noOlderThan: span(7, 'd'), below: kg(40) } }),
    rule('wide', 'review', { when: { fact: 'weight', below: kg(50) } }),
  ])
  const { findings } = evaluate(compile(policy, books), [said('weight', 45, '2026-11-10')], NOW)
  expect(findings.map((one) => [one.rule, one.truth])).toEqual([
    ['wide', 'met'],
    ['strict', 'unknown'],
  ])
  expect(findings[1]?.missing).toMatchObject([{ fact: 'weight', why: 'stale', get: 'measure' }])
})

const maoi: Condition = {
  count: 'medicines',
  where: {
    all: [
      { field: 'ingredient', in: 'maoi' },
      { field: 'status', is: 'taking' },
    ],
  },
  atLeast: times(1),
}
const phenelzine: Row = { ingredient: '8123', name: 'phenelzine', status: 'taking' }
const sertraline: Row = { ingredient: '36437', name: 'sertraline', status: 'taking' }
test.each<[string, Statement[], Finding['truth']]>([
  ['a list with it', [said('medicines', rowsOf([phenelzine]))], 'met'],
  ['a list that is not called complete, with it', [said('medicines', rowsOf([phenelzine], false))], 'met'],
  ['a complete list without it', [said('medicines', rowsOf([sertraline]))], 'not-met'],
  ['a list without it that nobody called complete', [said('medicines', rowsOf([sertraline], false))], 'unknown'],
  ['a record without it, called complete by the record', [said('medicines', rowsOf([sertraline]), '2026-11-20', 'import')], 'unknown'],
  ['an empty complete list', [said('medicines', rowsOf([]))], 'not-met'],
  ['a row that does not say whether it is taken', [said('medicines', rowsOf([{ ingredient: '8123' }]))], 'unknown'],
  ['a row whose medicine has no code', [said('medicines', rowsOf([{ name: 'something', status: 'taking' }]))], 'unknown'],
  ['a stopped one of no code', [said('medicines', rowsOf([{ name: 'something', status: 'stopped' }]))], 'not-met'],
  [
    'the patient leaves out what the record has',
    [said('medicines', rowsOf([sertraline])), said('medicines', rowsOf([phenelzine], false), '2026-10', 'import')],
    'met',
  ],
  [
    'the patient says stopped, the record taking',
    [said('medicines', rowsOf([{ ...phenelzine, status: 'stopped' }])), said('medicines', rowsOf([phenelzine], false), '2026-10', 'import')],
    'unknown',
  ],
  [
    'and a clinician has settled it',
    [
      said('medicines', rowsOf([phenelzine], false), '2026-10', 'import'),
      said('medicines', rowsOf([phenelzine])),
      said('medicines', rowsOf([{ ...phenelzine, status: 'stopped' }]), '2026-11-22', 'clinician'),
    ],
    'not-met',
  ],
])('an MAO inhibitor is taken: %s', (_, statements, expected) => {
  expect(truth(maoi, ...statements)).toBe(expected)
})

const adequate: Condition = {
  count: 'trials',
  where: {
    all: [
      { field: 'dose', atLeast: { table: 'least', by: 'ingredient' } },
      { field: 'weeks', atLeast: amountOf(6, 'wk') },
    ],
  },
  atLeast: times(2),
}
const trial = (ingredient: string, dose?: number, weeks?: number): Row => ({
  ingredient,
  ...(dose === undefined ? {} : { dose }),
  ...(weeks === undefined ? {} : { weeks }),
})
test.each<[string, Row[], boolean, Finding['truth']]>([
  ['two that count', [trial('36437', 50, 6), trial('39786', 225, 12)], true, 'met'],
  ['two that count are enough before the list is complete', [trial('36437', 50, 6), trial('39786', 225, 12)], false, 'met'],
  ['one below its least dose', [trial('36437', 25, 6), trial('39786', 225, 12)], true, 'not-met'],
  ['one of unknown length', [trial('36437', 50), trial('39786', 225, 12)], true, 'unknown'],
  ['one too short whatever its dose', [trial('36437', undefined, 5), trial('39786', 225, 12)], true, 'not-met'],
  ['one of a drug the table lacks', [trial('99999', 50, 6), trial('39786', 225, 12)], true, 'unknown'],
  ['one, list open', [trial('39786', 225, 12)], false, 'unknown'],
])('two adequate trials: %s', (_, rows, complete, expected) => {
  expect(truth(adequate, said('trials', rowsOf(rows, complete)))).toBe(expected)
})

test('two trials of one class are one class', () => {
  const classes: Condition = { count: 'trials', distinct: 'class', atLeast: times(2) }
  expect(truth(classes, said('trials', rowsOf([{ class: 'ssri' }, { class: 'ssri' }])))).toBe('not-met')
  expect(truth(classes, said('trials', rowsOf([{ class: 'ssri' }, { class: 'tca' }])))).toBe('met')
  expect(truth(classes, said('trials', rowsOf([{ class: 'ssri' }, { drug: 'amitriptyline' }])))).toBe('unknown')
})

test('one drug in the patient’s list and in the record is one trial, with what each of them knows', () => {
  const statements = [said('trials', rowsOf([trial('36437', undefined, 8)])), said('trials', rowsOf([trial('36437', 100)], false), '2026-01', 'import')]
  expect(truth({ ...adequate, atLeast: times(1) }, ...statements)).toBe('met')
  expect(truth(adequate, ...statements)).toBe('not-met')
})

test('a sentence holds the fact, its value and unit, who says so, when and how long ago', () => {
  const { sentence } = find({ fact: 'systolic', atLeast: amountOf(140, 'mm[Hg]') }, [said('systolic', 152, '2026-11-22', 'clinician', 'Nurse Kim')])
  expect(sentence).toBe('The rule it. blood pressure, systolic: 152 mmHg [Nurse Kim (staff), 22 November 2026, 3 days ago].')
})

const both: Condition = {
  any: [
    { fact: 'aneurysm', is: true },
    { fact: 'psychosis', is: true },
  ],
}
test('the smallest group of facts that decided it is shown, and what would decide what is open', () => {
  const one = find(both, [said('aneurysm', true), said('psychosis', false)])
  expect(one.because.map(({ fact }) => fact)).toEqual(['aneurysm'])
  const none = find(both, [said('aneurysm', false), said('psychosis', false)])
  expect(none.because.map(({ fact }) => fact)).toEqual(['aneurysm', 'psychosis'])
  const open = find(both, [said('aneurysm', false)])
  expect([open.because, open.missing.map(({ fact }) => fact)]).toEqual([[], ['psychosis']])
})

const courses = (...raised: [severity: 'exclude' | 'review' | 'caution' | 'note' | 'today', fact: string][]) => {
  const policy = policyWith(raised.map(([severity, fact], i) => rule(`r${i}`, severity, { when: { fact, is: true } })))
  const { verdict, today } = evaluate(compile(policy, books), [said('aneurysm', true), said('psychosis', false)], NOW)
  return [verdict, today]
}
test('excluded goes before undecided, undecided before review; today is apart', () => {
  expect(courses(['exclude', 'aneurysm'], ['review', 'hypertension'])).toEqual(['excluded', 'clear'])
  expect(courses(['review', 'aneurysm'], ['note', 'hypertension'])).toEqual(['undecided', 'clear'])
  expect(courses(['review', 'aneurysm'], ['exclude', 'psychosis'])).toEqual(['review', 'clear'])
  expect(courses(['caution', 'aneurysm'], ['exclude', 'psychosis'])).toEqual(['eligible', 'clear'])
  expect(courses(['exclude', 'psychosis'], ['today', 'aneurysm'])).toEqual(['eligible', 'held'])
  expect(courses(['exclude', 'psychosis'], ['today', 'hypertension'])).toEqual(['eligible', 'undecided'])
})
