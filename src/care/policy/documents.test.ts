import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { gradeOfAll, readingGrade } from '../../medicine/reading/grade.ts'
import type { Condition, Policy } from '../../medicine/rules/types.ts'
import { book } from './patients.fixture.ts'

/**
 * Every row of the tables of the clinical reference, by a short name of our own: the rules that hold it for each route, or
 * the entry under notRules that says why there is none (`row:`).
 */
type Row = readonly [row: string, iv: readonly string[], esketamine: readonly string[]]
const INDICATIONS: readonly Row[] = [
  [
    'resistant depression',
    ['diagnosis', 'current-episode', 'two-failed-trials', 'row: Criteria of payers'],
    ['diagnosis', 'current-episode', 'indication', 'row: Criteria of payers'],
  ],
  ['depression with acute suicidal thoughts', ['row: MDD with acute suicidal', 'suicidal-depression'], ['indication', 'suicidal-depression']],
  ['bipolar depression', ['row: Bipolar depression', 'bipolar-disorder'], ['row: Bipolar depression', 'bipolar-disorder']],
  ['PTSD', ['row: PTSD'], ['row: PTSD']],
  ['OCD', ['row: OCD'], ['row: OCD']],
  ['anxiety', ['row: Anxiety'], ['row: Anxiety']],
]
const same = (row: string, ...ids: readonly string[]): Row => [row, ids, ids]
const CONDITIONS: readonly Row[] = [
  same('allergy', 'allergy'),
  same('aneurysm or AVM', 'aneurysm-or-avm'),
  same('intracerebral haemorrhage', 'intracerebral-haemorrhage'),
  same('a rise of pressure is a hazard', 'pressure-rise-hazard'),
  same('uncontrolled hypertension', 'hypertension-uncontrolled'),
  same('pressure on the day', 'pressure-today'),
  same('recent MI, unstable angina, heart failure, valve disease', 'recent-heart-attack', 'heart-attack-within-year', 'unstable-heart'),
  same('hypertensive encephalopathy', 'hypertensive-encephalopathy'),
  same('raised pressure in skull or eye', 'raised-pressure-in-skull-or-eye'),
  same('psychosis', 'psychosis'),
  same('psychosis in the family', 'psychosis-in-family'),
  same('mania', 'mania'),
  same('substance use now', 'substance-use-now'),
  same('substance use in the past', 'substance-use-past'),
  same('pregnancy', 'pregnancy'),
  same('breastfeeding', 'breastfeeding'),
  same('liver, Child-Pugh C and B', 'liver-severe', 'liver-moderate'),
  same('untreated hyperthyroidism', 'hyperthyroidism'),
  same('urinary symptoms', 'urinary'),
  same('under 18', 'under-18'),
  same('65 or older', 'age-65'),
  same('dementia, delirium, brain injury', 'brain'),
  same('sleep apnoea, lung disease, seizures', 'breathing-or-seizures'),
  same('capacity', 'capacity'),
  same('intoxicated, ate or drank, no escort', 'intoxicated', 'ate-inside-window', 'drank-inside-window', 'escort'),
  same('suicidal plan or intent', 'suicidal-plan'),
]
const WORK_UP: readonly Row[] = [
  same('history, reconciliation, substance history', 'history-taken'),
  same('examination, vitals, weight, airway', 'examined', 'vitals'),
  ['medical clearance', ['medical-clearance'], ['row: Medical clearance']],
  same('pregnancy test', 'pregnancy-tested'),
  same('urine drug screen and PDMP', 'drug-screened', 'drug-screen-positive', 'pdmp', 'row: Urine screen and PDMP, periodically'),
  same('ECG and labs', 'ecg', 'liver-tests', 'thyroid-tests', 'row: Metabolic labs'),
  same('baseline scales and the table of trials', 'baseline-scales', 'trials-listed'),
  same('PHQ-9 within four weeks', 'phq9-of-four-weeks'),
]
const INTERACTIONS: readonly Row[] = [
  same('benzodiazepines', 'benzodiazepine'),
  same('opioids, alcohol, depressants', 'opioid-or-depressant', 'alcohol'),
  same('naltrexone', 'naltrexone'),
  same('MAO inhibitors', 'maoi'),
  same('stimulants', 'stimulant'),
  same('xanthines, ergometrine, thyroid hormone, vasopressin', 'pressor'),
  same('lamotrigine', 'lamotrigine'),
  same('CYP inhibitors and inducers', 'cyp'),
  same('antipsychotics and lithium', 'antipsychotic', 'row: Lithium'),
  same('SSRIs and most antidepressants', 'row: SSRIs'),
  ['nasal steroid or decongestant', ['row: Nasal steroid'], ['nose-spray-today', 'nose-spray-listed']],
]
const ROWS = [...INDICATIONS, ...CONDITIONS, ...WORK_UP, ...INTERACTIONS]
/** Rules of our own beside the rows: safety steps, the score that steers nothing, a second source of the drug, the REMS. */
const BESIDE = ['hypertension', 'pressure-high', 'suicide-attempt', 'suicide-item', 'score-below-moderate', 'drug-use-score', 'other-ketamine', 'rems']

const policy = (id: string): Policy => book.policies.find((one) => one.id === id) as Policy
const IV = policy('iv-ketamine-depression')
const ESK = policy('esketamine-trd')

describe.each([['iv', IV, 1] as const, ['esketamine', ESK, 2] as const])('the tables and the document for %s', (_, document, column) => {
  const rules = new Set(document.rules.map(({ id }) => id))
  test.each(ROWS.map((row) => [row[0], row[column]] as const))('%s is a rule, or says why not', (_row, ids) => {
    for (const id of ids) {
      if (id.startsWith('row: ')) {
        const found = document.notRules.find(({ row }) => row.startsWith(id.slice(5)))
        expect(found?.because.length, id).toBeGreaterThan(15)
      } else expect(rules.has(id), id).toBe(true)
    }
  })

  test('nothing stands in it that is neither a row nor named as our own', () => {
    const named = new Set([...ROWS.flatMap((row) => row[column]), ...BESIDE])
    expect([...rules].filter((id) => !named.has(id))).toEqual([])
    const rows = [...named].filter((id) => id.startsWith('row: ')).map((id) => id.slice(5))
    expect(document.notRules.filter(({ row }) => !rows.some((begin) => row.startsWith(begin)))).toEqual([])
  })
})

test('the indications that have documents of their own are laid over the one for depression, and always go to a physician', () => {
  const overlays = book.policies.filter(({ base }) => base)
  expect(overlays.map(({ id, base }) => [id, base?.id])).toEqual(
    ['anxiety', 'bipolar-depression', 'ocd', 'ptsd'].map((name) => [`iv-ketamine-${name}`, 'iv-ketamine-depression']),
  )
  for (const { id, indication, rules } of overlays) {
    expect(id).toBe(`iv-ketamine-${indication}`)
    expect(rules.find((rule) => rule.id === 'small-evidence')).toMatchObject({ severity: 'review', when: { fact: 'primary-diagnosis', is: indication } })
    expect(rules.find((rule) => rule.id === 'diagnosis')).toMatchObject({ severity: 'exclude', require: { fact: 'primary-diagnosis', is: indication } })
    for (const rule of IV.rules.filter(({ severity }) => severity === 'exclude'))
      expect(rules.some((one) => one.id === rule.id && one.severity === 'exclude')).toBe(true)
  }
})

const folder = join(import.meta.dirname, '../../../protocols')
const files = [
  ...readdirSync(folder).filter((file) => file.endsWith('.yaml')),
  ...['facts', 'codes'].flatMap((sub) => readdirSync(join(folder, sub)).map((file) => join(sub, file))),
]
type Source = { readonly title: string; readonly trust?: string }
const WEAK = ['UNVERIFIED', 'DESIGN', 'ASRA', 'VA', 'YB']

test.each(files)('%s: nothing unverified, proposed by us or at second hand is marked confirmed, and every listed source is used', (file) => {
  const document = parse(readFileSync(join(folder, file), 'utf8')) as { readonly sources?: Readonly<Record<string, Source>> }
  const used = new Set<string>()
  const walk = (value: unknown): void => {
    if (typeof value === 'string') for (const [, tag = ''] of value.matchAll(/\[([A-Z][A-Z0-9-]*)\]/g)) used.add(tag)
    if (typeof value !== 'object' || value === null) return
    const { source, confirmed } = value as { readonly source?: string | readonly string[]; readonly confirmed?: boolean }
    const tags = source === undefined ? [] : [source].flat()
    for (const tag of tags) used.add(tag)
    if (confirmed === true)
      expect(
        tags.some((tag) => !WEAK.includes(tag)),
        JSON.stringify(value).slice(0, 200),
      ).toBe(true)
    for (const child of Object.values(value)) walk(child)
  }
  const { sources = {}, ...rest } = document
  walk(rest)
  expect(Object.keys(sources).filter((tag) => !used.has(tag))).toEqual([])
  if (!file.includes('iv-ketamine-') || file.endsWith('iv-ketamine-depression.yaml')) expect([...used].filter((tag) => !(tag in sources))).toEqual([])
})

test('one tag means one source in every document', () => {
  const titles = new Map<string, string>()
  for (const file of files) {
    const { sources = {} } = parse(readFileSync(join(folder, file), 'utf8')) as { readonly sources?: Readonly<Record<string, Source>> }
    for (const [tag, { title }] of Object.entries(sources)) {
      expect(titles.get(tag) ?? title, `${tag} in ${file}`).toBe(title)
      titles.set(tag, title)
    }
  }
})

/** Every fact a condition names. */
function factsOf(condition: Condition): readonly string[] {
  if ('all' in condition) return condition.all.flatMap(factsOf)
  if ('any' in condition) return condition.any.flatMap(factsOf)
  if ('not' in condition) return factsOf(condition.not)
  return 'fact' in condition ? [condition.fact] : [condition.count]
}
const asked = new Set(book.policies.flatMap(({ rules }) => rules.flatMap((rule) => factsOf((rule.when ?? rule.require) as Condition))))

/** Kept because other records tell them and a physician wants to see them; no rule leans on them. */
const SEEN_ONLY = ['major-depression', 'ptsd', 'ocd', 'anxiety-disorder', 'madrs-total', 'lung-disease', 'epilepsy']

test('a fact is there because a rule asks for it, or is named as one that is only seen', () => {
  expect(book.catalogue.facts.map(({ id }) => id).filter((id) => !asked.has(id))).toEqual(SEEN_ONLY)
})

test('no code leads to two facts that mean the opposite, and none stands twice in one fact', () => {
  for (const { id, codes = [] } of book.catalogue.facts) expect(new Set(codes.map(({ system, code }) => `${system} ${code}`)).size, id).toBe(codes.length)
  const of = (id: string) => (book.catalogue.facts.find((fact) => fact.id === id)?.codes ?? []).map(({ code }) => code)
  expect(of('substance-use-active').filter((code) => of('substance-use-past').includes(code))).toEqual([])
})

test('the diagnosis to be treated and the sex at birth are not taken from what only looks like them', () => {
  const of = (id: string) => book.catalogue.facts.find((fact) => fact.id === id)
  expect(of('primary-diagnosis')?.from).not.toContain('import')
  expect(of('sex-at-birth')?.codes).toEqual([{ system: 'loinc', code: '76689-9', display: 'Sex assigned at birth' }])
})

test('every antidepressant has a least dose of an adequate trial, and every class has members', () => {
  const doses = Object.keys(book.codes.tables['least-effective-dose']?.values ?? {})
  expect([...(book.codes.sets.antidepressant?.codes ?? [])].sort()).toEqual(doses.sort())
  for (const [set, { codes }] of Object.entries(book.codes.sets)) expect(codes.length, set).toBeGreaterThan(0)
})

test('a medicine is found under the names people know: generic or brand, each name leading to what it holds', () => {
  const found = (word: string) => book.ingredients.filter(({ name, also }) => [name, ...also].includes(word)).map(({ name }) => name)
  expect(found('Zoloft')).toEqual(['Sertraline'])
  expect(found('Spravato')).toEqual(['Esketamine'])
  expect(found('Contrave').sort()).toEqual(['Bupropion', 'Naltrexone'])
  expect(found('Auvelity').sort()).toEqual(['Bupropion', 'Dextromethorphan'])
})

/** Grade 8 is what the clinic asks of itself for everything a patient reads. */
test('every question to a patient, alone and with its help, reads at grade 8 or below', () => {
  for (const { id, ask } of book.catalogue.facts) {
    if (ask.patient === undefined) continue
    expect(readingGrade(ask.patient).grade, `${id}: ${ask.patient}`).toBeLessThanOrEqual(8)
    const all = [ask.patient, ...(ask.help === undefined ? [] : [ask.help]), ...Object.values(ask.answers ?? {})]
    expect(gradeOfAll(all).grade, `${id}, with its help`).toBeLessThanOrEqual(8)
  }
})

test.each([
  ['benzodiazepine', ['Alprazolam', 'Lorazepam', 'Clonazepam', 'Diazepam', 'Temazepam']],
  ['cns-depressant', ['Zolpidem', 'Eszopiclone', 'Gabapentin', 'Pregabalin', 'Alcohol']],
  ['opioid', ['Oxycodone', 'Hydrocodone', 'Tramadol', 'Buprenorphine', 'Methadone']],
  ['maoi', ['Tranylcypromine', 'Phenelzine', 'Isocarboxazid', 'Selegiline', 'Linezolid']],
  ['stimulant', ['Methylphenidate', 'Amphetamine', 'Lisdexamfetamine', 'Modafinil', 'Armodafinil']],
  ['xanthine-or-pressor', ['Theophylline', 'Ergotamine', 'Vasopressin']],
  ['thyroid-hormone', ['Levothyroxine', 'Liothyronine']],
  ['cyp-inhibitor', ['Clarithromycin', 'Ritonavir', 'Ticlopidine']],
  ['cyp-inducer', ['Rifampin', 'Carbamazepine']],
  ['mood-stabiliser', ['Lithium', 'Valproate', 'Lamotrigine', 'Quetiapine']],
] as const)('who is known to belong to %s is in it', (set, names) => {
  const members = book.ingredients.filter(({ sets }) => sets.includes(set)).map(({ name }) => name)
  expect(names.filter((name) => !members.includes(name))).toEqual([])
})
