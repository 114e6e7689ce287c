import type { Condition, Policy, Quantified, Row, RowCondition } from '../../medicine/rules/types.ts'

const TRIALS = 'treatment-trials'
const WEEKS = 'weeks'

/** How long a medicine must have been taken to count, as the rules in force say; null where no rule says it. */
export function weeksNeeded(policies: readonly Policy[]): Quantified | null {
  const found = policies.flatMap(({ rules }) => rules.flatMap(({ when, require }) => [when, require].flatMap((one) => (one ? inCondition(one) : []))))
  // Several rules may ask for several lengths; only the longest is long enough for all.
  return found.reduce<Quantified | null>((most, one) => (most && most.value >= one.value ? most : one), null)
}

function inCondition(condition: Condition): readonly Quantified[] {
  if ('all' in condition) return condition.all.flatMap(inCondition)
  if ('any' in condition) return condition.any.flatMap(inCondition)
  if ('not' in condition) return inCondition(condition.not)
  return 'count' in condition && condition.count === TRIALS && condition.where ? inRow(condition.where) : []
}

function inRow(condition: RowCondition): readonly Quantified[] {
  if ('all' in condition) return condition.all.flatMap(inRow)
  if ('any' in condition) return condition.any.flatMap(inRow)
  if ('not' in condition) return inRow(condition.not)
  return condition.field === WEEKS && 'atLeast' in condition && 'value' in condition.atLeast && condition.atLeast.unit === 'wk' ? [condition.atLeast] : []
}

/**
 * What is said back of one medicine, in plain words. How long is counted; whether the dose was enough is for the doctor,
 * and neither says anything about a treatment.
 */
export function saidBack(row: Row, needed: Pick<Quantified, 'value'> | null): readonly string[] {
  const weeks = row[WEEKS]
  const long = !needed || typeof weeks !== 'number' ? 'your doctor will look' : weeks >= needed.value ? 'yes' : 'maybe not'
  return [`Long enough: ${long}`, 'Dose: your doctor will look']
}
