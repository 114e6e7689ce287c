import type { Decision, Reason } from '../../medicine/record.ts'
import type { Consent, ConsentFact, ConsentOrder, Helper, Signature, Written } from './consent.types.ts'
import { fillObjections, tidyFill } from './template.fill.ts'
import type { LoadedTemplate } from './template.types.ts'

/** What the decision needs besides the stream. `form`: the version in force of the form that is prepared; null: none. */
export type Around = { readonly form: LoadedTemplate | null; readonly by: { readonly kind: string } }

/**
 * What may happen next to a consent: prepared whole, read whole, every question answered, then the patient signs, then
 * those who helped, then the clinician. Nothing of it can come in another order, and a signed form is never changed.
 */
export function decide(consent: Consent, order: ConsentOrder, around: Around): Decision<ConsentFact> {
  if (order.type === 'prepare') return prepared(consent, order.data, around.form)
  if (consent.status === 'none') return refused('no-such-consent', 'There is no such consent.')
  const because = objections(consent, order, around)
  return because.length > 0 ? { kind: 'refused', because } : { kind: 'accepted', facts: factsOf(consent, order) }
}

function prepared(consent: Consent, data: Extract<ConsentOrder, { type: 'prepare' }>['data'], form: LoadedTemplate | null): Decision<ConsentFact> {
  if (consent.status !== 'none') return refused('already-prepared', 'This consent was prepared already.')
  if (!form) return refused('no-such-form', 'There is no such form in force.', 'form')
  if (form.ref.hash !== data.form.hash) return refused('another-version', 'The form has a new version. Read it and fill it in again.', 'form')
  const { interpreter, witness } = data
  const because = [
    ...fillObjections(form.template, data.fill),
    ...(interpreter && interpreter.name.trim() === '' ? [reason('no-name', 'Name the interpreter.', 'interpreter')] : []),
    ...(interpreter && interpreter.language.trim() === '' ? [reason('no-language', 'Say which language.', 'interpreter')] : []),
    ...(witness !== undefined && witness.trim() === '' ? [reason('no-name', 'Name the witness.', 'witness')] : []),
  ]
  if (because.length > 0) return { kind: 'refused', because }
  return { kind: 'accepted', facts: [{ type: 'consent-prepared', data: { ...data, form: form.ref, template: form.template, fill: tidyFill(data.fill) } }] }
}

type Later = Exclude<ConsentOrder, { type: 'prepare' }>

function objections(consent: Written, order: Later, { by }: Around): Reason[] {
  switch (order.type) {
    case 'hand-over':
    case 'teach-back':
      return [...stillOpen(consent), ...(order.type === 'teach-back' ? noWords(order.data.words) : [])]
    case 'read-section':
      return [
        ...stillOpen(consent),
        ...(consent.template.sections.some(({ id }) => id === order.data.section) ? [] : [reason('no-such-section', 'The form has no such part.', 'section')]),
      ]
    case 'ask':
      return [...stillOpen(consent), ...noWords(order.data.words)]
    case 'answer':
      return [...answerObjections(consent, order.data.question), ...noWords(order.data.words)]
    case 'sign-patient':
      return [...stillOpen(consent), ...unread(consent), ...unanswered(consent), ...signatureObjections(order.data.signature)]
    case 'sign-helper':
      return helperObjections(consent, order.data.as, order.data.signature)
    case 'sign-clinician':
      return clinicianObjections(consent, by.kind)
    case 'withdraw':
      return [...withdrawObjections(consent), ...noReason(order.data.reason)]
    case 'set-aside':
      return [...(consent.status === 'open' || consent.status === 'half' ? [] : [reason('not-open', OVER[consent.status])]), ...noReason(order.data.reason)]
    default:
      return order satisfies never
  }
}

const stillOpen = ({ status }: Written): Reason[] => (status === 'open' ? [] : [reason('not-open', OVER[status])])
const OVER: Readonly<Record<Written['status'], string>> = {
  open: 'The patient has not signed yet.',
  half: 'The patient has signed already; what was signed is not changed.',
  signed: 'This consent is signed by both; what was signed is not changed.',
  withdrawn: 'This consent was withdrawn.',
  'set-aside': 'This consent was set aside.',
}

/** The parts nobody has said they read. */
export const unreadSections = ({ template, read }: Written): readonly string[] =>
  template.sections.filter(({ id }) => !Object.hasOwn(read, id)).map(({ title }) => title)

const unread = (consent: Written): Reason[] => {
  const titles = unreadSections(consent)
  return titles.length === 0 ? [] : [reason('not-read', `Not read yet: ${titles.join('; ')}.`)]
}
export const openQuestions = ({ questions }: Written) => questions.filter(({ answer }) => answer === undefined)
const unanswered = (consent: Written): Reason[] =>
  openQuestions(consent).length === 0 ? [] : [reason('not-answered', 'A question was asked and not answered yet.')]

function answerObjections(consent: Written, question: string): Reason[] {
  const asked = consent.questions.find(({ id }) => id === question)
  if (consent.status === 'set-aside') return stillOpen(consent)
  if (!asked) return [reason('no-such-question', 'There is no such question.', 'question')]
  return asked.answer ? [reason('answered', 'This question was answered already.', 'question')] : []
}

/** Only what a signature pad draws; a path of anything else would be drawn by whoever sent it. */
const STROKES = /^(?:[ML]\d{1,3}(?:\.\d)? \d{1,3}(?:\.\d)?)+$/
/** Fewer points than this are a slip of the finger and no name. */
const LEAST_POINTS = 6
function signatureObjections({ name, strokes }: Signature): Reason[] {
  if (name.trim() === '') return [reason('no-name', 'Write or type the name.', 'signature')]
  if (strokes === undefined) return []
  if (!STROKES.test(strokes)) return [reason('no-drawing', 'The drawing does not read. Draw it again, or type the name.', 'signature')]
  return (strokes.match(/[ML]/g) ?? []).length < LEAST_POINTS ? [reason('no-drawing', 'Draw the whole name, or type it.', 'signature')] : []
}

/** Who was named when the consent was prepared, and has still to sign. */
export const helpersToSign = ({ interpreter, witness, helpersSigned }: Written): readonly Helper[] => [
  ...(interpreter && !helpersSigned.interpreter ? (['interpreter'] as const) : []),
  ...(witness !== undefined && !helpersSigned.witness ? (['witness'] as const) : []),
]

function helperObjections(consent: Written, as: Helper, signature: Signature): Reason[] {
  if (consent.status !== 'half') return [reason(consent.status === 'open' ? 'patient-first' : 'not-open', OVER[consent.status])]
  return helpersToSign(consent).includes(as) ? signatureObjections(signature) : [reason('not-named', `No ${as} is named here, or they have signed.`, 'as')]
}

function clinicianObjections(consent: Written, kind: string): Reason[] {
  if (kind !== 'staff') return [reason('not-a-person', 'Only a person signs, in their own name.')]
  if (consent.status !== 'half') return [reason(consent.status === 'open' ? 'patient-first' : 'not-open', OVER[consent.status])]
  return helpersToSign(consent).map((helper) => reason('helper-first', `The ${helper} has not signed yet.`))
}

const withdrawObjections = ({ status }: Written): Reason[] =>
  status === 'signed' || status === 'half'
    ? []
    : [reason('not-signed', status === 'open' ? 'Nobody has signed this consent; set it aside instead.' : OVER[status])]

function factsOf(_consent: Written, order: Later): readonly ConsentFact[] {
  switch (order.type) {
    case 'hand-over':
      return [{ type: 'handed-to-patient', data: order.data }]
    case 'read-section':
      return [{ type: 'section-read', data: order.data }]
    case 'ask':
      return [{ type: 'question-asked', data: { ...order.data, words: order.data.words.trim() } }]
    case 'answer':
      return [{ type: 'question-answered', data: { ...order.data, words: order.data.words.trim() } }]
    case 'teach-back':
      return [{ type: 'taught-back', data: { ...order.data, words: order.data.words.trim() } }]
    case 'sign-patient':
      return [{ type: 'patient-signed', data: { signature: tidySignature(order.data.signature) } }]
    case 'sign-helper':
      return [{ type: 'helper-signed', data: { as: order.data.as, signature: tidySignature(order.data.signature) } }]
    case 'sign-clinician':
      return [{ type: 'clinician-signed', data: order.data }]
    case 'withdraw':
      return [{ type: 'consent-withdrawn', data: { reason: order.data.reason.trim() } }]
    case 'set-aside':
      return [{ type: 'consent-set-aside', data: { ...order.data, reason: order.data.reason.trim() } }]
    default:
      return order satisfies never
  }
}

const tidySignature = ({ name, strokes }: Signature): Signature => ({
  name: name.trim().replaceAll(/\s+/g, ' '),
  ...(strokes === undefined ? {} : { strokes }),
})

const reason = (code: string, message: string, field?: string): Reason => ({ code, message, ...(field ? { field } : {}) })
const refused = (code: string, message: string, field?: string): Decision<ConsentFact> => ({ kind: 'refused', because: [reason(code, message, field)] })
const noReason = (words: string): Reason[] => (words.trim() === '' ? [reason('no-reason', 'Say why.', 'reason')] : [])
const noWords = (words: string): Reason[] => (words.trim() === '' ? [reason('no-words', 'Write something here.', 'words')] : [])
