import type { Actor, Decision, Reason } from '../../medicine/record.ts'
import { type Instant, minutesBetween } from '../../medicine/time.ts'
import { dueAt, escalateAt, escalation, openConcern, readingOf, saysMore } from './safety.derived.ts'
import { latest } from './safety.said.ts'
import type { Assessment, Concern, CrisisLine, OnCall, RaiseOrder, Raising, Safety, SafetyDocument, SafetyFact, SafetyOrder } from './safety.types.ts'

/** What the decision needs to know besides the record: the moment, who asks, the clinic's policy, its wall clock, who is on call. */
export type Around = {
  readonly at: Instant
  readonly now: Instant
  readonly by: Pick<Actor, 'id'>
  readonly document: SafetyDocument
  readonly zone: string
  readonly onCall: OnCall | null
}

export function decide(safety: Safety, order: SafetyOrder, around: Around): Decision<SafetyFact> {
  switch (order.type) {
    case 'raise':
      return raise(safety, order.data, around)
    case 'acknowledge':
      return onOpen(safety, order.data.concern, (concern) => acknowledge(concern, around))
    case 'escalate':
      return escalate(safety, order.data.concern, around)
    case 'answer':
      return onOpen(safety, order.data.concern, (concern) => answer(concern, order.data, around))
    case 'correct':
      return correct(safety, order.data, around)
    case 'set-on-call':
      return onCallSet(order.data.onCall, around)
    case 'set-lines':
      return linesSet(order.data.lines)
    default:
      return order satisfies never
  }
}

const NOTHING: Decision<SafetyFact> = { kind: 'accepted', facts: [] }
const accepted = (...facts: readonly SafetyFact[]): Decision<SafetyFact> => ({ kind: 'accepted', facts })
const refused = (...because: readonly Reason[]): Decision<SafetyFact> => ({ kind: 'refused', because })

function raise(safety: Safety, { said, ...data }: RaiseOrder['data'], around: Around): Decision<SafetyFact> {
  const { document, at, zone, onCall } = around
  const { statement, item, answer: given } = data
  const reading = readingOf(document, item, given)
  if (reading === 'negative' || known(safety, data)) return NOTHING
  if (statement) {
    const twin = toldAlready(safety, data, around)
    if (twin) return accepted({ type: 'statement-matched', data: { statement, raising: twin } })
    if (data.where.kind === 'import' && isHistory(said, around))
      return accepted({ type: 'statement-passed-over', data: { statement, item, answer: given, said: said ?? '' } })
  }
  const raising: Raising = { ...data, reading }
  const open = openConcern(safety)
  if (open) {
    const more = saysMore(open.raisings, raising)
    return accepted({
      type: 'concern-repeated',
      data: { concern: open.id, raising, ...(more && open.acknowledged ? { escalateAt: escalateAt(document, at) } : {}) },
    })
  }
  return accepted({
    type: 'concern-raised',
    data: {
      concern: data.id,
      raising,
      dueAt: dueAt(document, at, zone),
      escalateAt: escalateAt(document, at),
      onCall,
      policy: { id: document.id, version: document.version },
    },
  })
}

const known = ({ concerns, seen }: Safety, { id, statement }: Pick<Raising, 'id' | 'statement'>): boolean =>
  (statement !== undefined && seen.includes(statement)) || concerns.some(({ raisings }) => raisings.some((one) => one.id === id))

/** The raising, told directly and not yet matched, that this statement repeats. */
function toldAlready({ concerns, matched }: Safety, { item, answer: given }: RaiseOrder['data'], { at, document }: Around): string | undefined {
  const within = document.clock.sameAnswerWithin.value
  return concerns
    .flatMap(({ raisings }) => raisings)
    .find(
      (one) =>
        one.statement === undefined && one.item === item && one.answer === given && !matched.includes(one.id) && Math.abs(minutesBetween(one.at, at)) <= within,
    )?.id
}

const isHistory = (said: string | undefined, { now, document }: Around): boolean => {
  const at = said === undefined ? null : latest(said)
  return at !== null && minutesBetween(at, now) > document.clock.importOlderThan.value * 24 * 60
}

function onOpen(safety: Safety, id: string, then: (concern: Concern) => Decision<SafetyFact>): Decision<SafetyFact> {
  const concern = safety.concerns.find((one) => one.id === id)
  if (!concern) return refused({ code: 'no-such-concern', message: 'There is no such concern.' })
  const by = concern.answers.at(-1)?.by.name
  if (concern.status !== 'open') return refused({ code: 'answered', message: `${by ?? 'Somebody'} has answered this. A change is a correction of the answer.` })
  return then(concern)
}

/** The same person twice is once; a second person learns who has it. */
function acknowledge({ id, acknowledged }: Concern, { by }: Around): Decision<SafetyFact> {
  if (!acknowledged) return accepted({ type: 'concern-acknowledged', data: { concern: id } })
  return acknowledged.id === by.id ? NOTHING : refused({ code: 'already-acknowledged', message: `${acknowledged.name} has acknowledged this.` })
}

function escalate({ concerns }: Safety, id: string, { now, document }: Around): Decision<SafetyFact> {
  const concern = concerns.find((one) => one.id === id)
  if (!concern || concern.escalatedAt || !escalation(concern, now)) return NOTHING
  return accepted({ type: 'concern-escalated', data: { concern: id, to: document.escalateTo } })
}

function answer(concern: Concern, { concern: id, ...data }: Extract<SafetyOrder, { type: 'answer' }>['data'], around: Around): Decision<SafetyFact> {
  const because = assessmentObjections(concern, data, around)
  if (because.length > 0) return refused(...because)
  const closes = around.document.steps.find((one) => one.id === data.step)?.closes ?? false
  const tidy = { concern: id, ...data, finding: data.finding.trim(), assessedBy: data.assessedBy.trim() }
  // Who answers has seen it; the record says so even where nobody pressed the button.
  const seen: SafetyFact[] = concern.acknowledged ? [] : [{ type: 'concern-acknowledged', data: { concern: id } }]
  return accepted(...seen, { type: closes ? 'concern-answered' : 'concern-tried', data: tidy })
}

function correct(safety: Safety, { concern: id, reason, ...data }: Extract<SafetyOrder, { type: 'correct' }>['data'], around: Around): Decision<SafetyFact> {
  const concern = safety.concerns.find((one) => one.id === id)
  if (!concern) return refused({ code: 'no-such-concern', message: 'There is no such concern.' })
  if (concern.status === 'open') return refused({ code: 'not-answered', message: 'There is no answer to correct yet.' })
  const step = around.document.steps.find((one) => one.id === data.step)
  const because: Reason[] = [
    ...assessmentObjections(concern, data, around),
    ...(reason.trim() === '' ? [{ code: 'no-reason', field: 'reason', message: 'Say what was wrong with the answer.' }] : []),
    ...(step && !step.closes
      ? [{ code: 'would-reopen', field: 'step', message: 'A correction answers the concern. If it is open after all, raise it again.' }]
      : []),
  ]
  if (because.length > 0) return refused(...because)
  return accepted({
    type: 'answer-corrected',
    data: { concern: id, ...data, finding: data.finding.trim(), assessedBy: data.assessedBy.trim(), reason: reason.trim() },
  })
}

function assessmentObjections({ raisedAt }: Concern, { finding, step, assessedBy, assessedAt }: Assessment, { now, document }: Around): Reason[] {
  return [
    ...(finding.trim() === '' ? [{ code: 'no-finding', field: 'finding', message: 'Say in words what was found.' }] : []),
    ...(document.steps.some(({ id }) => id === step) ? [] : [{ code: 'no-step', field: 'step', message: 'Choose what happens next.' }]),
    ...(assessedBy.trim() === '' ? [{ code: 'no-name', field: 'assessedBy', message: 'Say who spoke with the patient.' }] : []),
    ...(assessedAt > now ? [{ code: 'in-the-future', field: 'assessedAt', message: 'This moment has not come yet.' }] : []),
    ...(assessedAt < raisedAt
      ? [{ code: 'before-it', field: 'assessedAt', message: 'This is before the answer came in; say when it was looked at after that.' }]
      : []),
  ]
}

function onCallSet(onCall: OnCall | null, { now }: Around): Decision<SafetyFact> {
  if (onCall?.until && onCall.until <= now) return refused({ code: 'over-already', field: 'until', message: 'This turn would be over already.' })
  return accepted({ type: 'on-call-set', data: { onCall } })
}

function linesSet(lines: readonly CrisisLine[]): Decision<SafetyFact> {
  const bad = lines.findIndex(({ name, call, text }) => name.trim() === '' || !(call?.trim() || text?.trim()))
  if (bad >= 0) return refused({ code: 'no-number', field: `lines.${bad}`, message: 'A line has a name and a number to call or to text.' })
  return accepted({ type: 'crisis-lines-set', data: { lines } })
}
