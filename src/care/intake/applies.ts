import type { Condition, Scalar, Test, Truth, Value } from '../../medicine/rules/types.ts'

type Known = (fact: string) => Value | undefined

/**
 * Whether a question is for this person, by what they answered so far. It knows less than the rules do, on purpose:
 * whatever it cannot tell is unknown, and a question that may apply is asked.
 */
export function applies(condition: Condition, known: Known): Truth {
  if ('all' in condition) return condition.all.map((one) => applies(one, known)).reduce(and, 'met')
  if ('any' in condition) return opposite(condition.any.map((one) => opposite(applies(one, known))).reduce(and, 'met'))
  if ('not' in condition) return opposite(applies(condition.not, known))
  if ('count' in condition) return 'unknown'
  const value = known(condition.fact)
  return value === undefined || typeof value === 'object' ? 'unknown' : tested(condition, value)
}

function tested(test: Test, value: Scalar): Truth {
  if ('is' in test) return value === test.is ? 'met' : 'not-met'
  if ('recorded' in test) return 'met'
  if (typeof value !== 'number') return 'unknown'
  if ('above' in test) return truth(value > test.above.value)
  if ('below' in test) return truth(value < test.below.value)
  if ('atMost' in test) return truth(value <= test.atMost.value)
  if ('atLeast' in test) return 'value' in test.atLeast ? truth(value >= test.atLeast.value) : 'unknown'
  return 'unknown'
}

const truth = (is: boolean): Truth => (is ? 'met' : 'not-met')
const opposite = (one: Truth): Truth => (one === 'unknown' ? one : one === 'met' ? 'not-met' : 'met')
const and = (a: Truth, b: Truth): Truth => (a === 'not-met' || b === 'not-met' ? 'not-met' : a === 'unknown' || b === 'unknown' ? 'unknown' : 'met')
