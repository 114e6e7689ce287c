import type { Bands, Model } from '../../medicine/pk/pk.ts'
import { type Drawn, doseWords } from './picture.ts'

/** The first seven are the columns of the project's reference table; the rest makes a row readable alone. */
const COLUMNS = ['scenario', 'model', 'subject', 'time_min', 'parent_ng_per_mL', 'metabolite_ng_per_mL', 'effect_site_ng_per_mL'] as const
const BAND = ['parent_p05_ng_per_mL', 'parent_p50_ng_per_mL', 'parent_p95_ng_per_mL'] as const
const ABOUT = ['parent', 'metabolite', 'sampling_site', 'weight_kg', 'age_years', 'regimen', 'use'] as const
const PLACES = [0, 2, 4] as const

/**
 * The courses as comma-separated values, one row a moment.
 *
 * Units:  in the names of the columns; empty where a model has no such thing.
 * Errors: a course that was refused has no rows.
 * Source: RFC 4180; columns as in shared/pharmacokinetics/reference.csv where they fit.
 */
export function csvOf(drawn: readonly Drawn[], spread: readonly (Bands | null)[], use: string): string {
  const rows = drawn.flatMap((one, i) => rowsOf(one, spread[i] ?? null, i === 0 ? 'first' : 'second', use))
  return [[...COLUMNS, ...BAND, ...ABOUT], ...rows]
    .map((row) => row.map(cell).join(','))
    .join('\r\n')
    .concat('\r\n')
}

function rowsOf({ answer, course, model, request: { covariates } }: Drawn, bands: Bands | null, scenario: string, use: string): (string | number | null)[][] {
  if (answer.kind === 'refused') return []
  const quantiles = PLACES.map((place) => bands?.parent_ng_per_mL[place])
  return Array.from(answer.times_min, (minute, i) => [
    ...[scenario, model.id, 1, minute],
    ...[answer.parent_ng_per_mL[i] as number, answer.metabolite_ng_per_mL?.[i] ?? null, answer.effect_site_ng_per_mL?.[i] ?? null],
    ...quantiles.map((column) => column?.[i] ?? null),
    ...[model.parent, model.metabolite, siteWords(model), covariates.weight_kg ?? null, covariates.age_y ?? null, doseWords(course), use],
  ])
}

export const siteWords = ({ site }: Model): string => (site.verified ? site.kind : `${site.kind} (not verified)`)

/** Quoted where it must be; what a table program would take for a formula begins with a space. */
function cell(value: string | number | null): string {
  if (value === null) return ''
  if (typeof value === 'number') return String(value)
  const safe = /^[=+\-@\t\r]/.test(value) ? ` ${value}` : value
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
