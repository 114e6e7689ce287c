import type { Act, Consent, ConsentRecorded, DoseRange, Written } from './consent.types.ts'

export const EMPTY: Consent = { status: 'none', seq: 0 }
export const fold = (facts: readonly ConsentRecorded[]): Consent => facts.reduce(evolve, EMPTY)

export function evolve(consent: Consent, fact: ConsentRecorded): Consent {
  if (fact.type === 'consent-prepared') {
    const { data, seq } = fact
    const { drug, route } = data.template
    return { ...data, drug, route, status: 'open', seq, dose: doseOf(data), prepared: actOf(fact), read: {}, questions: [], taughtBack: [], helpersSigned: {} }
  }
  return consent.status === 'none' ? consent : changed({ ...consent, seq: fact.seq }, fact)
}

function changed(consent: Written, fact: Exclude<ConsentRecorded, { type: 'consent-prepared' }>): Written {
  const act = actOf(fact)
  switch (fact.type) {
    case 'handed-to-patient':
      return { ...consent, handed: { ...act, ...fact.data } }
    case 'section-read':
      return { ...consent, read: { ...consent.read, [fact.data.section]: act } }
    case 'question-asked':
      return { ...consent, questions: [...consent.questions, { id: fact.id, ...fact.data, ...act }] }
    case 'question-answered':
      return {
        ...consent,
        questions: consent.questions.map((one) => (one.id === fact.data.question ? { ...one, answer: { ...act, words: fact.data.words } } : one)),
      }
    case 'taught-back':
      return { ...consent, taughtBack: [...consent.taughtBack, { ...act, ...fact.data }] }
    case 'patient-signed':
      return { ...consent, status: 'half', patientSigned: { ...act, ...fact.data } }
    case 'helper-signed':
      return { ...consent, helpersSigned: { ...consent.helpersSigned, [fact.data.as]: { ...act, signature: fact.data.signature } } }
    case 'clinician-signed':
      return { ...consent, status: 'signed', clinicianSigned: act }
    case 'consent-withdrawn':
      return { ...consent, status: 'withdrawn', withdrawn: { ...act, ...fact.data } }
    case 'consent-set-aside':
      return { ...consent, status: 'set-aside', setAside: { ...act, ...fact.data } }
    default:
      return fact satisfies never
  }
}

const actOf = ({ at, by }: ConsentRecorded): Act => ({ at, by: { id: by.id, name: by.name } })

const doseOf = ({ fill, template }: Extract<ConsentRecorded, { type: 'consent-prepared' }>['data']): DoseRange => ({
  low: fill['dose-low'] ?? '',
  high: fill['dose-high'] ?? '',
  unit: template.doseUnit,
})
