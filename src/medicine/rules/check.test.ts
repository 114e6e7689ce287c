import { expect, test } from 'vitest'
import { problemsOfRules } from './check.ts'
import type { Placed } from './problem.ts'
import { amountOf, books, rule, span, times } from './rules.fixture.ts'
import type { Condition, RowCondition, Rule } from './types.ts'

const sources = new Set(['MADE-UP'])
const found = (...rules: readonly Rule[]) => {
  const placed = rules.map((one, i): Placed => ({ rule: one, path: ['rules', i] }))
  return problemsOfRules(placed, { ...books, sources }).map(({ path, message }) => `${path.join('.')}: ${message}`)
}
const when = (condition: Condition) => found(rule('it', 'exclude', { when: condition }))
const kg = (value: number) => amountOf(value, 'kg')
const counting = (where: RowCondition, atLeast = 1): Condition => ({ count: 'trials', where, atLeast: times(atLeast) })

test.each<[string, Condition]>([
  ['a yes or no', { fact: 'aneurysm', is: true }],
  ['a number', { fact: 'weight', below: kg(40) }],
  ['an age', { fact: 'birth-date', longerAgoThan: span(65, 'a') }],
  ['hours since food', { fact: 'last-food', within: span(6, 'h') }],
  ['whether something is recorded at all', { fact: 'history-taken', recorded: true }],
  [
    'an adequate trial',
    counting(
      {
        all: [
          { field: 'dose', atLeast: { table: 'least', by: 'ingredient' } },
          { field: 'weeks', atLeast: amountOf(6, 'wk') },
        ],
      },
      2,
    ),
  ],
  ['two different drugs of a set', { count: 'medicines', distinct: 'ingredient', where: { field: 'ingredient', in: 'maoi' }, atLeast: times(2) }],
  ['a spray an hour ago and a day ago', { any: [{ fact: 'last-food', within: span(1, 'h') }, { not: { fact: 'last-food', within: span(1, 'd') } }] }],
  ['two classes', { count: 'trials', distinct: 'class', atLeast: times(2) }],
  [
    'a range',
    {
      all: [
        { fact: 'weight', atLeast: kg(40) },
        { fact: 'weight', atMost: kg(130) },
      ],
    },
  ],
  [
    'pregnancy, said of whom',
    {
      all: [
        { fact: 'sex', is: 'female' },
        { fact: 'can-be-pregnant', is: true },
        { fact: 'pregnant', is: true },
      ],
    },
  ],
  ['a fresher pressure', { fact: 'systolic', noOlderThan: span(1, 'd'), above: amountOf(180, 'mm[Hg]') }],
])('%s is a rule', (_, condition) => {
  expect(when(condition)).toEqual([])
})

test.each<[string, Condition, RegExp]>([
  ['a fact nobody collects', { fact: 'horoscope', is: true }, /^rules\.0\.when\.fact: .*nobody collects it/],
  ['a yes or no compared with a number', { fact: 'aneurysm', above: kg(3) }, /^rules\.0\.when\.above: .* compares numbers; this is a yes or no/],
  ['a yes or no that is a word', { fact: 'aneurysm', is: 'yes' }, /true or false/],
  ['a number that is something', { fact: 'weight', is: '70' }, /`is` asks for an answer or a code/],
  ['another unit', { fact: 'weight', below: amountOf(90, 'lb') }, /^rules\.0\.when\.below\.unit: the unit here is kg, not lb/],
  ['a date in a set', { fact: 'ecg', in: 'maoi' }, /`in` asks for a code or a choice; this is a date/],
  ['how long ago a weight is', { fact: 'weight', within: span(3, 'd') }, /asked of a date; this is a number/],
  ['an unknown set', { count: 'medicines', where: { field: 'ingredient', in: 'maois' }, atLeast: times(1) }, /^rules\.0\.when\.where\.in: .*no set "maois"/],
  ['an unknown table', counting({ field: 'dose', atLeast: { table: 'most', by: 'ingredient' } }), /no table "most"/],
  ['a table by a field that is no code', counting({ field: 'dose', atLeast: { table: 'least', by: 'weeks' } }), /"weeks" is no code or choice/],
  ['a table of another unit', counting({ field: 'weeks', atLeast: { table: 'least', by: 'ingredient' } }), /the table is in mg\/d, the value in wk/],
  ['counting what is no list', { count: 'weight', atLeast: times(1) }, /no list: there are no rows/],
  ['a list that is something', { fact: 'medicines', is: true }, /is a list: count its rows/],
  ['different values of no field', { count: 'trials', distinct: 'colour', atLeast: times(2) }, /has no field "colour"/],
  ['a freshness looser than the catalogue’s', { fact: 'weight', noOlderThan: span(1, 'a'), below: kg(40) }, /a stricter freshness is shorter/],
  ['a weight below nothing', { fact: 'weight', below: kg(0) }, /^rules\.0\.when: this can never be so/],
  ['a weight of nothing or more', { fact: 'weight', atLeast: kg(0) }, /this is always so/],
  ['no trials or more', { count: 'trials', atLeast: times(0) }, /this is always so/],
  [
    'three different drugs of a set of two',
    { count: 'medicines', distinct: 'ingredient', where: { field: 'ingredient', in: 'maoi' }, atLeast: times(3) },
    /this can never be so/,
  ],
  ['four classes of three', { count: 'trials', distinct: 'class', atLeast: times(4) }, /this can never be so/],
  [
    'light and heavy at once',
    {
      all: [
        { fact: 'weight', below: kg(40) },
        { fact: 'weight', above: kg(130) },
      ],
    },
    /^rules\.0\.when: the rule it can never fire/,
  ],
  [
    'light or not light',
    {
      any: [
        { fact: 'weight', below: kg(40) },
        { fact: 'weight', atLeast: kg(40) },
      ],
    },
    /the rule it always fires/,
  ],
  [
    'a child over 65',
    { all: [{ fact: 'birth-date', longerAgoThan: span(65, 'a') }, { not: { fact: 'birth-date', longerAgoThan: span(18, 'a') } }] },
    /can never fire/,
  ],
  [
    'two answers of one choice',
    {
      all: [
        { fact: 'liver', is: 'B' },
        { fact: 'liver', is: 'C' },
      ],
    },
    /can never fire/,
  ],
  [
    'a trial in two classes',
    counting({
      all: [
        { field: 'class', is: 'ssri' },
        { field: 'class', is: 'tca' },
      ],
    }),
    /this can never be so/,
  ],
  ['pregnant, whoever it is', { fact: 'pregnant', is: true }, /^rules\.0\.when: "pregnant" is not asked of everybody .* unknown for ever/],
  [
    'pregnant of women, who are not all asked',
    {
      all: [
        { fact: 'sex', is: 'female' },
        { fact: 'pregnant', is: true },
      ],
    },
    /unknown for ever/,
  ],
])('%s is refused', (_, condition, message) => {
  expect(when(condition).join('\n')).toMatch(message)
})

test('pregnancy asked of those who can be pregnant alone leaves men out, for they are not asked whether they can', () => {
  expect(
    when({
      all: [
        { fact: 'can-be-pregnant', is: true },
        { fact: 'pregnant', is: true },
      ],
    }),
  ).toHaveLength(1)
})

test('a citation that is not listed is refused where it stands, of a rule or of a number', () => {
  expect(found(rule('it', 'note', { when: { fact: 'aneurysm', is: true } }, { source: ['MADE-UP', 'ELSEWHERE'] }))).toEqual([
    'rules.0.source.1: the source ELSEWHERE is not listed under `sources`',
  ])
  expect(when({ fact: 'weight', below: { ...kg(40), source: 'ELSEWHERE' } })).toEqual([
    'rules.0.when.below.source: the source ELSEWHERE is not listed under `sources`',
  ])
})

const aneurysm: Condition = { fact: 'aneurysm', is: true }
const adult: Condition = { fact: 'birth-date', longerAgoThan: span(18, 'a') }
test.each<[string, Rule[], string | null]>([
  [
    'the same twice',
    [rule('a', 'exclude', { when: aneurysm }), rule('b', 'exclude', { when: { not: { fact: 'aneurysm', is: false } } })],
    'a says the same already',
  ],
  [
    'the same with another severity',
    [rule('a', 'exclude', { when: aneurysm }), rule('b', 'note', { when: aneurysm })],
    'a says the same and is exclude, this is note',
  ],
  ['what one asks for the other excludes', [rule('a', 'review', { require: adult }), rule('b', 'exclude', { when: adult })], 'this contradicts a'],
  ['young and old are excluded', [rule('a', 'exclude', { require: adult }), rule('b', 'exclude', { when: adult })], 'this contradicts a'],
  [
    'light and heavy are excluded and meet',
    [rule('a', 'exclude', { when: { fact: 'weight', below: kg(60) } }), rule('b', 'exclude', { when: { fact: 'weight', above: kg(50) } })],
    'between this and a everybody is excluded',
  ],
  [
    'light and heavy leave a middle',
    [rule('a', 'exclude', { when: { fact: 'weight', below: kg(40) } }), rule('b', 'exclude', { when: { fact: 'weight', above: kg(150) } })],
    null,
  ],
  [
    'the indication is required, and is for review',
    [rule('a', 'exclude', { require: { fact: 'liver', is: 'A' } }), rule('b', 'review', { when: { fact: 'liver', is: 'A' } })],
    null,
  ],
  ['today is apart', [rule('a', 'review', { when: aneurysm }), rule('b', 'today', { when: aneurysm })], null],
])('%s', (_, rules, message) => {
  const problems = found(...rules)
  if (message === null) expect(problems).toEqual([])
  else expect(problems.join('\n')).toContain(message)
})
