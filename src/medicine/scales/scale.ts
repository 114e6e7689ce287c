/** A scale of items scored 0, 1 or 2. The sum exists only when every item was answered. */
export type Points = 0 | 1 | 2
type ScaleItem<Id extends string> = { readonly id: Id; readonly name: string; readonly answers: Readonly<Record<Points, string>> }
export type Scale<Id extends string = string> = { readonly name: string; readonly source: string; readonly items: readonly ScaleItem<Id>[] }
export type Answers<Id extends string> = Readonly<Partial<Record<Id, Points>>>

export type ScaleTotal =
  | { readonly kind: 'total'; readonly total: number; readonly outOf: number }
  /** `missing` names the items nobody has answered; a missing item is never 0 and never 2. */
  | { readonly kind: 'unknown'; readonly missing: readonly string[]; readonly outOf: number }

/**
 * Units:  points.
 * Errors: none; an unanswered item makes the total unknown and is named.
 * Source: the scale's own (`scale.source`); both scales here are plain sums.
 */
export function scaleTotal<Id extends string>(scale: Scale<Id>, answers: Answers<Id>): ScaleTotal {
  const outOf = scale.items.length * 2
  const missing = scale.items.filter(({ id }) => answers[id] === undefined).map(({ name }) => name)
  if (missing.length > 0) return { kind: 'unknown', missing, outOf }
  return { kind: 'total', total: scale.items.reduce((sum, { id }) => sum + (answers[id] ?? 0), 0), outOf }
}
