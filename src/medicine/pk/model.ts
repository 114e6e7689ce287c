import type { Piece } from './engine/regimen.ts'
import type { Numbers, Shape } from './engine/shape.ts'
import type { Parameter } from './parameter.ts'

/** What was given, as a pump or a nurse would say it. Milligrams are of free base. */
export type Dose =
  | { readonly type: 'infusion'; readonly start_min: number; readonly end_min: number; readonly mg_per_h: number }
  | { readonly type: 'bolus'; readonly t_min: number; readonly mg: number }
  | { readonly type: 'nasal'; readonly t_min: number; readonly mg: number; readonly device_in_session: number }

/** A published rate at which an effect follows the plasma. It belongs to the model it was estimated with. */
export type EffectSite = { readonly what: string; readonly ke0_per_min: number; readonly source: string; readonly verified: boolean }

/** How people differ: covariance blocks of the random effects, or the words why none is shown. */
export type Variability =
  | { readonly kind: 'none'; readonly why: string }
  | {
      readonly kind: 'published' | 'borrowed'
      readonly note: string
      readonly source: string
      readonly verified: boolean
      readonly blocks: readonly CovarianceBlock[]
    }
export type CovarianceBlock = { readonly names: readonly string[] /** Lower triangle, row after row. */; readonly covariance: readonly number[] }

export type Range = readonly [from: number, to: number]

/** A published model: its numbers with their sources, how it is built, and what is not known of it. */
export type Model = {
  readonly id: string
  readonly title: string
  readonly paper: string
  readonly drug: 'racemic ketamine' | 'esketamine'
  readonly parent: 'ketamine' | 'esketamine'
  readonly metabolite: 'noresketamine' | null
  readonly doses: readonly Dose['type'][]
  readonly site: { readonly kind: 'arterial' | 'venous'; readonly verified: boolean }
  /** Whom the numbers come from; outside, a caution. */
  readonly studied: { readonly weight_kg: Range; readonly age_y?: Range }
  readonly needs: readonly ('weight_kg' | 'age_y')[]
  readonly parameters: readonly Parameter[]
  readonly effectSites: readonly EffectSite[]
  readonly variability: Variability
  /** What the reader of a curve must know, in sentences. */
  readonly limits: readonly string[]
  readonly structure: Structure
}

export type Structure = {
  readonly shape: Shape
  /** The compartment into which each channel of the regimen leads. */
  readonly channels: readonly number[]
  readonly metabolite: number | null
  /** The numbers and each channel's share from the parameters, in their order. Allocates nothing. */
  fill(parameters: Float64Array, numbers: Numbers, share: Float64Array): void
  /** What a dose is to the engine. */
  pieces(dose: Dose, parameters: Float64Array): readonly Piece[]
}

/** A dose into a vein is one piece, whatever the model. */
export function intravenous(dose: Dose, channel = 0): readonly Piece[] {
  if (dose.type === 'bolus') return [{ kind: 'amount', channel, at: dose.t_min, mg: dose.mg }]
  if (dose.type === 'infusion') return [{ kind: 'rate', channel, at: dose.start_min, until: dose.end_min, mgPerMin: dose.mg_per_h / 60 }]
  return []
}
