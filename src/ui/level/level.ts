import type { Dose, Model } from '../../medicine/pk/pk.ts'

/** Where the blood was taken that a model was made from. Two sites are two quantities while drug goes in. */
export type Site = Model['site']['kind']

/** What a line means; it sets colour, dash and weight, so that lines are told apart without colour too. */
export type LineKind = 'given' | 'planned' | 'if-paused' | 'if-stopped' | 'first' | 'compared'
export type Analyte = 'parent' | 'metabolite' | 'effect-site'

/** One expected course. Minutes ascend; both columns have the same length; ng/mL, NaN where there is nothing to say. */
export type LevelLine<S extends Site = Site> = {
  readonly label: string
  readonly kind: LineKind
  /** Left out: the parent drug. */
  readonly analyte?: Analyte
  readonly site: S
  readonly minutes: ArrayLike<number>
  readonly ngPerMl: ArrayLike<number>
}

/** The spread between people: between which values most of them lie, and the middle of them. ng/mL. */
export type LevelBand<S extends Site = Site> = {
  readonly label: string
  readonly kind: LineKind
  readonly site: S
  readonly minutes: ArrayLike<number>
  readonly lower: ArrayLike<number>
  readonly upper: ArrayLike<number>
  readonly middle: ArrayLike<number>
}

/** What went in, drawn as an area under the axis, in the colour of the line it belongs to. */
export type LevelDose = { readonly label: string; readonly events: readonly Dose[]; readonly kind?: LineKind }

export type Picture<S extends Site = Site> = {
  readonly site: S
  readonly lines: readonly LevelLine<NoInfer<S>>[]
  readonly bands?: readonly LevelBand<NoInfer<S>>[] | undefined
  readonly doses?: readonly LevelDose[] | undefined
  /** The moment that is now, in minutes of the axis. */
  readonly now?: number | undefined
  /** The axis reaches at least so high, ng/mL: so that two pictures side by side have one scale. */
  readonly upTo?: number | undefined
  /** The first and last minute of the axis; left out, all that the lines tell. */
  readonly span?: readonly [from: number, to: number] | undefined
}

/**
 * Why a picture may not be drawn; null when it may. The types refuse a mixed picture already; this is for what arrives
 * from elsewhere.
 *
 * Errors: never throws. Source: medicine/pk/README.md: arterial and venous are never one line nor one axis.
 */
export function mixedSites({ site, lines, bands = [] }: Picture): string | null {
  const others = [...lines, ...bands].filter((one) => one.site !== site)
  if (others.length === 0) return null
  const named = others.map(({ label, site: other }) => `“${label}” is ${other}`).join(', ')
  return `This axis is ${site} and ${named}. While drug goes in, arterial and venous levels are different things, so they are not drawn on one axis.`
}
