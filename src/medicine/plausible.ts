import type { Reason } from './record.ts'
import type { Values } from './vitals.ts'

type Range = { readonly min: number; readonly max: number }
/** Outside `possible` is a slip of the finger; outside `usual` is asked about. `possible` contains `usual`. */
export type PlausibleRange = { readonly possible: Range; readonly usual: Range }
export type Plausibility = 'usual' | 'unusual' | 'impossible'

const within = (value: number, { min, max }: Range): boolean => value >= min && value <= max

/**
 * Units:  the value and both ranges in the quantity's own unit.
 * Errors: none; what is not a finite number is impossible.
 * Source: none; the ranges arrive from the protocol with their own sources.
 */
export function plausibility(value: number, range: PlausibleRange): Plausibility {
  if (!Number.isFinite(value) || !within(value, range.possible)) return 'impossible'
  return within(value, range.usual) ? 'usual' : 'unusual'
}

/** Whether the value has no more digits after the point than the quantity makes sense with. */
export const fitsDigits = (value: number, digits: number): boolean => Number(value.toFixed(digits)) === value

/**
 * What cannot be about the three pressures of one reading: the systolic must be the highest, the mean between the two.
 *
 * Units:  mmHg.
 * Errors: none; an empty list is "nothing wrong", pairs that were not measured are not judged.
 * Source: what the words mean: the pressure at its highest, at its lowest, and its mean.
 */
export function pressureProblems({ systolic, diastolic, 'mean-pressure': mean }: Values): readonly Reason[] {
  const problems: Reason[] = []
  if (systolic !== undefined && diastolic !== undefined && systolic <= diastolic)
    problems.push({
      code: 'pressure-order',
      field: 'diastolic',
      message: `The systolic pressure (${systolic}) must be higher than the diastolic (${diastolic}). Were they entered the wrong way round?`,
    })
  if (mean !== undefined && systolic !== undefined && mean > systolic)
    problems.push({ code: 'mean-above-systolic', field: 'mean-pressure', message: `The mean pressure (${mean}) cannot be above the systolic (${systolic}).` })
  if (mean !== undefined && diastolic !== undefined && mean < diastolic)
    problems.push({
      code: 'mean-below-diastolic',
      field: 'mean-pressure',
      message: `The mean pressure (${mean}) cannot be below the diastolic (${diastolic}).`,
    })
  return problems
}
