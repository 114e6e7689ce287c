import type { Instant } from '../../medicine/time.ts'
import type { Act, Facts } from './session.state.ts'
import type { SessionFact, SessionRecorded } from './session.types.ts'

/** Who and when of a fact, as every part of the state carries it. */
export const actOf = (fact: SessionRecorded): Act => ({ event: fact.id, at: fact.at, recordedAt: fact.recordedAt, by: fact.by })

type Timed = { readonly at: Instant }

/** The list with one more, in the order in which things were true; of the same moment, the one written later stands later. */
export function inTime<T extends Timed>(list: readonly T[], item: T): readonly T[] {
  const after = list.findLastIndex((one) => one.at <= item.at) + 1
  return [...list.slice(0, after), item, ...list.slice(after)]
}

/** For sorting; of the same moment the order stays. */
export const earlierFirst = (a: Timed, b: Timed): number => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)

/** The one that was true later; a late entry never hides a newer one. */
export const latest = <T extends Timed>(old: T | undefined, item: T): T => (old && old.at > item.at ? old : item)

export const later = (a: Instant, b: Instant): Instant => (a > b ? a : b)

/** How each type of fact becomes state; a table that forgets one does not compile. */
export type Applied<T extends SessionFact['type']> = { readonly [K in T]: (s: Facts, fact: Extract<SessionRecorded, { type: K }>) => Facts }
