import type { Actor, Via } from '../../medicine/record.ts'
import { type Instant, instant } from '../../medicine/time.ts'
import type { Database, Tx } from '../../platform/db/database.ts'
import type { Journal, Outcome } from '../../platform/journal/journal.ts'
import { uuid7 } from '../../platform/journal/uuid7.ts'
import { answeredConcerns, openConcerns, SETTINGS, safetyModel, safetyStream, settingsOf, toEscalate, waiting } from './safety.store.ts'
import {
  type Answer,
  type Concern,
  type CrisisLine,
  decide,
  isOpen,
  onCallAt,
  openConcern,
  type SafetyDocument,
  type SafetyFact,
  type SafetyOrder,
  type Where,
} from './safety.ts'
import { concernWords, stepWords } from './safety.words.ts'

type Theirs = { readonly source: true; readonly theirs: { readonly id: string; readonly name: string } }
/** What the safety record needs of the tasks; the task room gives it. */
export type Tasks = {
  standing(clinic: string, id: string): Promise<{ readonly status: 'none' | 'open' | 'done' | 'cancelled'; readonly acknowledged: boolean }>
  open(
    clinic: string,
    by: Actor,
    via: Via,
    at: Instant,
    task: {
      readonly id: string
      readonly patient: string
      readonly kind: string
      readonly title: string
      readonly why: string
      readonly dueAt: Instant
      readonly escalateAt: Instant
      readonly for?: { readonly kind: 'person'; readonly staff: string; readonly name: string }
      readonly from: { readonly kind: 'safety'; readonly id: string }
      readonly withSource: true
    },
  ): Promise<void>
  follow(
    clinic: string,
    at: Instant,
    id: string,
    order:
      | { readonly type: 'acknowledge'; readonly data: Theirs }
      | { readonly type: 'raise-again'; readonly data: { readonly source: true; readonly escalateAt: Instant } }
      | { readonly type: 'do'; readonly data: Theirs & { readonly outcome: string } },
  ): Promise<void>
}

export type SafetyParts = {
  readonly database: Pick<Database, 'as'>
  readonly journal: Pick<Journal, 'execute' | 'states'>
  readonly document: SafetyDocument
  readonly tasks: Tasks
  /** The clinic's wall clock. */
  readonly zone: (tx: Tx) => Promise<string>
  readonly now?: () => Instant
}

type Sender = { readonly clinic: string; readonly patient: string; readonly by: Actor; readonly via: Via }
type Sent = { readonly id: string; readonly at: Instant; readonly order: SafetyOrder }
export type Raised = { readonly raised: boolean; readonly crisis: readonly CrisisLine[] }
export type RaiseConcern = (
  clinic: string,
  by: Actor,
  via: Via,
  at: Instant,
  concern: { readonly patient: string; readonly item: string; readonly answer: Answer; readonly where: Where; readonly words?: string; readonly id?: string },
) => Promise<Raised>

export type SafetyDesk = ReturnType<typeof safetyDesk>

/** Carries out what is ordered about a patient's safety, and keeps the tasks in step. */
export function safetyDesk({ database, journal, document, tasks, zone, now = () => instant(Date.now()) }: SafetyParts) {
  const setting = (clinic: string) => database.as(clinic, async (tx) => ({ zone: await zone(tx), ...(await settingsOf(tx)) }))

  async function execute({ clinic, patient, by, via }: Sender, { id, at, order }: Sent): Promise<Outcome<SafetyFact>> {
    const { zone: wall, onCall } = await setting(clinic)
    const outcome = await journal.execute({ clinic, stream: safetyStream(patient), id, digest: order, by, via, at }, safetyModel, (state, moment) =>
      decide(state, order, { at, now: moment, by, document, zone: wall, onCall: onCallAt({ onCall }, at) }),
    )
    if (outcome.kind === 'done' && patient !== SETTINGS) await keepTask(clinic, patient)
    return outcome
  }

  const stateOf = async (clinic: string, patient: string) => (await journal.states(clinic, 'safety', [patient], safetyModel)).get(patient) ?? safetyModel.empty

  /** The task of the last concern brought into step with it; where it is in step nothing is written. */
  async function keepTask(clinic: string, patient: string): Promise<void> {
    const concern = (await stateOf(clinic, patient)).concerns.at(-1)
    if (!concern) return
    const { acknowledged, escalateAt } = concern
    const [id, answer] = [taskOf(concern), concern.answers.at(-1)]
    let task = await tasks.standing(clinic, id)
    if (task.status === 'none') {
      await tasks.open(clinic, WAYMARK, {}, concern.raisedAt, taskFor(document, patient, concern))
      task = { status: 'open', acknowledged: false }
    }
    if (task.status !== 'open') return
    if (!acknowledged && task.acknowledged) await tasks.follow(clinic, now(), id, { type: 'raise-again', data: { source: true, escalateAt } })
    if (acknowledged && !task.acknowledged)
      await tasks.follow(clinic, acknowledged.at, id, { type: 'acknowledge', data: { source: true, theirs: whom(acknowledged) } })
    if (answer && !isOpen(concern)) {
      const outcome = `${stepWords(document, answer.step)}. ${answer.finding}`
      await tasks.follow(clinic, answer.by.at, id, { type: 'do', data: { source: true, theirs: whom(answer.by), outcome } })
    }
  }

  const crisisLines = async (tx: Tx): Promise<readonly CrisisLine[]> => [...document.crisis, ...(await settingsOf(tx)).lines]

  /** What the facts of a person say and nobody has raised yet: each statement once. */
  async function react(clinic: string, patient?: string): Promise<void> {
    for (const { patient: whose, stated } of await database.as(clinic, (tx) => waiting(tx, patient))) {
      const { statement, item, answer, said, where, at } = stated
      const id = uuid7()
      const outcome = await execute(
        { clinic, patient: whose, by: WAYMARK, via: {} },
        { id, at, order: { type: 'raise', data: { id, item, answer, where, statement, said } } },
      )
      if (outcome.kind !== 'done') throw new Error(`A positive statement was not raised: ${JSON.stringify(outcome)}`)
    }
  }

  const raiseConcern: RaiseConcern = async (clinic, by, via, at, { patient, id = uuid7(), ...told }) => {
    const outcome = await execute({ clinic, patient, by, via }, { id: uuid7(), at, order: { type: 'raise', data: { id, ...told } } })
    if (outcome.kind !== 'done') throw new Error(`A concern was not raised: ${JSON.stringify(outcome)}`)
    return { raised: outcome.events.length > 0, crisis: await database.as(clinic, crisisLines) }
  }

  return {
    document,
    execute,
    stateOf,
    react,
    raiseConcern,
    crisisLines,
    /** Whatever of this patient waits for an answer, also what has been stated only just now. */
    async unanswered(clinic: string, patient: string): Promise<readonly { readonly raisedAt: Instant }[]> {
      await react(clinic, patient)
      const open = openConcern(await stateOf(clinic, patient))
      return open ? [{ raisedAt: open.raisedAt }] : []
    },
    /** For the work of the house: writes down what has escalated, and mends what a fall of the program left half done. */
    async lookAfter(clinic: string): Promise<void> {
      await react(clinic)
      const at = now()
      for (const { patient, id: concern } of await database.as(clinic, (tx) => toEscalate(tx, at)))
        await execute({ clinic, patient, by: WAYMARK, via: {} }, { id: uuid7(), at, order: { type: 'escalate', data: { concern } } })
      const newest = await database.as(clinic, async (tx) => [...(await openConcerns(tx)), ...(await answeredConcerns(tx, LOOKED_AT))])
      for (const patient of new Set(newest.map((one) => one.patient))) await keepTask(clinic, patient)
    },
  }
}

/** How many answered ones are held against their tasks each time; older ones were, many times. */
const LOOKED_AT = 50

const taskFor = (document: SafetyDocument, patient: string, concern: Concern): Parameters<Tasks['open']>[4] => ({
  id: taskOf(concern),
  patient,
  kind: 'safety',
  title: 'A safety answer needs a clinician today',
  why: concernWords(document, concern),
  dueAt: concern.dueAt,
  escalateAt: concern.escalateAt,
  ...(concern.onCall ? { for: { kind: 'person', staff: concern.onCall.staff, name: concern.onCall.name } } : {}),
  from: { kind: 'safety', id: patient },
  withSource: true,
})

const WAYMARK: Actor = { kind: 'system', id: 'waymark', name: 'Waymark', roles: [] }
const taskOf = ({ id }: Pick<Concern, 'id'>): string => `safety-${id}`
const whom = ({ id, name }: { readonly id: string; readonly name: string }) => ({ id, name })
