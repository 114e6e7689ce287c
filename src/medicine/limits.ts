/**
 * A limit with hysteresis: a value at or beyond `at` is out; it is back only at `clearBy` or better. Between the two the
 * state stays what it was, so one borderline value does not flap. The numbers come from the protocol or a clinician.
 */
export type LimitRule = { readonly side: 'above' | 'below'; readonly at: number; readonly clearBy: number }
export type LimitState = 'inside' | 'beyond'

/** Whether the value issues an alert. At the limit counts as beyond. */
export const isBeyond = (value: number, rule: LimitRule): boolean => (rule.side === 'above' ? value >= rule.at : value <= rule.at)

/** Whether the value is back far enough to resolve an alert. */
export const isCleared = (value: number, rule: LimitRule): boolean => (rule.side === 'above' ? value <= rule.clearBy : value >= rule.clearBy)

/** A rule that can work: it clears strictly on the good side of where it alerts. */
export const isSound = ({ side, at, clearBy }: LimitRule): boolean => (side === 'above' ? clearBy < at : clearBy > at)

/**
 * The state after one more value.
 *
 * Units:  value, `at` and `clearBy` in the quantity's own unit.
 * Errors: none; an unsound rule is refused when the protocol loads or the limit is set.
 * Source: none; every number arrives in `rule`.
 */
export function afterValue(state: LimitState, value: number, rule: LimitRule): LimitState {
  if (isBeyond(value, rule)) return 'beyond'
  return isCleared(value, rule) ? 'inside' : state
}
