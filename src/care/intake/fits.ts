import type { Reason } from '../../medicine/record.ts'
import { fitsItem } from '../../medicine/scales/questionnaire.ts'
import type { Given } from './intake.types.ts'
import type { Step } from './steps.ts'

/** Why this cannot be an answer to this question; null when it can. Values of facts are looked at again where they are kept. */
export function misfit(step: Step, given: Given): Reason | null {
  if (given.kind === 'unknown') return null
  if (step.kind === 'item') return given.kind === 'option' && fitsItem(step.item, given.code) ? null : noAnswer
  return given.kind === 'value' ? null : noAnswer
}

const noAnswer: Reason = { code: 'bad-answer', message: 'This is no answer to this question.' }
