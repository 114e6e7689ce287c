import { calendarDay, clock, dateWords, zoneAt } from '../../medicine/local.ts'
import type { Instant } from '../../medicine/time.ts'
import type { Act, Signature, Written } from './consent.types.ts'
import { rangeWords } from './standing.ts'
import { filledSections } from './template.fill.ts'
import type { LoadedTemplate, Template } from './template.types.ts'

export type PaperLine = { readonly label: string; readonly value: string; readonly drawing?: string }
/** A consent on paper, as content: the whole form as it was read, who signed and when, what it was made from. */
export type ConsentPaper = {
  readonly title: string
  readonly clinic: string
  readonly status: string
  readonly about: readonly PaperLine[]
  readonly sections: readonly { readonly title: string; readonly paragraphs: readonly string[] }[]
  readonly questions: readonly { readonly asked: string; readonly answered: string }[]
  readonly signatures: readonly PaperLine[]
  readonly seal: readonly PaperLine[]
  readonly running: { readonly left: string; readonly right: string }
  readonly foot: string
  readonly madeOf: Instant
}

export type Clinic = { readonly name: string; readonly zone: string }
export type Person = { readonly givenName: string; readonly familyName: string; readonly birthDate: string; readonly mrn?: string }
export type PaperInput = {
  readonly id: string
  readonly consent: Written
  readonly patient: Person
  readonly clinic: Clinic
  /** The last fact it is made from, and its hash. */
  readonly head: { readonly seq: number; readonly hash: string }
  readonly asOf: Instant
}

export const STATUS: Readonly<Record<Written['status'], string>> = {
  open: 'Not signed yet',
  half: 'Signed by the patient; the clinician has not signed',
  signed: 'Signed by both',
  withdrawn: 'Withdrawn by the patient',
  'set-aside': 'Set aside, never signed by both',
}
const ROUTES = { intravenous: 'by drip into a vein', intranasal: 'as a nose spray' } as const

export function consentPaper({ id, consent, patient, clinic, head, asOf }: PaperInput): ConsentPaper {
  const { template, form, status } = consent
  const name = `${patient.givenName} ${patient.familyName}`
  const when = (act: Act) => `${calendarDay(act.at, clinic.zone)}, ${clock(act.at, clinic.zone)}`
  return {
    title: template.title,
    clinic: clinic.name,
    status: STATUS[status],
    about: [
      { label: 'Patient', value: [name, `born ${dateWords(patient.birthDate)}`, patient.mrn ? `no. ${patient.mrn}` : ''].filter(Boolean).join(', ') },
      { label: 'Treatment', value: `${template.drug} ${ROUTES[template.route]}, ${rangeWords(consent.dose)}${template.offLabel ? ', off-label use' : ''}` },
      { label: 'Form', value: `${form.id}, version ${form.version} of ${dateWords(template.effective)}` },
      { label: 'Prepared', value: `${when(consent.prepared)}, by ${consent.prepared.by.name}. Times are ${zoneAt(consent.prepared.at, clinic.zone)}` },
      ...(consent.interpreter ? [{ label: 'Interpreter', value: `${consent.interpreter.name}, ${consent.interpreter.language}` }] : []),
      ...(consent.witness !== undefined ? [{ label: 'Witness', value: consent.witness }] : []),
    ],
    sections: sectionsOf(template, consent.fill),
    questions: consent.questions.map(({ words, answer }) => ({
      asked: words,
      answered: answer ? `${answer.words} (${answer.by.name}, ${when(answer)})` : 'Not answered yet.',
    })),
    signatures: signaturesOf(consent, name, when),
    seal: [
      { label: 'Consent', value: id },
      { label: 'Words of the form', value: `SHA-256 ${form.hash}` },
      { label: 'Made from', value: `entries 1 to ${head.seq} of its journal` },
      { label: 'Last hash', value: head.hash },
    ],
    running: { left: `${name}, born ${dateWords(patient.birthDate)}`, right: `${template.title}, version ${form.version}` },
    foot: `${clinic.name}  ·  ${STATUS[status]}  ·  form ${form.hash.slice(0, 12)}  ·  last hash ${head.hash.slice(0, 12)}`,
    madeOf: asOf,
  }
}

const sectionsOf = (template: Template, fill: Written['fill']) =>
  filledSections(template, fill).map(({ title, words }, i) => ({ title: `${i + 1}. ${title}`, paragraphs: words.split('\n') }))

function signaturesOf(consent: Written, patient: string, when: (act: Act) => string): PaperLine[] {
  const { patientSigned, helpersSigned, clinicianSigned, taughtBack, withdrawn, setAside, template } = consent
  const drawn = ({ name, strokes }: Signature, act: Act, as: string): PaperLine => ({
    label: as,
    value: `${name}, ${strokes ? 'signed by hand on the screen' : 'typed as signature'}, ${when(act)}; the screen was handed over by ${act.by.name}`,
    ...(strokes ? { drawing: strokes } : {}),
  })
  const unsigned = (label: string): PaperLine => ({ label, value: 'not signed' })
  return [
    { label: 'Read', value: `${Object.keys(consent.read).length} of ${template.sections.length} parts, each marked as read` },
    ...taughtBack.map((one) => ({
      label: 'In their words',
      value: `“${one.words}” (${one.understood ? 'showed that it was understood' : 'was explained again'}; ${one.by.name}, ${when(one)})`,
    })),
    patientSigned ? drawn(patientSigned.signature, patientSigned, `Patient (${patient})`) : unsigned(`Patient (${patient})`),
    ...(consent.interpreter
      ? [helpersSigned.interpreter ? drawn(helpersSigned.interpreter.signature, helpersSigned.interpreter, 'Interpreter') : unsigned('Interpreter')]
      : []),
    ...(consent.witness !== undefined
      ? [helpersSigned.witness ? drawn(helpersSigned.witness.signature, helpersSigned.witness, 'Witness') : unsigned('Witness')]
      : []),
    clinicianSigned
      ? {
          label: 'Clinician',
          value: `${clinicianSigned.by.name}, ${when(clinicianSigned)}: the patient can decide this, and all questions were answered.`,
        }
      : unsigned('Clinician'),
    ...(withdrawn ? [{ label: 'Withdrawn', value: `${when(withdrawn)}: ${withdrawn.reason} (noted by ${withdrawn.by.name})` }] : []),
    ...(setAside ? [{ label: setAside.declined ? 'Declined' : 'Set aside', value: `${when(setAside)}: ${setAside.reason} (${setAside.by.name})` }] : []),
  ]
}

/** The form with nothing filled in, for reading and for pen and paper. */
export const blankPaper = ({ ref, template }: LoadedTemplate, clinic: Clinic, asOf: Instant): ConsentPaper => ({
  title: template.title,
  clinic: clinic.name,
  status: 'Blank form',
  about: [
    { label: 'Patient', value: '____________________________   born ______________' },
    { label: 'Form', value: `${ref.id}, version ${ref.version} of ${dateWords(template.effective)}${template.offLabel ? ', off-label use' : ''}` },
  ],
  sections: sectionsOf(template, {}),
  questions: [],
  signatures: ['Patient', 'Interpreter or witness', 'Clinician'].map((label) => ({
    label,
    value: '\n____________________________________   date and time ____________________',
  })),
  seal: [{ label: 'Words of the form', value: `SHA-256 ${ref.hash}` }],
  running: { left: 'Blank form', right: `${template.title}, version ${ref.version}` },
  foot: `${clinic.name}  ·  Blank form  ·  form ${ref.hash.slice(0, 12)}`,
  madeOf: asOf,
})
