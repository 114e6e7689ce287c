import { calendarDay, dateWords } from '../../medicine/local.ts'
import type { Instant } from '../../medicine/time.ts'
import type { Letter, LetterDecision, LetterInput, LetterKind } from './letter.types.ts'

type Decided = NonNullable<LetterDecision['decided']>

/**
 * A letter about a signed decision.
 *
 * Errors: null where nobody has signed, or where the decision was withdrawn: then there is nothing to tell. Findings
 *         that rest on restricted notes are in no letter; the patient's own has no finding at all.
 */
export function letterOf(kind: LetterKind, input: LetterInput): Letter | null {
  const { decided } = input.decision
  if (!decided || decided.withdrawn !== undefined) return null
  if (kind !== 'patient' && !input.to) return null
  const { patient, clinic, asOf } = input
  const name = `${patient.givenName} ${patient.familyName}`
  const about = [`${name}, born ${dateWords(patient.birthDate)}`, patient.mrn ? `no. ${patient.mrn}` : ''].filter(Boolean).join(', ')
  return {
    kind,
    title: kind === 'patient' ? 'What was decided about your treatment' : `Decision about ${name}`,
    from: clinic.name,
    to: kind === 'patient' ? [name] : addressee(input),
    date: calendarDay(asOf, clinic.zone),
    about,
    parts: kind === 'patient' ? forPatient(input, decided) : forColleague(input, decided),
    signed: `${decided.by}, ${calendarDay(decided.at, clinic.zone)}`,
    foot: `${clinic.name}  ·  decision of ${calendarDay(decided.at, clinic.zone)}, signed by ${decided.by}`,
    madeOf: asOf,
  }
}

const addressee = ({ to }: LetterInput): string[] =>
  to ? [to.name, to.practice, ...(to.address?.split('\n') ?? []), to.fax ? `fax ${to.fax}` : undefined].filter((line) => line !== undefined) : []

const OUTCOMES = {
  accept: 'was accepted for treatment',
  decline: 'was not accepted for treatment',
  defer: 'could not be decided yet',
} as const

function forColleague({ decision, patient, clinic, asOf }: LetterInput, decided: Decided): Letter['parts'] {
  const name = `${patient.givenName} ${patient.familyName}`
  const open = (findings: LetterDecision['raised']) => findings.filter(({ restricted }) => !restricted)
  const missing = [...new Set(decision.unknown.filter(({ restricted }) => !restricted).flatMap((one) => one.missing))]
  return [
    {
      says: [
        `${name} asked for treatment of ${decision.indication}. On ${calendarDay(decided.at, clinic.zone)} the request ${OUTCOMES[decided.outcome]}, by the decision of ${decided.by}.`,
        ...(decided.outcome === 'accept' && decided.until ? [untilColleague(decided.until, asOf, clinic.zone)] : []),
        `Clinical policy: ${decision.protocol.title}, version ${decision.protocol.version}.`,
      ],
    },
    { title: 'Why', says: [decided.reason] },
    ...listed(
      'What was weighed',
      open(decision.raised).map(({ says }) => says),
    ),
    ...listed('Still missing', missing),
    ...listed('Medicines to watch', decision.medicines ?? []),
    ...listed('What happens next', decision.next ?? []),
    { says: ['Please tell us of a change in medicines, blood pressure, pregnancy, or a worsening of mood or thoughts of suicide.'] },
  ]
}

const untilColleague = (until: Instant, asOf: Instant, zone: string): string =>
  until > asOf ? `It holds until ${calendarDay(until, zone)}.` : `It held until ${calendarDay(until, zone)} and has to be made anew.`

/** In the patient's own letter nothing of it is a finding or a term: what was decided, what happens now, whom to call. */
function forPatient({ decision, clinic, crisis, asOf }: LetterInput, decided: Decided): Letter['parts'] {
  const missing = [...new Set(decision.unknown.filter(({ restricted }) => !restricted).flatMap((one) => one.missing))]
  return [
    { title: 'What was decided', says: decidedWords(decided, clinic.zone, asOf) },
    ...(decided.outcome === 'defer' ? listed('What we still need to know', missing) : []),
    { title: 'What happens now', says: NEXT[decided.outcome] },
    { title: 'Your medicines', says: ['Do not start or stop a medicine on your own. Ask us first.'] },
    { title: 'If you have questions', says: [`Call ${clinic.name}. You can ask why we decided this, and you can ask for a second opinion.`] },
    { title: 'If you feel unsafe', says: crisisWords(crisis) },
  ]
}

function decidedWords({ outcome, by, until, at }: Decided, zone: string, asOf: Instant): string[] {
  const day = calendarDay(at, zone)
  if (outcome === 'defer') return [`On ${day}, ${by} looked at your answers. We cannot decide yet. This is not a no.`]
  if (outcome === 'decline') return [`On ${day}, ${by} decided that we will not give you this treatment now.`, 'This does not mean that nothing can help you.']
  return [
    `On ${day}, ${by} decided that you can have this treatment here if you want it.`,
    'You do not have to. You can say no at any time.',
    ...(until
      ? [until > asOf ? `This holds until ${calendarDay(until, zone)}.` : `This held until ${calendarDay(until, zone)}. We must look at it again.`]
      : []),
  ]
}

const NEXT = {
  accept: ['We will talk with you and go through a form. You can ask all your questions. Then you choose.'],
  decline: ['We would like to talk with you about what else may help. Please call us, or talk with your doctor.'],
  defer: ['We will call you about what is missing. You can also call us.'],
} as const satisfies Record<Decided['outcome'], readonly string[]>

const crisisWords = (crisis: LetterInput['crisis']): string[] =>
  crisis.map(({ name, call, text }) => {
    const ways = [call && `call ${call}`, text && `text ${text}`].filter(Boolean).join(' or ')
    return `${name}: ${ways}.`
  })

const listed = (title: string, says: readonly string[]): Letter['parts'] => (says.length > 0 ? [{ title, says, list: true }] : [])
