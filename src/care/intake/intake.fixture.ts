import type { FactDefinition, FactType, SourceKind } from '../../medicine/rules/types.ts'
import type { Ingredient } from './ingredients.ts'

/** A small catalogue with one of each kind of question; the shipped one has more of each. */
const fact = (id: string, section: string, type: FactType, patient: string | undefined, more: Partial<FactDefinition> = {}): FactDefinition => ({
  id,
  name: id.replaceAll('-', ' '),
  section,
  type,
  freshFor: 'always',
  from: ['patient', 'clinician', 'import'] satisfies SourceKind[],
  ask: { clinician: id, ...(patient ? { patient } : {}) },
  get: 'ask',
  meet: 'agree',
  ...more,
})
const yesNo = { kind: 'yes-no' } as const
const female = { fact: 'sex-at-birth', is: 'female' } as const

export const FACTS: readonly FactDefinition[] = [
  fact('birth-date', 'about you', { kind: 'date' }, 'When were you born?'),
  fact('sex-at-birth', 'about you', { kind: 'choice', of: ['female', 'male', 'other'] }, undefined, {
    ask: {
      clinician: 'Sex at birth',
      patient: 'What sex were you at birth?',
      help: 'Some questions depend on it.',
      answers: { female: 'Female', male: 'Male', other: 'Other' },
    },
  }),
  fact('weight', 'about you', { kind: 'number', unit: 'kg' }, 'How much do you weigh?', { meet: 'latest' }),
  fact('primary-diagnosis', 'why you come', { kind: 'choice', of: ['major-depression', 'ptsd', 'anxiety'] }, undefined, {
    ask: {
      clinician: 'Diagnosis',
      patient: 'What do you want help with?',
      answers: { 'major-depression': 'Depression', ptsd: 'PTSD', anxiety: 'Anxiety' },
    },
  }),
  fact(
    'treatment-trials',
    'why you come',
    {
      kind: 'rows',
      fields: {
        ingredient: { kind: 'code', system: 'rxnorm' },
        drug: { kind: 'text' },
        'drug-class': { kind: 'choice', of: ['ssri', 'snri', 'other'] },
        dose: { kind: 'number', unit: 'mg/d' },
        weeks: { kind: 'number', unit: 'wk' },
        improvement: { kind: 'number', unit: '%' },
        'current-episode': yesNo,
        'stopped-because': { kind: 'choice', of: ['no-effect', 'side-effects', 'other', 'still-taking'] },
      },
    },
    'What have you tried for it so far?',
  ),
  fact('phq9-total', 'how you feel', { kind: 'number', unit: '{score}' }, undefined, { meet: 'latest' }),
  fact('phq9-item9', 'how you feel', { kind: 'number', unit: '{score}' }, undefined, { meet: 'latest' }),
  fact('gad7-total', 'how you feel', { kind: 'number', unit: '{score}' }, undefined, { meet: 'latest' }),
  fact('audit-c-total', 'how you feel', { kind: 'number', unit: '{score}' }, undefined, { meet: 'latest' }),
  fact('pcl5-total', 'how you feel', { kind: 'number', unit: '{score}' }, undefined, { meet: 'latest' }),
  fact('suicidal-thoughts', 'your safety', yesNo, 'Have you had thoughts of ending your life in the past month?', { meet: 'latest' }),
  fact('aneurysm', 'your health', yesNo, 'Have you ever had a bulge in a blood vessel?'),
  fact('pregnant', 'your health', yesNo, 'Are you pregnant?', { askedOf: female, meet: 'latest' }),
  fact('last-myocardial-infarction', 'your health', { kind: 'date' }, 'When was your last heart attack?'),
  fact(
    'medicines',
    'medicines',
    {
      kind: 'rows',
      fields: {
        ingredient: { kind: 'code', system: 'rxnorm' },
        name: { kind: 'text' },
        dose: { kind: 'number', unit: 'mg/d' },
        status: { kind: 'choice', of: ['taking', 'stopped'] },
        'as-needed': yesNo,
        since: { kind: 'date' },
        until: { kind: 'date' },
      },
    },
    'Which medicines do you take now?',
  ),
  fact('capacity-to-consent', 'for staff', yesNo, undefined, { from: ['clinician'] }),
  fact('last-food', 'today', { kind: 'date' }, 'When did you last eat?'),
]

export const INGREDIENTS: readonly Ingredient[] = [
  { rxnorm: '36437', name: 'sertraline', also: ['Zoloft'], sets: ['ssri', 'antidepressant'] },
  { rxnorm: '39786', name: 'venlafaxine', also: ['Effexor'], sets: ['snri', 'antidepressant'] },
  { rxnorm: '596', name: 'alprazolam', also: ['Xanax'], sets: ['benzodiazepine'] },
]
