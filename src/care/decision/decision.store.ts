import type { StreamRef } from '../../medicine/record.ts'
import type { Verdict } from '../../medicine/rules/types.ts'
import type { Instant } from '../../medicine/time.ts'
import type { Tx } from '../../platform/db/database.ts'
import type { Model } from '../../platform/journal/journal.ts'
import type { Projection } from '../../platform/journal/projection.ts'
import { openAsking } from './decision.decide.ts'
import { evolve, fold } from './decision.evolve.ts'
import { type Decision, NOTHING_DECIDED, type Outcome } from './decision.types.ts'
import { missingFacts } from './gaps.ts'
import { type Standing, standing } from './standing.ts'

type Row = {
  readonly clinic: string
  readonly patient: string
  readonly policy: string
  readonly title: string
  readonly indication: string
  readonly asked_at: Instant
  readonly verdict: Verdict['verdict'] | null
  readonly missing: number
  readonly asked: number
  readonly facts_seq: number
  readonly outcome: Outcome | null
  readonly withdrawn: boolean
  readonly look: boolean
  readonly until: Instant | null
}
declare module '../../platform/db/tables.ts' {
  interface Tables {
    decision_list: Row
  }
}

export const decisionStream = (patient: string): StreamRef => ({ kind: 'decision', id: patient })
export const decisionModel: Model<Decision> = { empty: NOTHING_DECIDED, fold, evolve }

export const decisionProjection: Projection = {
  name: 'decision list',
  streams: ['decision'],
  tables: ['decision_list'],
  async apply(tx, clinic, { id }, _facts, state) {
    const row = rowOf(clinic, id, state as Decision)
    if (!row) return
    await tx
      .insertInto('decision_list')
      .values(row)
      .onConflict((of) => of.columns(['clinic', 'patient']).doUpdateSet(row))
      .execute()
  },
}

function rowOf(clinic: string, patient: string, state: Decision): Row | null {
  const { asked, signed, history } = state
  if (!asked) return null
  const last = history.findLast(({ policy }) => policy.id === asked.policy)
  const missing = last ? missingFacts(last) : []
  return {
    clinic,
    patient,
    policy: asked.policy,
    title: asked.title,
    indication: asked.indication,
    asked_at: asked.at,
    verdict: last?.verdict ?? null,
    missing: missing.length,
    asked: missing.filter((fact) => openAsking(state, fact)).length,
    facts_seq: last?.factsSeq ?? 0,
    outcome: signed?.outcome ?? null,
    withdrawn: state.withdrawn !== null,
    look: state.looks.length > 0,
    until: signed?.until ?? null,
  }
}

export type Listed = {
  readonly patient: string
  readonly policy: string
  readonly title: string
  readonly indication: string
  readonly verdict: Verdict['verdict'] | null
  readonly missing: number
  readonly asked: number
  readonly factsSeq: number
  readonly standing: Standing
  readonly askedAt: Instant
  readonly until?: Instant
}

/** Everybody about whom something is to be decided or was decided, at this moment; those who were declined are left out. */
export async function decisionsOf(tx: Tx, now: Instant, most: number): Promise<Listed[]> {
  const rows = await tx
    .selectFrom('decision_list')
    .selectAll()
    .where((where) => where.or([where('outcome', 'is', null), where('outcome', '<>', 'decline'), where('withdrawn', '=', true)]))
    .orderBy('look', 'desc')
    .orderBy('until')
    .orderBy('asked_at')
    .orderBy('patient')
    .limit(most)
    .execute()
  return rows.map((row) => listed(row, now))
}

function listed(row: Row, now: Instant): Listed {
  const signed = row.outcome && ({ outcome: row.outcome, ...(row.until ? { until: row.until } : {}) } as Decision['signed'])
  const state = { signed, withdrawn: row.withdrawn ? ({} as Decision['withdrawn']) : null, looks: row.look ? [{} as Decision['looks'][number]] : [] }
  return {
    patient: row.patient,
    policy: row.policy,
    title: row.title,
    indication: row.indication,
    verdict: row.verdict,
    missing: row.missing,
    asked: row.asked,
    factsSeq: row.facts_seq,
    standing: standing(state, now),
    askedAt: row.asked_at,
    ...(row.until ? { until: row.until } : {}),
  }
}
