import type { Catalogue, CodeBook, Condition, FactDefinition, FactType, Policy, Quantified, Row, Rule, SourceKind, Span, Statement, Value } from './types.ts'

/** A small clinic's catalogue, code book and rules, made up for the tests. No number here is a clinical one. */
const num = <U extends string>(value: number, unit: U): Quantified<U> => ({ value, unit, source: 'MADE-UP', confirmed: true })
export const span = (value: number, unit: Span['unit']): Span => num(value, unit)
export const times = (value: number) => num(value, '{count}')
export const amountOf = num

const fact = (id: string, type: FactType, more: Partial<FactDefinition> = {}): FactDefinition => ({
  id,
  name: id.replaceAll('-', ' '),
  section: 'made up',
  type,
  freshFor: 'always',
  from: ['patient', 'clinician', 'import', 'device'],
  ask: { clinician: `${id}?` },
  get: 'ask',
  meet: 'agree',
  ...more,
})
const yesNo = { kind: 'yes-no' } as const

export const catalogue: Catalogue = {
  version: '1.0.0',
  facts: [
    fact('birth-date', { kind: 'date' }),
    fact('sex', { kind: 'choice', of: ['female', 'male', 'other'] }),
    fact('can-be-pregnant', yesNo, { askedOf: { fact: 'sex', is: 'female' } }),
    fact('pregnant', yesNo, { freshFor: span(30, 'd'), askedOf: { fact: 'can-be-pregnant', is: true } }),
    fact('aneurysm', yesNo, { name: 'aneurysm' }),
    fact('hypertension', yesNo),
    fact('psychosis', yesNo),
    fact('history-taken', yesNo),
    fact('weight', { kind: 'number', unit: 'kg' }, { freshFor: span(90, 'd'), meet: 'latest', get: 'measure' }),
    fact('systolic', { kind: 'number', unit: 'mm[Hg]' }, { name: 'blood pressure, systolic', freshFor: span(30, 'd'), meet: 'latest', get: 'measure' }),
    fact('heart-attack', { kind: 'date' }),
    fact('ecg', { kind: 'date' }, { get: 'order', meet: 'latest' }),
    fact('last-food', { kind: 'date' }, { freshFor: span(24, 'h'), meet: 'latest' }),
    fact('liver', { kind: 'choice', of: ['A', 'B', 'C', 'none'] }),
    fact('medicines', {
      kind: 'rows',
      fields: {
        ingredient: { kind: 'code', system: 'rxnorm' },
        name: { kind: 'text' },
        status: { kind: 'choice', of: ['taking', 'stopped'] },
        until: { kind: 'date' },
      },
    }),
    fact('trials', {
      kind: 'rows',
      fields: {
        ingredient: { kind: 'code', system: 'rxnorm' },
        drug: { kind: 'text' },
        class: { kind: 'choice', of: ['ssri', 'snri', 'tca'] },
        dose: { kind: 'number', unit: 'mg/d' },
        weeks: { kind: 'number', unit: 'wk' },
      },
    }),
  ],
  sources: { 'MADE-UP': { title: 'Made up for the tests' } },
}

export const codes: CodeBook = {
  sets: {
    maoi: { title: 'MAO inhibitors', system: 'rxnorm', codes: ['10734', '8123'], source: 'MADE-UP', confirmed: true },
    sedative: { title: 'Sedatives', system: 'rxnorm', codes: ['6470', '596'], source: 'MADE-UP', confirmed: false },
  },
  tables: {
    least: { title: 'Least dose that counts', by: 'rxnorm', unit: 'mg/d', values: { '36437': num(50, 'mg/d'), '39786': num(150, 'mg/d') } },
  },
}
export const books = { catalogue, codes }

export const rule = (id: string, severity: Rule['severity'], condition: { when: Condition } | { require: Condition }, more: Partial<Rule> = {}): Rule => ({
  id,
  severity,
  says: `The rule ${id}`,
  source: ['MADE-UP'],
  confirmed: true,
  resolvedBy: 'A physician looks at it',
  ...condition,
  ...more,
})

export const policyWith = (rules: readonly Rule[]): Policy => ({
  id: 'made-up',
  version: '1.0.0',
  hash: '0'.repeat(64),
  title: 'Made up',
  indication: 'made-up',
  offLabel: true,
  rules,
  notRules: [],
  sources: { 'MADE-UP': { title: 'Made up for the tests' } },
})

let made = 0
export const said = (id: string, value: Value, at = '2026-11-20', kind: SourceKind = 'patient', by = 'Ann Lee'): Statement => {
  made += 1
  return { id: `s${made}`, fact: id, value, at, source: { kind, by } }
}
export const rowsOf = (rows: readonly Row[], complete = true): Value => ({ rows, complete })
