import type { FactDefinition } from '../../../medicine/rules/types.ts'
import type { Questionnaire } from '../../../medicine/scales/questionnaire.ts'
import type { Ingredient } from '../ingredients.ts'
import type { Answer } from '../intake.types.ts'

/** What the patient's doors answer, as the phone reads it. */
export type Clinic = {
  readonly name: string
  readonly lines: readonly { readonly name: string; readonly call?: string; readonly text?: string; readonly says?: string }[]
}
export type Opened = { readonly intake: string; readonly clinic: Clinic; readonly known: boolean }
export type Mine = {
  readonly clinic: Clinic
  readonly name: string
  readonly status: 'open' | 'finished'
  readonly facts: readonly FactDefinition[]
  readonly instruments: readonly Questionnaire[]
  readonly ingredients: readonly Ingredient[]
  readonly weeksNeeded: number | null
  readonly answers: readonly Answer[]
}
