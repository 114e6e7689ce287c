import { join } from 'node:path'
import { compile } from '../../medicine/rules/compile.ts'
import { evaluate } from '../../medicine/rules/evaluate.ts'
import type { FactDefinition, Statement, Value, Verdict } from '../../medicine/rules/types.ts'
import { instant } from '../../medicine/time.ts'
import { readRulebook } from './policy.load.ts'

/** Made-up people of Waymark's own, for whom the right answer is known from the tables of the clinical reference. */
export const book = readRulebook(join(import.meta.dirname, '../../../protocols'))
const compiled = new Map(book.policies.map((policy) => [policy.id, compile(policy, book)]))
const definitions = new Map(book.catalogue.facts.map((fact) => [fact.id, fact]))

export const NOW = instant(Date.parse('2026-11-25T09:00:00.000Z'))
const YESTERDAY = '2026-11-24T09:00:00.000Z'
const THIS_MORNING = '2026-11-25T08:00:00.000Z'

/** What is known of a person: the value of each fact; a list of several is what several sources say. */
export type Known = Readonly<Record<string, Value | undefined>>
export type Route = 'iv' | 'esketamine'
export const POLICY: Readonly<Record<Route, string>> = { iv: 'iv-ketamine-depression', esketamine: 'esketamine-trd' }

const TODAY = new Set(['last-food', 'last-drink', 'escort-named', 'intoxicated', 'nasal-decongestant-today', 'nasal-spray-at'])

/** A statement as the first who may give it would give it. */
export function said(fact: string, value: Value, about: Partial<Statement> = {}): Statement {
  const { from } = definitions.get(fact) as FactDefinition
  const kind = from[0] as Statement['source']['kind']
  return { id: `${fact} ${kind} ${about.at ?? ''}`, fact, value, at: TODAY.has(fact) ? THIS_MORNING : YESTERDAY, source: { kind, by: 'made up' }, ...about }
}

export const statementsOf = (known: Known): Statement[] => Object.entries(known).flatMap(([fact, value]) => (value === undefined ? [] : [said(fact, value)]))

export function decided(policy: string, known: Known, also: readonly Statement[] = []): Verdict {
  const ready = compiled.get(policy)
  if (!ready) throw new Error(`There is no document ${policy}`)
  return evaluate(ready, [...statementsOf(known), ...also], NOW)
}

export const mayComeFromARecord = (fact: string): boolean => definitions.get(fact)?.from.includes('import') === true

/** The rules that speak, by id. */
export const raised = (verdict: Verdict, ...severities: readonly string[]): readonly string[] =>
  verdict.findings
    .filter((finding) => finding.raised === 'yes' && severities.includes(finding.severity))
    .map(({ rule }) => rule)
    .sort()

type TrialRow = Readonly<Record<string, string | number | boolean>>
export const trial = (ingredient: string, drugClass: string, dose: number, more: TrialRow = {}): TrialRow => ({
  ingredient,
  'drug-class': drugClass,
  dose,
  weeks: 8,
  improvement: 10,
  'current-episode': true,
  'stopped-because': 'no-effect',
  ...more,
})
export const SERTRALINE = trial('36437', 'ssri', 150)
export const VENLAFAXINE = trial('39786', 'snri', 225)
export const list = (...rows: readonly TrialRow[]): Value => ({ rows, complete: true })
export const takes = (...ingredients: readonly string[]): Value => list(...ingredients.map((ingredient) => ({ ingredient, status: 'taking' })))

/** What everybody is asked, with the answers that raise nothing. */
const EVERYBODY: Known = {
  'primary-diagnosis': 'major-depression',
  'current-depressive-episode': true,
  'treatment-trials': list(SERTRALINE, VENLAFAXINE),
  weight: 82.5,
  'phq9-total': 19,
  'phq9-item9': 0,
  'audit-c-total': 2,
  'dast10-total': 0,
  'suicidal-thoughts': false,
  'suicidal-plan-or-intent': false,
  'suicide-attempt-recent': false,
  'heart-disease': false,
  aneurysm: false,
  avm: false,
  'intracerebral-haemorrhage': false,
  'pressure-rise-hazard': false,
  hypertension: false,
  'hypertension-uncontrolled': false,
  'hypertensive-encephalopathy': false,
  'myocardial-infarction': false,
  'unstable-angina': false,
  'heart-failure-decompensated': false,
  'valve-disease-severe': false,
  'raised-intracranial-pressure': false,
  'raised-intraocular-pressure': false,
  'psychosis-active': false,
  'schizophrenia-spectrum': false,
  'psychosis-in-family': false,
  'mania-current': false,
  'bipolar-disorder': false,
  dementia: false,
  delirium: false,
  'brain-injury-symptomatic': false,
  'capacity-to-consent': true,
  'substance-use-active': false,
  'substance-use-past': false,
  'liver-disease': false,
  'thyroid-disease': false,
  'hyperthyroidism-untreated': false,
  'urinary-symptoms': false,
  'sleep-apnoea': false,
  'lung-disease-severe': false,
  'seizures-uncontrolled': false,
  medicines: takes('36437'),
  allergies: list(),
  'allergy-to-excipient': false,
  systolic: 122,
  diastolic: 76,
  'heart-rate': 68,
  spo2: 98,
  'physical-exam': '2026-11-10',
  'psychiatric-history-taken': true,
  'urine-drug-screen': 'negative',
  'pdmp-checked': '2026-11-20',
  'last-food': '2026-11-24T20:00:00.000Z',
  'last-drink': '2026-11-25T05:00:00.000Z',
  'escort-named': true,
  intoxicated: false,
}
const FOR_THE_ROUTE: Readonly<Record<Route, Known>> = {
  iv: { height: 178, 'medical-clearance': '2026-11-12' },
  esketamine: { 'rems-enrolled': true, 'nasal-decongestant-today': false },
}

/** A man of 50 and a woman of 34 for whom nothing stands in the way; nothing is known of them that was not needed. */
export const man = (route: Route): Known => ({ 'birth-date': '1976-05-03', 'sex-at-birth': 'male', ...EVERYBODY, ...FOR_THE_ROUTE[route] })
export const woman = (route: Route): Known => ({
  'birth-date': '1992-02-17',
  'sex-at-birth': 'female',
  'childbearing-potential': true,
  pregnant: false,
  breastfeeding: false,
  'pregnancy-test': 'negative',
  ...EVERYBODY,
  ...FOR_THE_ROUTE[route],
})
