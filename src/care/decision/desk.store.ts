import { createHash } from 'node:crypto'
import type { Actor, StreamKind, Via } from '../../medicine/record.ts'
import type { Catalogue, Policy, Statement, Verdict } from '../../medicine/rules/types.ts'
import { addMinutes, type Instant, minutesBetween } from '../../medicine/time.ts'
import type { Command, Journal } from '../../platform/journal/journal.ts'
import { uuid7 } from '../../platform/journal/uuid7.ts'
import type { Around } from './around.ts'
import { decide, type Ordered } from './decision.decide.ts'
import { fold } from './decision.evolve.ts'
import { decisionModel, decisionStream } from './decision.store.ts'
import type { Asking, Decision, DecisionFact, DecisionRecorded, Look } from './decision.types.ts'
import { changeSentence } from './decision.words.ts'
import { type Looked, review } from './review.ts'

type TaskToOpen = {
  readonly id: string
  readonly patient: string
  readonly kind: string
  readonly title: string
  readonly why: string
  readonly dueAt: Instant
  readonly from: { readonly kind: StreamKind; readonly id: string }
}

export type DeskParts = {
  readonly journal: Journal
  readonly catalogue: Catalogue
  /** The policies of a clinic, each in the version it put into force, or else as shipped; the studio knows. */
  readonly policiesOf: (clinic: string) => Promise<readonly Policy[]>
  /** What the rules answer at a moment, read on the calendar of the clinic. */
  readonly evaluate: (clinic: string, policy: Policy, statements: readonly Statement[], now: Instant) => Verdict | Promise<Verdict>
  /** What is known of a patient; the facts room knows. */
  readonly facts: (clinic: string, patient: string) => Promise<{ readonly seq: number; readonly statements: readonly Statement[] }>
  /** Whether the clinic put a policy into force; the studio knows. */
  readonly isActive: (clinic: string, policy: Policy) => Promise<boolean>
  /** Opens a task; the same id again changes nothing. */
  readonly openTask: (clinic: string, by: Actor, via: Via, at: Instant, task: TaskToOpen) => Promise<void>
  readonly closeTask: (clinic: string, by: Actor, via: Via, at: Instant, task: string, outcome: string) => Promise<void>
  readonly now: () => Instant
}

export type Situation = {
  readonly decision: Decision
  readonly factsSeq: number
  /** Of what the patient is asked for, at this moment. */
  readonly verdict: Verdict | null
  readonly policy: Policy | null
  readonly policies: readonly Policy[]
}
export type DecisionDesk = ReturnType<typeof decisionDesk>

const WAYMARK: Actor = { kind: 'system', id: 'waymark', name: 'Waymark', roles: [] }
/** What was asked for is due a day later: a habit of the office, nothing clinical. */
const ASK_DUE_MINUTES = 24 * 60
const LIST_MINUTES = 60
const MOST_KEPT = 20_000

/** Where statements, rules and decisions meet: asks the rules anew, keeps what came out otherwise, takes orders. */
export function decisionDesk({ journal, catalogue, policiesOf, evaluate, facts, isActive, openTask, closeTask, now }: DeskParts) {
  async function situation(clinic: string, patient: string): Promise<Situation & { readonly looked: Looked }> {
    // The statements first: a decision read before them could be older than what it is held against.
    const known = await facts(clinic, patient)
    const decision = fold((await journal.read(clinic, decisionStream(patient))) as DecisionRecorded[])
    const at = now()
    const policies = await policiesOf(clinic)
    const policyOf = (id: string | undefined) => policies.find((one) => one.id === id) ?? null
    const policy = policyOf(decision.asked?.policy)
    const judged = async (one: Policy | null) => one && (await evaluate(clinic, one, known.statements, at))
    const verdict = await judged(policy)
    const signedUnder = decision.signed?.policy.id
    const standing = signedUnder === policy?.id ? verdict : await judged(policyOf(signedUnder))
    const task = (key: string) => idOf('look', patient, decision.signed?.id ?? '', key)
    return { decision, factsSeq: known.seq, verdict, policy, policies, looked: { now: at, factsSeq: known.seq, verdict, standing, task } }
  }

  /** Asks the rules again, and keeps what that changes. Asked twice with the same facts the second changes nothing. */
  async function look(clinic: string, patient: string): Promise<Situation> {
    const found = await situation(clinic, patient)
    const { decision, looked } = found
    const news = review(decision, looked)
    if (news.kind !== 'accepted' || news.facts.length === 0) {
      await openLooks(clinic, patient, decision.looks)
      return found
    }
    const at = looked.now
    const order = { review: looked.factsSeq }
    const command: Command = { clinic, stream: decisionStream(patient), id: uuid7(), digest: order, by: WAYMARK, via: {}, at }
    const outcome = await journal.execute(command, decisionModel, (state) => review(state, looked))
    if (outcome.kind !== 'done') return found
    const after = await situation(clinic, patient)
    await openLooks(clinic, patient, after.decision.looks)
    for (const fact of outcome.events as readonly DecisionRecorded[])
      if (fact.type === 'fact-arrived') await closeTask(clinic, WAYMARK, {}, at, fact.data.task, 'It is known now.')
    return after
  }

  /** Opened again each time: a program that ended between the fact and its task makes it good at the next look. */
  async function openLooks(clinic: string, patient: string, looks: readonly Look[]): Promise<void> {
    for (const { task: id, changes, at } of looks)
      await openTask(clinic, WAYMARK, {}, at, {
        id,
        patient,
        kind: 'review',
        title: 'Look again at an acceptance',
        why: changes.map(changeSentence).join('. '),
        dueAt: at,
        from: { kind: 'decision', id: patient },
      })
  }

  type Head = Pick<Command, 'clinic' | 'id' | 'by' | 'via' | 'at'>
  async function order({ clinic, id, by, via, at }: Head, patient: string, { confirmed, ...ordered }: Ordered) {
    const { decision, factsSeq, verdict, policy, policies } = await look(clinic, patient)
    const around: Around = {
      now: now(),
      by,
      policies,
      verdict,
      factsSeq,
      active: policy !== null && (await isActive(clinic, policy)),
      task: (fact) => idOf('ask', id, fact),
    }
    const asked = { ...ordered, ...(confirmed ? { confirmed } : {}) } as Ordered
    const command: Command = { clinic, stream: decisionStream(patient), id, digest: { patient, ...ordered }, by, via, at }
    const outcome = await journal.execute<Decision, DecisionFact>(command, decisionModel, (state) => decide(state, asked, around))
    if (outcome.kind !== 'done') return outcome
    for (const fact of outcome.events as readonly DecisionRecorded[]) {
      if (fact.type === 'fact-asked') await openAsk(clinic, by, via, fact.at, patient, fact.data, verdict)
      if (fact.type === 'decision-signed' || fact.type === 'decision-withdrawn')
        for (const { task } of decision.looks) await closeTask(clinic, by, via, fact.at, task, 'A physician has looked and signed.')
    }
    // A statement that came while this was written is held against it at once.
    await look(clinic, patient)
    return outcome
  }

  async function openAsk(
    clinic: string,
    by: Actor,
    via: Via,
    at: Instant,
    patient: string,
    { task: id, name, get, rules, fact }: Asking,
    verdict: Verdict | null,
  ) {
    const definition = catalogue.facts.find((one) => one.id === fact)
    const question = get === 'ask' ? (definition?.ask.patient ?? definition?.ask.clinician) : definition?.ask.clinician
    const waits = rules.map((rule) => verdict?.findings.find((one) => one.rule === rule)?.says ?? rule)
    await openTask(clinic, by, via, at, {
      id,
      patient,
      kind: get,
      title: `${VERB[get]}: ${name}`,
      why: `${question ? `${question} ` : ''}Waits for it: ${waits.join('; ')}.`,
      dueAt: addMinutes(at, ASK_DUE_MINUTES),
      from: { kind: 'decision', id: patient },
    })
  }

  const looked = new Map<string, { readonly factsSeq: number; readonly at: Instant }>()
  /** For lists: asks anew about those who have new statements, and about everybody once an hour, since facts grow old too. Answers whether anybody was. */
  async function freshen(clinic: string, seqs: ReadonlyMap<string, number>): Promise<boolean> {
    const at = now()
    const behind = [...seqs].filter(([patient, factsSeq]) => {
      const last = looked.get(`${clinic}/${patient}`)
      return !last || last.factsSeq < factsSeq || minutesBetween(last.at, at) >= LIST_MINUTES
    })
    for (const [patient, factsSeq] of behind) {
      await look(clinic, patient)
      if (looked.size > MOST_KEPT) looked.clear()
      looked.set(`${clinic}/${patient}`, { factsSeq, at })
    }
    return behind.length > 0
  }

  return { look, freshen, order, catalogue, isActive }
}

const VERB = { ask: 'Ask', measure: 'Measure', order: 'Order' } as const

/** The same parts give the same id, on every node and at every try. */
const idOf = (kind: string, ...parts: readonly string[]): string => `${kind}-${createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 40)}`
