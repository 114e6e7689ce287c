import type { Statement, Value } from '../../medicine/rules/types.ts'
import { factOf, optionOf, ordinalOf } from '../../medicine/scales/questionnaire.ts'
import type { Scored } from '../../medicine/scales/score.ts'
import type { Given } from './intake.types.ts'
import type { Step } from './steps.ts'

type Said = { readonly command: string; readonly intake: string; readonly at: string; readonly by: string }
/** What an answer changes in what is known: what it says, and which of this intake's earlier statements no longer stand. */
export type Telling = { readonly state: readonly Statement[]; readonly withdraw: readonly string[] }
type Standing = readonly Statement[]

/** The facts an answer is about, and what it says of each; undefined: nothing, it is unknown. */
function said(step: Step, given: Given, totals: readonly Scored[]): readonly (readonly [string, Value | undefined])[] {
  if (step.kind === 'fact') return [[step.fact.id, given.kind === 'value' ? given.value : undefined]]
  const own = factOf(step.item)
  const points = given.kind === 'option' && step.item.type !== 'boolean' ? ordinalOf(optionOf(step.item, given.code)) : undefined
  return [
    ...(own ? [[own, points] as const] : []),
    ...totals.flatMap((total) => (total.fact ? [[total.fact, total.kind === 'known' ? total.value : undefined] as const] : [])),
  ]
}

/**
 * An answer as statements. The same answer again says the same under the same ids, so that what is sent twice has one
 * effect. What became unknown by it is withdrawn, as far as this intake had said it.
 */
export function telling(step: Step, given: Given, totals: readonly Scored[], standing: Standing, { command, intake, at, by }: Said): Telling {
  const ref = `intake/${intake}`
  const mine = (fact: string) => standing.filter((one) => one.fact === fact && one.source.ref === ref)
  const told = said(step, given, totals)
  return {
    state: told.flatMap(([fact, value]) =>
      value === undefined || mine(fact).at(-1)?.value === value
        ? []
        : [{ id: `${command}.${fact}`, fact, value, at, source: { kind: 'patient' as const, by, ref } }],
    ),
    withdraw: told.flatMap(([fact, value]) => (value === undefined ? mine(fact).map(({ id }) => id) : [])),
  }
}

export const WITHDRAWN_BECAUSE = 'The patient changed this answer to one that leaves it open.'
