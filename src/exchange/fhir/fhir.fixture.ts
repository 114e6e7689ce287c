import type { Imported, ReadRecord } from '../../care/facts/facts.ts'
import type { Catalogue, FactCode, FactDefinition, FactType } from '../../medicine/rules/types.ts'
import { mapsOf, readRecord } from './fhir.ts'

const FROM = ['patient', 'clinician', 'import'] as const
const coded = (system: FactCode['system'], ...codes: string[]): FactCode[] => codes.map((code) => ({ system, code, display: code }))
const fact = (id: string, type: FactType, codes: readonly FactCode[] = [], more: Partial<FactDefinition> = {}): FactDefinition => ({
  id,
  name: id.replaceAll('-', ' '),
  section: 'Test',
  type,
  codes,
  freshFor: 'always',
  from: [...FROM],
  ask: { clinician: id },
  get: 'ask',
  meet: 'agree',
  ...more,
})
const yes: FactType = { kind: 'yes-no' }
const number = (unit: string): FactType => ({ kind: 'number', unit })
const date: FactType = { kind: 'date' }
const month = { value: 1, unit: 'mo', source: 'MADE-UP', confirmed: true } as const
const now = { freshFor: month, meet: 'latest' } as const
const rxnorm = { kind: 'code', system: 'rxnorm' } as const
const text = { kind: 'text' } as const

/** A catalogue made up for the tests, of the shape of the real one. */
export const catalogue: Catalogue = {
  version: '0.0.1',
  sources: {},
  facts: [
    fact('birth-date', date),
    fact('sex-at-birth', { kind: 'choice', of: ['female', 'male', 'other'] }),
    fact('weight', number('kg'), coded('loinc', '29463-7'), { meet: 'latest' }),
    fact('height', number('cm'), coded('loinc', '8302-2'), { meet: 'latest' }),
    fact('systolic', number('mm[Hg]'), coded('loinc', '8480-6'), now),
    fact('diastolic', number('mm[Hg]'), coded('loinc', '8462-4'), now),
    fact('phq9-total', number('{score}'), coded('loinc', '44261-6'), now),
    fact('phq9-item9', number('{score}'), coded('loinc', '44260-8'), now),
    fact('gad7-total', number('{score}'), coded('loinc', '70274-6'), now),
    fact('aneurysm', yes, [...coded('snomed', '67362008'), ...coded('icd-10-cm', 'I71')]),
    fact('myocardial-infarction', yes, coded('snomed', '22298006', '399211009')),
    fact('last-myocardial-infarction', date),
    fact('bipolar-disorder', yes, coded('icd-10-cm', 'F31')),
    fact('mania-current', yes, coded('icd-10-cm', 'F31.1', 'F31.2'), now),
    fact('schizophrenia-spectrum', yes, [...coded('snomed', '58214004'), ...coded('icd-10-cm', 'F20')]),
    fact('psychosis-in-family', yes),
    fact('substance-use-active', yes, [...coded('snomed', '7200002'), ...coded('icd-10-cm', 'F10')], { freshFor: month }),
    fact('substance-use-past', yes, coded('icd-10-cm', 'F10.21')),
    fact('pregnant', yes, [...coded('loinc', '82810-3'), ...coded('snomed', '77386006')], now),
    fact('staff-only', yes, coded('snomed', '1'), { from: ['clinician'] }),
    fact('pregnancy-test', { kind: 'choice', of: ['negative', 'positive'] }, coded('loinc', '2106-3'), now),
    fact('ecg', date, coded('loinc', '11524-6'), { meet: 'latest' }),
    fact('liver-panel', date, coded('loinc', '24325-3'), { meet: 'latest' }),
    fact('medicines', {
      kind: 'rows',
      fields: {
        ingredient: rxnorm,
        name: text,
        dose: { kind: 'number', unit: 'mg/d' },
        status: { kind: 'choice', of: ['taking', 'stopped'] },
        'as-needed': yes,
        since: date,
        until: date,
      },
    }),
    fact('treatment-trials', {
      kind: 'rows',
      fields: {
        ingredient: rxnorm,
        drug: text,
        'drug-class': { kind: 'choice', of: ['ssri', 'snri'] },
        dose: { kind: 'number', unit: 'mg/d' },
        weeks: { kind: 'number', unit: 'wk' },
        improvement: { kind: 'number', unit: '%' },
      },
    }),
    fact('allergies', {
      kind: 'rows',
      fields: { ingredient: rxnorm, substance: text, kind: { kind: 'choice', of: ['medicine', 'food', 'environment'] }, reaction: text },
    }),
  ],
}

export const ingredients = [
  { rxnorm: '4493', name: 'Fluoxetine', also: ['Prozac', 'Symbyax'] },
  { rxnorm: '36437', name: 'Sertraline', also: ['Zoloft'] },
  { rxnorm: '2556', name: 'Citalopram' },
  { rxnorm: '321988', name: 'Escitalopram', also: ['Lexapro'] },
  { rxnorm: '61381', name: 'Olanzapine', also: ['Zyprexa', 'Symbyax'] },
  { rxnorm: '6130', name: 'Ketamine' },
  { rxnorm: '2119365', name: 'Esketamine', also: ['Spravato'] },
  { rxnorm: '3322', name: 'Diazepam' },
  { rxnorm: '258326', name: "St. John's wort" },
]
const set = (...codes: string[]) => ({ title: '', system: 'rxnorm', codes, source: 'MADE-UP', confirmed: true })
export const sets = { antidepressant: set('4493', '36437', '2556', '321988'), ssri: set('4493', '36437', '2556', '321988') }
export const maps = mapsOf(catalogue, { sets }, ingredients)

type Resource = { readonly resourceType: string } & Readonly<Record<string, unknown>>
export const ME = 'urn:uuid:0a0a0a0a-0000-4000-8000-00000000000a'
export const patient = { resourceType: 'Patient', id: 'me', name: [{ family: 'Made', given: ['Up'] }], birthDate: '1980-02-29' }
/** A bundle about one person; a resource that does not say whom it is about is about them. */
export const bundle = (resources: readonly Resource[], type = 'collection') => ({
  resourceType: 'Bundle',
  type,
  entry: [{ fullUrl: ME, resource: patient }, ...resources.map((resource) => ({ resource: about(resource) }))],
})
const about = (resource: Resource): Resource => {
  const whose = ['AllergyIntolerance', 'FamilyMemberHistory'].includes(resource.resourceType) ? 'patient' : 'subject'
  return whose in resource ? resource : { ...resource, [whose]: { reference: ME } }
}

export const bytes = (value: unknown): Uint8Array => new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value))
export const read = (value: unknown, person?: string): Promise<ReadRecord> => readRecord([{ chunks: [bytes(value)] }], maps, person)
export async function readAll(...resources: Resource[]): Promise<Imported> {
  const record = await read(bundle(resources))
  if (record.kind !== 'read') throw new Error(JSON.stringify(record))
  return record
}
/** What was said besides who it is, in short. */
export const facts = ({ statements }: Imported) => statements.filter(({ fact }) => fact !== 'birth-date').map(({ fact, value, at }) => ({ fact, value, at }))
export const whys = ({ unmapped }: Imported) => unmapped.map(({ why }) => why)
export const concept = (system: string, code: string, display?: string) => ({ coding: [{ system, code, ...(display && { display }) }] })
export const snomed = (code: string, display?: string) => concept('http://snomed.info/sct', code, display)
export const loinc = (code: string) => concept('http://loinc.org', code)
export const icd = (code: string, display?: string) => concept('http://hl7.org/fhir/sid/icd-10-cm', code, display)
export const drug = (display: string, code = '0') => concept('http://www.nlm.nih.gov/research/umls/rxnorm', code, display)
