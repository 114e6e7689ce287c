import { describe, expect, test } from 'vitest'
import type { Value } from '../../medicine/rules/types.ts'
import { instant } from '../../medicine/time.ts'
import {
  decided,
  type Known,
  list,
  man,
  mayComeFromARecord,
  NOW,
  POLICY,
  type Route,
  raised,
  SERTRALINE,
  said,
  takes,
  trial,
  VENLAFAXINE,
  woman,
} from './patients.fixture.ts'

const ROUTES: readonly Route[] = ['iv', 'esketamine']
const TODAY = ['last-food', 'last-drink', 'escort-named', 'intoxicated', 'rems-enrolled', 'nasal-decongestant-today']
/** Pressure is asked for today and as part of the work-up; the others of today are for today alone. */
const forToday = (fact: string) => TODAY.includes(fact)

describe.each(ROUTES)('%s', (route) => {
  const policy = POLICY[route]

  test.each([['a man of 50', man(route)], ['a woman of 34', woman(route)] as const])(
    '%s for whom nothing stands in the way is eligible, today too',
    (_, known) => {
      const verdict = decided(policy, known)
      expect(verdict.missing.map(({ fact }) => fact)).toEqual([])
      expect(raised(verdict, 'exclude', 'review', 'caution', 'note', 'today')).toEqual([])
      expect([verdict.verdict, verdict.today]).toEqual(['eligible', 'clear'])
    },
  )

  const facts = [...Object.keys(man(route)).map((fact) => ['the man', fact] as const), ...Object.keys(woman(route)).map((fact) => ['the woman', fact] as const)]
  test.each(facts)('%s without %s is no silent yes', (who, fact) => {
    const { [fact]: gone, ...rest } = who === 'the man' ? man(route) : woman(route)
    expect(gone).toBeDefined()
    const verdict = decided(policy, rest)
    if (forToday(fact)) expect(verdict.today).toBe('undecided')
    else expect(verdict.verdict).toBe('undecided')
    expect(verdict.missing.map((one) => one.fact)).toContain(fact)
  })

  /** What is not asked anew each year: what does not change, and dates, which carry their own age. */
  const LASTING = ['birth-date', 'sex-at-birth', 'height', 'physical-exam', 'medical-clearance', 'pdmp-checked', 'rems-enrolled']
  test.each(facts.filter(([, fact]) => !LASTING.includes(fact)))('%s of whom %s was said ten years ago is no silent yes', (who, fact) => {
    const { [fact]: value, ...rest } = who === 'the man' ? man(route) : woman(route)
    const verdict = decided(policy, rest, [said(fact, value as Value, { at: '2016-03-01T09:00:00.000Z' })])
    expect([verdict.verdict, verdict.today]).toContain('undecided')
  })

  const no = facts.filter(([who, fact]) => (who === 'the man' ? man(route) : woman(route))[fact] === false && mayComeFromARecord(fact))
  test.each(no)('%s says no and a record says yes to %s: no silent yes', (who, fact) => {
    const record = said(fact, true, { source: { kind: 'import', by: 'another record' }, at: '2026-11-25T08:30:00.000Z' })
    const verdict = decided(policy, who === 'the man' ? man(route) : woman(route), [record])
    if (fact === 'suicidal-thoughts') expect(raised(verdict, 'note')).toEqual(['suicidal-depression'])
    else if (fact === 'breastfeeding' || fact === 'pregnant') expect(verdict.verdict).toBe('excluded')
    else expect(['undecided', 'excluded', 'review']).toContain(verdict.verdict)
  })
})

/** One fact turned dangerous, the rule that speaks, and the severity the tables give it for each route. */
type Turn = readonly [says: string, change: Known, rule: string, iv: string, esketamine: string]
const X = 'exclude'
const R = 'review'
const C = 'caution'
const N = 'note'
const DAY = 'today'
const TURNS: readonly Turn[] = [
  ['allergy to ketamine', { allergies: list({ ingredient: '6130', kind: 'medicine', substance: 'ketamine' }) }, 'allergy', X, X],
  ['allergy to esketamine', { allergies: list({ ingredient: '2119365', kind: 'medicine', substance: 'esketamine' }) }, 'allergy', X, X],
  ['allergy to another part of the product', { 'allergy-to-excipient': true }, 'allergy', X, X],
  ['aneurysm', { aneurysm: true }, 'aneurysm-or-avm', X, X],
  ['arteriovenous malformation', { avm: true }, 'aneurysm-or-avm', X, X],
  ['bleeding in the brain', { 'intracerebral-haemorrhage': true }, 'intracerebral-haemorrhage', X, X],
  ['a rise of pressure is a hazard', { 'pressure-rise-hazard': true }, 'pressure-rise-hazard', X, X],
  ['uncontrolled hypertension', { 'hypertension-uncontrolled': true }, 'hypertension-uncontrolled', X, R],
  ['pressure of 141', { systolic: 141 }, 'pressure-today', DAY, DAY],
  ['pressure over 91', { diastolic: 91 }, 'pressure-today', DAY, DAY],
  [
    'heart attack three weeks ago',
    { 'myocardial-infarction': true, 'last-myocardial-infarction': '2026-11-04', 'heart-disease': true },
    'recent-heart-attack',
    X,
    X,
  ],
  ['unstable angina', { 'unstable-angina': true }, 'unstable-heart', X, R],
  ['decompensated heart failure', { 'heart-failure-decompensated': true }, 'unstable-heart', X, R],
  ['severe valve disease', { 'valve-disease-severe': true }, 'unstable-heart', X, R],
  ['hypertensive encephalopathy', { 'hypertensive-encephalopathy': true }, 'hypertensive-encephalopathy', R, R],
  ['raised pressure in the skull', { 'raised-intracranial-pressure': true }, 'raised-pressure-in-skull-or-eye', X, X],
  ['raised pressure in the eye', { 'raised-intraocular-pressure': true }, 'raised-pressure-in-skull-or-eye', X, X],
  ['psychosis', { 'psychosis-active': true }, 'psychosis', X, R],
  ['schizophrenia', { 'schizophrenia-spectrum': true }, 'psychosis', X, R],
  ['psychosis in the family', { 'psychosis-in-family': true }, 'psychosis-in-family', R, R],
  ['mania', { 'mania-current': true }, 'mania', X, X],
  ['substance use now', { 'substance-use-active': true }, 'substance-use-now', X, R],
  ['substance use in the past', { 'substance-use-past': true }, 'substance-use-past', R, R],
  ['a positive drug screen', { 'urine-drug-screen': 'positive' }, 'drug-screen-positive', R, R],
  ['severe liver impairment', { 'liver-disease': true, 'child-pugh': 'C' }, 'liver-severe', X, X],
  ['moderate liver impairment', { 'liver-disease': true, 'child-pugh': 'B' }, 'liver-moderate', C, C],
  ['untreated hyperthyroidism', { 'hyperthyroidism-untreated': true }, 'hyperthyroidism', X, R],
  ['bladder trouble', { 'urinary-symptoms': true }, 'urinary', R, R],
  ['17 years old', { 'birth-date': '2008-11-26' }, 'under-18', X, X],
  ['65 years old', { 'birth-date': '1961-11-25' }, 'age-65', C, C],
  ['dementia', { dementia: true }, 'brain', X, R],
  ['delirium', { delirium: true }, 'brain', X, R],
  ['symptomatic brain injury', { 'brain-injury-symptomatic': true }, 'brain', X, R],
  ['sleep apnoea', { 'sleep-apnoea': true }, 'breathing-or-seizures', R, R],
  ['severe lung disease', { 'lung-disease-severe': true }, 'breathing-or-seizures', R, R],
  ['uncontrolled seizures', { 'seizures-uncontrolled': true }, 'breathing-or-seizures', R, R],
  ['no capacity to consent', { 'capacity-to-consent': false }, 'capacity', X, X],
  ['a plan of suicide', { 'suicidal-plan-or-intent': true }, 'suicidal-plan', R, R],
  ['intoxicated', { intoxicated: true }, 'intoxicated', DAY, DAY],
  ['breakfast an hour ago', { 'last-food': '2026-11-25T08:00:00.000Z' }, 'ate-inside-window', DAY, DAY],
  ['a drink ten minutes ago', { 'last-drink': '2026-11-25T08:50:00.000Z' }, 'drank-inside-window', DAY, DAY],
  ['no escort', { 'escort-named': false }, 'escort', DAY, DAY],
  ['a benzodiazepine', { medicines: takes('6470') }, 'benzodiazepine', R, R],
  ['an opioid', { medicines: takes('7804') }, 'opioid-or-depressant', R, R],
  ['a sleeping tablet', { medicines: takes('39993') }, 'opioid-or-depressant', R, R],
  ['alcohol', { 'audit-c-total': 5 }, 'alcohol', R, R],
  ['naltrexone', { medicines: takes('7243') }, 'naltrexone', N, N],
  ['an MAO inhibitor', { medicines: takes('10734') }, 'maoi', R, R],
  ['modafinil', { medicines: takes('30125') }, 'stimulant', C, C],
  ['theophylline', { medicines: takes('10438') }, 'pressor', C, C],
  ['thyroid hormone', { medicines: takes('10582') }, 'pressor', C, C],
  ['lamotrigine', { medicines: takes('28439') }, 'lamotrigine', N, N],
  ['clarithromycin', { medicines: takes('21212') }, 'cyp', C, C],
  ['rifampicin', { medicines: takes('9384') }, 'cyp', C, C],
  ['an antipsychotic', { medicines: takes('51272') }, 'antipsychotic', N, N],
  ['no history taken', { 'psychiatric-history-taken': false }, 'history-taken', R, R],
  ['an examination of last year', { 'physical-exam': '2025-11-10' }, 'examined', R, R],
  ['a look-up of last spring', { 'pdmp-checked': '2026-04-10' }, 'pdmp', R, R],
  ['one trial only', { 'treatment-trials': list(SERTRALINE) }, 'two-failed-trials', R, R],
]
const OF_WOMEN: readonly Turn[] = [
  ['pregnancy', { pregnant: true }, 'pregnancy', X, X],
  ['a positive test', { 'pregnancy-test': 'positive' }, 'pregnancy', X, X],
  ['breastfeeding', { breastfeeding: true }, 'breastfeeding', X, X],
  ['an AUDIT-C of 3', { 'audit-c-total': 3 }, 'alcohol', R, R],
]
const turns = [...TURNS.map((turn) => [turn, man] as const), ...OF_WOMEN.map((turn) => [turn, woman] as const)].flatMap(([turn, who]) =>
  ROUTES.map((route) => [turn[0], route, turn, who] as const),
)
const VERDICTS: Readonly<Record<string, string>> = { exclude: 'excluded', review: 'review', caution: 'eligible', note: 'eligible', today: 'eligible' }

test.each(turns)('%s, %s: the severity of the table, and the verdict that follows from it', (_, route, [, change, iv, ivSeverity, esketamineSeverity], who) => {
  const rule = route === 'esketamine' && iv === 'two-failed-trials' ? 'indication' : iv
  const severity = route === 'iv' ? ivSeverity : esketamineSeverity
  const verdict = decided(POLICY[route], { ...who(route), ecg: '2026-11-01', 'liver-panel': '2026-11-01', ...change })
  const finding = verdict.findings.find((one) => one.rule === rule)
  expect([finding?.raised, finding?.severity]).toEqual(['yes', severity])
  expect(verdict.verdict).toBe(VERDICTS[severity])
  expect(verdict.today).toBe(severity === 'today' ? 'held' : 'clear')
  expect(finding?.because.length).toBeGreaterThan(0)
})

/** Whole people: the document, what differs from the man or the woman above, and the answer known by hand. */
type Person = {
  readonly who: string
  readonly policy: string
  readonly known: Known
  readonly verdict: string
  readonly speaks?: readonly string[]
  readonly missing?: readonly string[]
}
const IV = POLICY.iv
const ESK = POLICY.esketamine
const PEOPLE: readonly Person[] = [
  {
    who: 'Ada, 34, two failed trials, pressure well treated with lisinopril: a caution, no more',
    policy: IV,
    known: { ...woman('iv'), hypertension: true, medicines: takes('36437', '29046') },
    verdict: 'eligible',
  },
  {
    who: 'Ben, 72, otherwise well, with an ECG: his age is a caution',
    policy: IV,
    known: { ...man('iv'), 'birth-date': '1954-01-01', ecg: '2026-09-01' },
    verdict: 'eligible',
  },
  {
    who: 'Cleo, 72, without an ECG: it has to be ordered',
    policy: IV,
    known: { ...man('iv'), 'birth-date': '1954-01-01' },
    verdict: 'undecided',
    missing: ['ecg'],
  },
  {
    who: 'Dan, one adequate trial, the second stopped after three weeks for side effects: a physician weighs it',
    policy: IV,
    known: { ...man('iv'), 'treatment-trials': list(SERTRALINE, trial('39786', 'snri', 225, { weeks: 3, 'stopped-because': 'side-effects' })) },
    verdict: 'review',
    speaks: ['two-failed-trials'],
  },
  {
    who: 'Eve, sertraline tried twice: one medicine is one trial',
    policy: IV,
    known: { ...woman('iv'), 'treatment-trials': list(SERTRALINE, trial('36437', 'ssri', 200)) },
    verdict: 'review',
    speaks: ['two-failed-trials'],
  },
  {
    who: 'Finn, a second trial below the least effective dose',
    policy: IV,
    known: { ...man('iv'), 'treatment-trials': list(SERTRALINE, trial('42347', 'other-antidepressant', 150)) },
    verdict: 'review',
    speaks: ['two-failed-trials'],
  },
  {
    who: 'Gil, aripiprazole added to sertraline: adding is no second antidepressant',
    policy: IV,
    known: { ...man('iv'), 'treatment-trials': list(SERTRALINE, trial('89013', 'augmentation', 10)) },
    verdict: 'review',
    speaks: ['two-failed-trials'],
  },
  {
    who: 'Hal, the second trial without its weeks: nobody can say yet',
    policy: IV,
    known: { ...man('iv'), 'treatment-trials': list(SERTRALINE, { ingredient: '39786', dose: 225, improvement: 0, 'current-episode': true }) },
    verdict: 'undecided',
    missing: ['treatment-trials'],
  },
  {
    who: 'Ida, venlafaxine helped by 60 %: that was a response',
    policy: IV,
    known: { ...woman('iv'), 'treatment-trials': list(SERTRALINE, trial('39786', 'snri', 225, { improvement: 60 })) },
    verdict: 'review',
    speaks: ['two-failed-trials'],
  },
  {
    who: 'Joy, says her pressure is under control, last measured 178/96: a physician looks',
    policy: IV,
    known: { ...woman('iv'), hypertension: true, systolic: 178, diastolic: 96 },
    verdict: 'review',
    speaks: ['pressure-high'],
  },
  {
    who: 'Jon, aneurysm and a benzodiazepine: excluded, and the review is told too',
    policy: IV,
    known: { ...man('iv'), aneurysm: true, medicines: takes('2598') },
    verdict: 'excluded',
    speaks: ['aneurysm-or-avm', 'benzodiazepine'],
  },
  {
    who: 'Kim, lorazepam, stopped last year: not taken any more',
    policy: IV,
    known: { ...woman('iv'), medicines: list({ ingredient: '36437', status: 'taking' }, { ingredient: '6470', status: 'stopped' }) },
    verdict: 'eligible',
  },
  {
    who: 'Lee, a list of medicines nobody called complete: what is not on it is not known',
    policy: IV,
    known: { ...man('iv'), medicines: { rows: [{ ingredient: '36437', status: 'taking' }], complete: false } },
    verdict: 'undecided',
    missing: ['medicines'],
  },
  {
    who: 'Mia, a list that is not complete but has an opioid on it: that much is known',
    policy: IV,
    known: { ...woman('iv'), medicines: { rows: [{ ingredient: '7804', status: 'taking' }], complete: false } },
    verdict: 'undecided',
    speaks: ['opioid-or-depressant'],
    missing: ['medicines'],
  },
  {
    who: 'Ned, allergic to penicillin and to pollen: neither is ketamine',
    policy: IV,
    known: {
      ...man('iv'),
      allergies: list({ ingredient: '7980', kind: 'medicine', substance: 'penicillin' }, { kind: 'environment', substance: 'tree pollen' }),
    },
    verdict: 'eligible',
  },
  {
    who: 'Ola, allergic to a medicine whose code nobody found yet',
    policy: IV,
    known: { ...woman('iv'), allergies: list({ kind: 'medicine', substance: 'something for sleep before an operation' }) },
    verdict: 'undecided',
    missing: ['allergies'],
  },
  {
    who: 'Pat, heart attack ten years ago, with an ECG: the heart is worked up, nothing is raised',
    policy: IV,
    known: { ...man('iv'), 'heart-disease': true, 'myocardial-infarction': true, 'last-myocardial-infarction': '2016-05', ecg: '2026-10-01' },
    verdict: 'eligible',
  },
  {
    who: 'Quinn, a heart attack this year, nobody wrote when: the year is not exact enough',
    policy: IV,
    known: { ...man('iv'), 'heart-disease': true, 'myocardial-infarction': true, 'last-myocardial-infarction': '2026', ecg: '2026-10-01' },
    verdict: 'undecided',
    missing: ['last-myocardial-infarction'],
  },
  {
    who: 'Rae, heart attack five months ago: neither recent by the number nor long past',
    policy: IV,
    known: { ...woman('iv'), 'heart-disease': true, 'myocardial-infarction': true, 'last-myocardial-infarction': '2026-06-20', ecg: '2026-10-01' },
    verdict: 'review',
    speaks: ['heart-attack-within-year'],
  },
  {
    who: 'Sam, 80, after the menopause decades ago: nobody asks her for a pregnancy test',
    policy: IV,
    known: {
      ...man('iv'),
      'birth-date': '1946-03-03',
      'sex-at-birth': 'female',
      'childbearing-potential': false,
      breastfeeding: false,
      'audit-c-total': 1,
      ecg: '2026-10-01',
    },
    verdict: 'eligible',
  },
  {
    who: 'Tess, 34, did not say whether she is pregnant',
    policy: IV,
    known: { ...woman('iv'), pregnant: undefined },
    verdict: 'undecided',
    missing: ['pregnant'],
  },
  {
    who: 'Uma, plan and intent of suicide: a clinician sees her the same day, she is not shut out',
    policy: IV,
    known: { ...woman('iv'), 'phq9-item9': 3, 'suicidal-thoughts': true, 'suicidal-plan-or-intent': true },
    verdict: 'review',
    speaks: ['suicidal-plan'],
  },
  {
    who: 'Vic, acute suicidal thoughts, one failed trial, takes sertraline: the second way into esketamine',
    policy: ESK,
    known: { ...man('esketamine'), 'suicidal-thoughts': true, 'phq9-item9': 2, 'treatment-trials': list(SERTRALINE) },
    verdict: 'eligible',
  },
  {
    who: 'Wes, the same without any antidepressant: neither way in',
    policy: ESK,
    known: { ...man('esketamine'), 'suicidal-thoughts': true, 'phq9-item9': 2, 'treatment-trials': list(SERTRALINE), medicines: takes() },
    verdict: 'review',
    speaks: ['indication'],
  },
  {
    who: 'Xia, resistant depression without an antidepressant: approved since monotherapy is',
    policy: ESK,
    known: { ...woman('esketamine'), medicines: takes() },
    verdict: 'eligible',
  },
  {
    who: 'Yan, not in the REMS yet: eligible, but no dose today',
    policy: ESK,
    known: { ...man('esketamine'), 'rems-enrolled': false },
    verdict: 'eligible',
  },
  {
    who: 'Zoe, schizophrenia in remission: a physician for esketamine',
    policy: ESK,
    known: { ...woman('esketamine'), 'schizophrenia-spectrum': true },
    verdict: 'review',
    speaks: ['psychosis'],
  },
  { who: 'Zoe for an infusion: excluded', policy: IV, known: { ...woman('iv'), 'schizophrenia-spectrum': true }, verdict: 'excluded', speaks: ['psychosis'] },
  {
    who: 'Abe, PTSD under the protocol for depression: not this one',
    policy: IV,
    known: { ...man('iv'), 'primary-diagnosis': 'ptsd' },
    verdict: 'excluded',
    speaks: ['diagnosis'],
  },
  {
    who: 'Abe under the protocol for PTSD: at best for a physician',
    policy: 'iv-ketamine-ptsd',
    known: { ...man('iv'), 'primary-diagnosis': 'ptsd', 'treatment-trials': list(), 'pcl5-total': 52 },
    verdict: 'review',
    speaks: ['small-evidence'],
  },
  {
    who: 'Bea, PTSD, without a PCL-5: a baseline is missing',
    policy: 'iv-ketamine-ptsd',
    known: { ...woman('iv'), 'primary-diagnosis': 'ptsd' },
    verdict: 'undecided',
    speaks: ['small-evidence'],
    missing: ['pcl5-total'],
  },
  {
    who: 'Cal, bipolar depression on quetiapine, YMRS 3: for a physician, nothing else',
    policy: 'iv-ketamine-bipolar-depression',
    known: { ...man('iv'), 'primary-diagnosis': 'bipolar-depression', 'bipolar-disorder': true, 'ymrs-total': 3, medicines: takes('51272') },
    verdict: 'review',
    speaks: ['small-evidence'],
  },
  {
    who: 'Dee, bipolar depression, YMRS 9: excluded by the mania screen',
    policy: 'iv-ketamine-bipolar-depression',
    known: { ...woman('iv'), 'primary-diagnosis': 'bipolar-depression', 'bipolar-disorder': true, 'ymrs-total': 9, medicines: takes('6448') },
    verdict: 'excluded',
    speaks: ['mania', 'small-evidence'],
  },
  {
    who: 'Eli, bipolar depression without a mood stabiliser',
    policy: 'iv-ketamine-bipolar-depression',
    known: { ...man('iv'), 'primary-diagnosis': 'bipolar-depression', 'bipolar-disorder': true, 'ymrs-total': 2 },
    verdict: 'review',
    speaks: ['mood-stabiliser', 'small-evidence'],
  },
  {
    who: 'Fay, OCD with a Y-BOCS of 28',
    policy: 'iv-ketamine-ocd',
    known: { ...woman('iv'), 'primary-diagnosis': 'ocd', 'ybocs-total': 28 },
    verdict: 'review',
    speaks: ['small-evidence'],
  },
  {
    who: 'Gus, anxiety, an aneurysm: the base holds for the variants',
    policy: 'iv-ketamine-anxiety',
    known: { ...man('iv'), 'primary-diagnosis': 'anxiety', 'gad7-total': 16, aneurysm: true },
    verdict: 'excluded',
    speaks: ['aneurysm-or-avm', 'small-evidence'],
  },
]

test.each(PEOPLE.map((person) => [person.who, person] as const))('%s', (_, { policy, known, verdict, speaks = [], missing = [] }) => {
  const found = decided(policy, known)
  expect(raised(found, 'exclude', 'review')).toEqual(speaks)
  expect(found.missing.filter(({ rules }) => rules.length > 0).map(({ fact }) => fact)).toEqual(missing)
  expect(found.verdict).toBe(verdict)
})

test('nobody but the person says it: an aneurysm in another record of 2011 still excludes', () => {
  const { aneurysm: _, ...rest } = man('iv')
  const record = said('aneurysm', true, { at: '2011-06-01', source: { kind: 'import', by: 'another record' } })
  expect(decided(IV, rest, [record]).verdict).toBe('excluded')
})

test('the person says no and a record says yes: neither is believed, a clinician settles it', () => {
  const record = said('aneurysm', true, { at: '2011-06-01', source: { kind: 'import', by: 'another record' } })
  expect(decided(IV, man('iv'), [record]).verdict).toBe('undecided')
  const settled = said('aneurysm', false, { at: '2026-11-25T08:30:00.000Z', source: { kind: 'clinician', by: 'Dr Lind' } })
  expect(decided(IV, man('iv'), [record, settled]).verdict).toBe('eligible')
})

test('on the eighteenth birthday a person is no longer under 18, on the day before they are', () => {
  const born = (date: string) => raised(decided(IV, { ...man('iv'), 'birth-date': date }), 'exclude')
  expect(born('2008-11-25')).toEqual([])
  expect(born('2008-11-26')).toEqual(['under-18'])
  expect(NOW).toBe(instant(Date.parse('2026-11-25T09:00:00.000Z')))
})

test('trials of two antidepressants count, whatever else was tried beside them', () => {
  expect(decided(IV, { ...man('iv'), 'treatment-trials': list(SERTRALINE, VENLAFAXINE, trial('89013', 'augmentation', 10)) }).verdict).toBe('eligible')
})
