import { describe, expect, test } from 'vitest'
import { at, Case, HEALTHY, made, policy, statementsOf, UNTIL } from './decision.fixture.ts'
import { type Decision, type Standing, type Summary, summaryOf } from './decision.ts'
import { changeSentence, headline } from './decision.words.ts'
import { differences, keyOf, same } from './differences.ts'
import { groupOf, inOrder } from './inbox.ts'
import { lastDay } from './screen/last-day.ts'
import { ageWords, dateWords } from './screen/said.words.ts'
import { takenOf } from './taken.ts'
import { inWords } from './values.ts'

const taken = (known: typeof HEALTHY, ref = policy) => takenOf(made(statementsOf(known), at(0), { ref }), 1)

describe('what changed between two verdicts', () => {
  test('names each finding that came out otherwise, with the fact before and after', () => {
    const { aneurysm: _, ...without } = HEALTHY
    const changes = differences(taken(without), taken({ ...HEALTHY, hypertension: true }))
    expect(changes.map(changeSentence)).toEqual([
      'Aneurysm: was not known, is now not raised (aneurysm: not known → no)',
      'High blood pressure: was not raised, is now raised (high blood pressure: no → yes)',
    ])
  })
  test('the same facts in another order are no change, another version of the protocol is one', () => {
    const one = taken(HEALTHY)
    expect(same(one, { ...one, findings: [...one.findings].reverse() })).toBe(true)
    expect(same(one, taken(HEALTHY, { ...policy, hash: 'h2' }))).toBe(false)
  })
  test('a rule that came or went is named as such', () => {
    const one = taken(HEALTHY)
    const fewer = { ...one, findings: one.findings.filter(({ rule }) => rule !== 'aneurysm') }
    expect(differences(fewer, one).map(changeSentence)).toEqual(['Aneurysm: a new rule, not raised (aneurysm: not used → no)'])
    expect(differences(one, fewer).map(changeSentence)).toEqual(['Aneurysm: no longer a rule of the protocol'])
  })
  test('a finding still raised by another value is a change, and has another key', () => {
    const one = taken({ ...HEALTHY, hypertension: true })
    const higher = (value: number) => ({
      ...one,
      findings: one.findings.map((found) => ({ ...found, because: found.because.map((used) => (found.rule === 'pressure' ? { ...used, value } : used)) })),
    })
    const [first, second] = [differences(higher(150), higher(170)), differences(higher(150), higher(190))]
    expect(first).toMatchObject([{ kind: 'other-facts', because: [{ before: '150', after: '170' }] }])
    expect(keyOf(first)).not.toBe(keyOf(second))
  })
})

test('the headline says first what decides it', () => {
  const says = (known: typeof HEALTHY, gaps = 0) => headline(made(statementsOf(known)), gaps)
  expect(says({}, 1)).toBe('Cannot be decided yet: 1 fact is missing')
  expect(says({ ...HEALTHY, aneurysm: true })).toBe('Excluded by 1 finding')
  expect(says({ aneurysm: true }, 4)).toBe('Excluded by 1 finding; 4 facts are missing')
  expect(says({ ...HEALTHY, hypertension: true })).toBe('To be weighed by a physician: 1 finding')
  expect(says(HEALTHY)).toBe('Every rule is answered and nothing stands against it')
})

test.each<[Standing, 'eligible' | 'undecided' | 'excluded' | null, string | null]>([
  ['none', 'eligible', 'ready'],
  ['none', 'excluded', 'ready'],
  ['none', 'undecided', 'undecided'],
  ['none', null, 'undecided'],
  ['withdrawn', 'eligible', 'ready'],
  ['accepted', 'undecided', 'accepted'],
  ['needs-a-look', 'excluded', 'needs-a-look'],
  ['expired', 'eligible', 'expired'],
  ['declined', 'excluded', null],
  ['deferred', 'eligible', 'deferred'],
])('somebody %s whose verdict is %s stands in the inbox under %s', (standing, verdict, group) => {
  expect(groupOf({ standing, verdict, askedAt: at(0) }, at(1))).toBe(group)
})

test('a deferral whose day has come waits for a decision again', () => {
  const one = { standing: 'deferred', verdict: 'eligible', askedAt: at(0), until: at(10) } as const
  expect(groupOf(one, at(9))).toBe('deferred')
  expect(groupOf(one, at(10))).toBe('ready')
})

test('whoever waits longest stands first; of the accepted, whoever’s end is nearest', () => {
  const one = { standing: 'accepted', verdict: null, askedAt: at(0), until: at(90) } as const
  expect([one, { ...one, askedAt: at(5), until: at(30) }].sort(inOrder).map(({ until }) => until)).toEqual([at(30), at(90)])
})

test('the summary tells what was signed, on the findings it was signed on, whatever is known since', () => {
  const it = new Case({ ...HEALTHY, hypertension: true })
  it.known = it.known.filter(({ fact }) => fact !== 'psychosis-in-family')
  it.order(it.sign({ overrides: [{ rule: 'relative', reason: 'Adopted' }] }))
  it.learns('aneurysm', true)
  const told: Summary | null = summaryOf(it.state, it.verdict)
  expect(told).toMatchObject({
    indication: 'Depression',
    protocol: { title: 'Made-up protocol', version: '1' },
    decided: { outcome: 'accept', by: 'Dr. Mara Lindqvist', until: UNTIL, reason: 'Weighed.' },
    raised: [{ says: 'High blood pressure', severity: 'review' }],
    unknown: [{ says: 'First-degree relative with psychosis', missing: ['first-degree relative with psychosis'] }],
    answered: [{ says: 'Aneurysm' }, { says: 'Two adequate trials' }, { says: 'Takes lamotrigine' }],
    overrides: [{ says: 'First-degree relative with psychosis', was: 'unknown', reason: 'Adopted' }],
  })
})

test('before anything is signed the summary tells what the rules answer; before anything is asked there is none', () => {
  const it = new Case({ aneurysm: true })
  expect(summaryOf(it.state, it.verdict)).toMatchObject({ decided: null, raised: [{ says: 'Aneurysm' }] })
  const nothing = { asked: null, signed: null } as unknown as Decision
  expect(summaryOf(nothing, null)).toBeNull()
})

test('values in words: rows by what is in them, and whether they are all there are', () => {
  expect([true, false, 152, 'major-depression', '2026-11'].map(inWords)).toEqual(['yes', 'no', '152', 'major depression', '2026-11'])
  expect(inWords({ rows: [], complete: true })).toBe('none')
  expect(inWords({ rows: [], complete: false })).toBe('none named; list not known to be complete')
  expect(inWords({ rows: [{ ingredient: '36437', drug: 'Sertraline', weeks: 9, 'stopped-because': 'no-effect' }], complete: true })).toBe(
    'Sertraline, weeks 9, stopped because no effect',
  )
})

test('dates and ages are no finer than they were said', () => {
  const now = at(0)
  expect(['2019', '2026-11', '2026-11-03', '2026-11-24T08:00:00Z'].map(dateWords)).toEqual(['2019', 'Nov 2026', '3 Nov 2026', '24 Nov 2026'])
  expect(['2019', '2026-11-24', '2026-11-23', '2026-11-03', '2026-05', '2020-01-01'].map((one) => ageWords(one, now))).toEqual([
    '7 years ago',
    'today',
    '1 day ago',
    '21 days ago',
    '6 months ago',
    '6 years ago',
  ])
})

test('the longest the protocol allows is a day of the clinic’s calendar', () => {
  const on = (unit: string, value: number, today = '2026-11-24') => lastDay(today, { value, unit })
  expect([on('d', 90), on('wk', 2), on('mo', 3), on('a', 2)]).toEqual(['2027-02-22', '2026-12-08', '2027-02-24', '2028-11-24'])
  expect(on('mo', 3, '2026-11-30')).toBe('2027-02-28')
  expect(on('h', 3)).toBe('')
})
