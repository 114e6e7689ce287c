import type { Decision as Answer } from '../../medicine/record.ts'
import type { Verdict } from '../../medicine/rules/types.ts'
import type { Instant } from '../../medicine/time.ts'
import type { Decision, DecisionFact } from './decision.types.ts'
import { keyOf, questioning, same } from './differences.ts'
import { gapsOf } from './gaps.ts'
import { standing } from './standing.ts'
import { takenOf } from './taken.ts'

export type Looked = {
  readonly now: Instant
  readonly factsSeq: number
  /** Of what the patient is asked for. */
  readonly verdict: Verdict | null
  /** Under the policy the acceptance was signed under; the same as `verdict` where they are one policy. */
  readonly standing: Verdict | null
  /** The id of the task for a change; the same change gives the same id on every node. */
  readonly task: (key: string) => string
}

/**
 * What follows when the rules are asked again: a verdict that came out otherwise is kept, what was asked for and is
 * known now is noted, and an acceptance whose findings changed needs a look, once for each change. Asked again with the
 * same facts it answers nothing.
 */
export function review(state: Decision, looked: Looked): Answer<DecisionFact> {
  return { kind: 'accepted', facts: [...verdictTaken(state, looked), ...arrived(state, looked), ...lookNeeded(state, looked)] }
}

function verdictTaken({ asked, history }: Decision, { verdict, factsSeq }: Looked): readonly DecisionFact[] {
  if (!asked || !verdict) return []
  const now = takenOf(verdict, factsSeq)
  const last = history.at(-1)
  return last && last.policy.id === now.policy.id && same(last, now) ? [] : [{ type: 'verdict-taken', data: now }]
}

function arrived({ askings }: Decision, { verdict }: Looked): readonly DecisionFact[] {
  if (!verdict) return []
  const missing = new Set(gapsOf(verdict).map(({ fact }) => fact))
  return askings.filter(({ fact, arrivedAt }) => !arrivedAt && !missing.has(fact)).map(({ fact, task }) => ({ type: 'fact-arrived', data: { fact, task } }))
}

function lookNeeded(state: Decision, { now, standing: verdict, factsSeq, task }: Looked): readonly DecisionFact[] {
  const stands = standing(state, now)
  if ((stands !== 'accepted' && stands !== 'needs-a-look') || !state.signed || !verdict) return []
  const known = new Set(state.looks.flatMap(({ changes }) => changes.map((one) => keyOf([one]))))
  const changes = questioning(state.signed.verdict, takenOf(verdict, factsSeq)).filter((one) => !known.has(keyOf([one])))
  if (changes.length === 0) return []
  const key = keyOf(changes)
  return [{ type: 'look-needed', data: { key, task: task(key), changes, factsSeq } }]
}
