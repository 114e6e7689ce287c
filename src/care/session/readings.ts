import type { Instant } from '../../medicine/time.ts'
import type { Quantity } from '../../medicine/vitals.ts'
import type { Facts, Reading } from './session.state.ts'

export type Known = { readonly value: number; readonly at: Instant; readonly set: Reading }

/** The newest standing value by `at`; undefined when nobody measured it. */
export function newestOf(s: Pick<Facts, 'readings'>, quantity: Quantity, at?: Instant): Known | undefined {
  const set = s.readings.findLast((one) => one.values[quantity] !== undefined && (!at || one.at <= at))
  const value = set?.values[quantity]
  return set && value !== undefined ? { value, at: set.at, set } : undefined
}

export type Pressure = { readonly systolic: number; readonly diastolic: number; readonly set: Reading }

/** Sets that hold a whole pressure, in time. */
export const pressures = (s: Pick<Facts, 'readings'>, at?: Instant): readonly Pressure[] =>
  s.readings.flatMap((set) => {
    const { systolic, diastolic } = set.values
    return systolic !== undefined && diastolic !== undefined && (!at || set.at <= at) ? [{ systolic, diastolic, set }] : []
  })
