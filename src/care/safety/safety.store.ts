import type { StreamRef } from '../../medicine/record.ts'
import type { Instant } from '../../medicine/time.ts'
import type { Tx } from '../../platform/db/database.ts'
import type { Model } from '../../platform/journal/journal.ts'
import type { Change, Projection } from '../../platform/journal/projection.ts'
import type { FactsRecorded } from '../facts/facts.ts'
import type { SessionRecorded } from '../session/session.ts'
import {
  type Answer,
  type Concern,
  type CrisisLine,
  EMPTY,
  evolve,
  fold,
  type OnCall,
  readingOf,
  type Safety,
  type SafetyDocument,
  type Where,
} from './safety.ts'

/** A positive statement among the facts of a person that the safety record has not seen yet. */
export type Stated = {
  readonly statement: string
  readonly item: string
  readonly answer: Answer
  readonly said: string
  readonly where: Where
  readonly at: Instant
}

declare module '../../platform/db/tables.ts' {
  interface Tables {
    safety_concern: {
      readonly clinic: string
      readonly patient: string
      readonly id: string
      readonly status: Concern['status']
      readonly raised_at: Instant
      readonly escalate_at: Instant | null
      readonly concern: Concern
    }
    safety_setting: { readonly clinic: string; readonly on_call: OnCall | null; readonly lines: string }
    safety_statement: { readonly clinic: string; readonly patient: string; readonly statement: string; readonly stated: Stated | null; readonly seen: boolean }
  }
}

export const SETTINGS = 'settings'
/** One stream a patient; the clinic's own settings are `safety/settings`. */
export const safetyStream = (id: string): StreamRef => ({ kind: 'safety', id })
export const safetyModel: Model<Safety> = { empty: EMPTY, fold, evolve }

/** What the document's items make of the facts of a person; a changed document reads them anew at the next rebuild. */
export const safetyProjection = (document: Pick<SafetyDocument, 'items'>): Projection => ({
  name: 'safety',
  streams: ['safety', 'facts', 'session'],
  tables: ['safety_concern', 'safety_setting', 'safety_statement'],
  async apply(tx, clinic, { kind, id }, facts, state) {
    if (kind === 'facts') return putStatements(tx, clinic, id, statedIn(document, facts as unknown as readonly FactsRecorded[]))
    if (kind === 'session')
      return putStatements(tx, clinic, (state as { readonly patient: string }).patient, saidAtLeaving(id, facts as unknown as readonly SessionRecorded[]))
    const safety = state as Safety
    if (id === SETTINGS) return putSettings(tx, clinic, safety)
    const touched = new Set(facts.flatMap(({ data }) => (data as { concern?: string }).concern ?? []))
    for (const concern of safety.concerns) if (touched.has(concern.id)) await putConcern(tx, clinic, id, concern)
    await putSeen(
      tx,
      clinic,
      id,
      facts.flatMap(({ data }) => seenIn(data)),
    )
  },
})

const SOURCE: Readonly<Record<string, Where['kind']>> = { patient: 'intake', import: 'import' }

const statedIn = (document: Pick<SafetyDocument, 'items'>, facts: readonly FactsRecorded[]): Stated[] =>
  facts.flatMap((fact) => {
    if (fact.type !== 'facts-stated') return []
    return fact.data.statements.flatMap(({ id: statement, fact: item, value: answer, at: said, source }): Stated[] => {
      if (typeof answer === 'object' || ['negative', 'unlisted'].includes(readingOf(document, item, answer))) return []
      return [{ statement, item, answer, said, where: { kind: SOURCE[source.kind] ?? 'clinic' }, at: fact.at }]
    })
  })

/** Before going home everybody is asked; a "yes" there is an answer like any other. */
const saidAtLeaving = (session: string, facts: readonly SessionRecorded[]): Stated[] =>
  facts.flatMap(({ id, type, data, at }) =>
    type === 'assessed' && data.newSuicidalIntent === true
      ? [{ statement: id, item: 'new-suicidal-intent', answer: true, said: at, where: { kind: 'session', id: session }, at }]
      : [],
  )

/** The patient of whom a change may say something about safety: what the journal has just taken in. */
export function saysOfSafety({ stream, facts, state }: Change): string[] {
  if (stream.kind === 'facts') return [stream.id]
  if (stream.kind !== 'session' || saidAtLeaving(stream.id, facts as unknown as readonly SessionRecorded[]).length === 0) return []
  return [(state as { readonly patient: string }).patient]
}

const seenIn = (data: unknown): string[] => {
  const { statement, raising } = data as { statement?: string; raising?: { statement?: string } | string }
  return [statement, typeof raising === 'object' ? raising.statement : undefined].filter((one) => one !== undefined)
}

async function putStatements(tx: Tx, clinic: string, patient: string, all: readonly Stated[]): Promise<void> {
  for (const stated of all)
    await tx.sql`insert into safety_statement (clinic, patient, statement, stated) values (${clinic}, ${patient}, ${stated.statement}, ${JSON.stringify(stated)}::jsonb)
      on conflict (clinic, patient, statement) do update set stated = excluded.stated`
}

async function putSeen(tx: Tx, clinic: string, patient: string, statements: readonly string[]): Promise<void> {
  for (const statement of statements)
    await tx.sql`insert into safety_statement (clinic, patient, statement, seen) values (${clinic}, ${patient}, ${statement}, true)
      on conflict (clinic, patient, statement) do update set seen = true`
}

async function putConcern(tx: Tx, clinic: string, patient: string, concern: Concern): Promise<void> {
  const { id, status, raisedAt, acknowledged, escalatedAt, escalateAt } = concern
  const row = { clinic, patient, id, status, raised_at: raisedAt, escalate_at: status === 'open' && !acknowledged && !escalatedAt ? escalateAt : null, concern }
  await tx
    .insertInto('safety_concern')
    .values(row)
    .onConflict((of) => of.columns(['clinic', 'patient', 'id']).doUpdateSet(row))
    .execute()
}

async function putSettings(tx: Tx, clinic: string, { onCall, lines }: Safety): Promise<void> {
  const row = { clinic, on_call: onCall, lines: JSON.stringify(lines) }
  await tx
    .insertInto('safety_setting')
    .values(row)
    .onConflict((of) => of.column('clinic').doUpdateSet(row))
    .execute()
}

export type Listed = { readonly patient: string; readonly concern: Concern }
const MOST = 500

export const openConcerns = (tx: Tx): Promise<Listed[]> =>
  tx.selectFrom('safety_concern').select(['patient', 'concern']).where('status', '=', 'open').orderBy('raised_at').limit(MOST).execute()

export const answeredConcerns = (tx: Tx, most: number): Promise<Listed[]> =>
  tx.selectFrom('safety_concern').select(['patient', 'concern']).where('status', '=', 'answered').orderBy('raised_at', 'desc').limit(most).execute()

/** Those nobody acknowledged in time and whose escalation is not yet in the record. */
export const toEscalate = (tx: Tx, now: Instant): Promise<{ patient: string; id: string }[]> =>
  tx.selectFrom('safety_concern').select(['patient', 'id']).where('escalate_at', '<=', now).orderBy('escalate_at').limit(MOST).execute()

/** Positive statements that the safety record has not seen; of one patient or of all. */
export async function waiting(tx: Tx, patient?: string): Promise<{ readonly patient: string; readonly stated: Stated }[]> {
  const all = tx.selectFrom('safety_statement').select(['patient', 'stated']).where('seen', '=', false).where('stated', 'is not', null)
  const rows = await (patient === undefined ? all : all.where('patient', '=', patient)).orderBy('statement').limit(MOST).execute()
  return rows.flatMap(({ patient: whose, stated }) => (stated ? [{ patient: whose, stated }] : []))
}

export async function settingsOf(tx: Tx): Promise<{ readonly onCall: OnCall | null; readonly lines: readonly CrisisLine[] }> {
  const row = await tx.selectFrom('safety_setting').select(['on_call', 'lines']).executeTakeFirst()
  return { onCall: row?.on_call ?? null, lines: (row?.lines as unknown as readonly CrisisLine[] | undefined) ?? [] }
}
