import { positive } from '../../medicine/scales/questionnaire.ts'
import type { Given } from './intake.types.ts'
import type { Step } from './steps.ts'

/** Facts of the catalogue where "yes" means that somebody may be in danger. */
const FACTS: ReadonlySet<string> = new Set(['suicidal-thoughts', 'suicidal-plan-or-intent', 'suicide-attempt-recent'])

/** Whether this answer calls for help at once, before anything else is asked. */
export function inDanger(step: Step, given: Given): boolean {
  if (step.kind === 'item') return given.kind === 'option' && positive(step.instrument, step.item.linkId, given.code)
  return FACTS.has(step.fact.id) && given.kind === 'value' && given.value === true
}
