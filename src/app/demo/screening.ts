import type { DecisionOrder } from '../../care/decision/decision.ts'
import { factsModel, factsStream } from '../../care/facts/facts.store.ts'
import { decide as decideFacts, type Statement, type Value } from '../../care/facts/facts.ts'
import { openTask } from '../../care/task/task.store.ts'
import type { Actor } from '../../medicine/record.ts'
import { addMinutes, type Instant } from '../../medicine/time.ts'
import { uuid7 } from '../../platform/journal/uuid7.ts'
import { openDecisions } from '../decisions.ts'
import type { Ground } from '../house.ts'
import { PATIENTS, type Staff } from './people.ts'

type Making = Pick<Ground, 'journal' | 'database' | 'rulebook'> & {
  readonly clinic: string
  readonly staff: Staff
  readonly patients: Readonly<Record<string, string>>
  readonly clock: () => Instant
}
const VIA = { device: 'demonstration' }
const IV = 'iv-ketamine-depression'

/** Four people on their way to a decision: something missing, ready to be weighed, accepted, and accepted with news since. All made up. */
export async function screened(making: Making, now: Instant, set: (at: Instant) => void): Promise<void> {
  const { journal, rulebook, clinic, staff, patients, clock } = making
  const desk = openDecisions({ ...making, openTask: openTask(journal), now: clock })
  const catalogue = new Map(rulebook.catalogue.facts.map((fact) => [fact.id, fact]))
  const at = (minutes: number) => addMinutes(now, minutes)

  const person = personOn(at(-7 * 1440).slice(0, 10))
  const woman = womanOf(person)

  const told = async (mrn: string, minutes: number, by: Actor, known: Known, from?: Statement['source']) => {
    const patient = patients[mrn] ?? ''
    const when = at(minutes)
    set(when)
    const statements = Object.entries(known).map(([fact, value], i): Statement => {
      const theirs = catalogue.get(fact)?.from.includes('patient')
      const source = from ?? (theirs ? { kind: 'patient', by: calledOf(mrn) } : { kind: 'clinician', by: by.name })
      return { id: `demo-${mrn}-${minutes}-${i}`.replaceAll('--', '-'), fact, value, at: when, source }
    })
    const order = { type: 'state', data: { statements } } as const
    const command = { clinic, stream: factsStream(patient), id: uuid7(), digest: order, by, via: VIA, at: when }
    expectDone(await journal.execute(command, factsModel, (state) => decideFacts(state, order, catalogue)))
    await desk.look(clinic, patient)
  }
  const does = async (mrn: string, minutes: number, by: Actor, order: DecisionOrder, confirmed: readonly string[] = []) => {
    const when = at(minutes)
    set(when)
    expectDone(await desk.order({ clinic, id: uuid7(), by, via: VIA, at: when }, patients[mrn] ?? '', { ...order, confirmed }))
  }
  const signs = async (mrn: string, minutes: number, by: Actor, reason: string, until: Instant) => {
    const { factsSeq, verdict } = await desk.look(clinic, patients[mrn] ?? '')
    await does(mrn, minutes, by, {
      type: 'sign',
      data: { outcome: 'accept', reason, overrides: [], seen: { factsSeq, hash: verdict?.policy.hash ?? '' }, until },
    })
  }

  await does('D-1011', -2600, staff.nurse, { type: 'ask-for', data: { policy: IV } })
  const { 'psychosis-in-family': _family, systolic: _systolic, diastolic: _diastolic, 'physical-exam': _exam, ...some } = woman
  await told('D-1011', -2590, staff.nurse, { ...some, 'birth-date': '1990-02-08', hypertension: false })
  await told('D-1011', -1500, staff.nurse, { hypertension: true }, { kind: 'import', by: 'Harbor Family Practice' })
  await does('D-1011', -1400, staff.nurse, { type: 'ask-fact', data: { fact: 'psychosis-in-family', get: 'ask' } })

  await does('D-1010', -2500, staff.nurse, { type: 'ask-for', data: { policy: IV } })
  await told('D-1010', -2490, staff.nurse, {
    ...person,
    'birth-date': '1976-05-19',
    'sex-at-birth': 'male',
    'substance-use-past': true,
    'liver-disease': false,
  })
  await told('D-1010', -300, staff.nurse, { medicines: list(taking('36437', 'Sertraline', 150), taking('28439', 'Lamotrigine', 200)) })

  await does('D-1012', -2450, staff.nurse2, { type: 'ask-for', data: { policy: IV } })
  await told('D-1012', -2440, staff.nurse2, { ...woman, 'birth-date': '1964-08-27', 'childbearing-potential': false })
  await signs('D-1012', -1200, staff.physician, 'Two adequate trials, nothing speaks against it. Expectations talked through.', at(85 * 1440))

  await does('D-1013', -2400, staff.nurse, { type: 'ask-for', data: { policy: IV } })
  await told('D-1013', -2390, staff.nurse, { ...person, 'birth-date': '1998-03-03', 'sex-at-birth': 'male' })
  await signs('D-1013', -1100, staff.director, 'Clear history, good support at home.', at(60 * 1440))
  await told('D-1013', -40, staff.nurse, { 'psychosis-in-family': true })
}

const calledOf = (mrn: string): string => {
  const found = PATIENTS.find((one) => one.mrn === mrn)
  return `${found?.givenName} ${found?.familyName}`
}

type Known = Readonly<Record<string, Value>>
type Line = Readonly<Record<string, string | number | boolean>>
const list = (...rows: readonly Line[]): Value => ({ rows, complete: true })
const taking = (ingredient: string, name: string, dose: number): Line => ({ ingredient, name, dose, status: 'taking' })
const tried = (ingredient: string, drug: string, kind: string, dose: number, weeks: number, improvement: number): Line => ({
  ...{ ingredient, drug, 'drug-class': kind, dose, weeks, improvement },
  'current-episode': true,
  'stopped-because': 'no-effect',
})

const NO = [
  'heart-disease aneurysm avm intracerebral-haemorrhage pressure-rise-hazard hypertension hypertension-uncontrolled hypertensive-encephalopathy',
  'myocardial-infarction unstable-angina heart-failure-decompensated valve-disease-severe raised-intracranial-pressure raised-intraocular-pressure',
  'psychosis-active schizophrenia-spectrum psychosis-in-family mania-current bipolar-disorder dementia delirium brain-injury-symptomatic',
  'substance-use-active substance-use-past liver-disease thyroid-disease hyperthyroidism-untreated urinary-symptoms sleep-apnoea lung-disease-severe',
  'seizures-uncontrolled suicidal-thoughts suicidal-plan-or-intent suicide-attempt-recent allergy-to-excipient',
].flatMap((line) => line.split(' '))

/** What everybody here is asked and measured; each story changes what makes it one. */
const personOn = (day: string): Known => ({
  ...Object.fromEntries(NO.map((fact) => [fact, false])),
  'primary-diagnosis': 'major-depression',
  'current-depressive-episode': true,
  'treatment-trials': list(tried('36437', 'Sertraline', 'ssri', 150, 9, 20), tried('39786', 'Venlafaxine', 'snri', 225, 8, 30)),
  ...{ weight: 71.5, height: 172, systolic: 124, diastolic: 78, 'heart-rate': 70, spo2: 98 },
  ...{ 'phq9-total': 18, 'phq9-item9': 0, 'audit-c-total': 2, 'dast10-total': 0 },
  'capacity-to-consent': true,
  medicines: list(taking('36437', 'Sertraline', 150)),
  allergies: list(),
  'psychiatric-history-taken': true,
  'urine-drug-screen': 'negative',
  ...Object.fromEntries(['physical-exam', 'medical-clearance', 'pdmp-checked', 'ecg', 'liver-panel', 'thyroid-panel'].map((fact) => [fact, day])),
})
const womanOf = (person: Known): Known => ({
  ...person,
  'sex-at-birth': 'female',
  'childbearing-potential': true,
  pregnant: false,
  breastfeeding: false,
  'pregnancy-test': 'negative',
})

function expectDone(outcome: { readonly kind: string }): void {
  if (outcome.kind !== 'done') throw new Error(`The demonstration could not be screened: ${JSON.stringify(outcome)}`)
}
