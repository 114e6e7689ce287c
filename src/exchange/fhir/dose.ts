import { Decimal } from 'decimal.js'
import { concept, hasCode } from './codes.ts'
import type { Look } from './look.ts'
import { inUnit } from './units.ts'

const HOURS: Readonly<Record<string, number>> = { h: 1, d: 24 }
/** Times a day by name. Source: HL7 v3 GTSAbbreviation. */
const NAMED: Readonly<Record<string, number>> = { QD: 1, AM: 1, PM: 1, BED: 1, BID: 2, TID: 3, QID: 4, Q8H: 3, Q6H: 4, Q4H: 6 }

/**
 * What is taken in a day, where the dosage says exactly that.
 *
 * Units:  mg in, by UCUM; mg a day out.
 * Errors: undefined for tablets without a strength, ranges, several instructions, as needed, or anything in between; a
 *         strength in the name of a product is never taken for a dose.
 */
export function mgPerDay(dosages: readonly Look[]): number | undefined {
  const [dosage, ...more] = dosages
  if (dosage === undefined || more.length > 0 || asNeeded(dosage) || dosage.has('maxDosePerPeriod')) return undefined
  const [rate, ...rates] = dosage.each('doseAndRate')
  if (rate === undefined || rates.length > 0 || rate.has('rateQuantity') || rate.has('rateRatio') || rate.has('rateRange')) return undefined
  const quantity = rate.in('doseQuantity')
  const value = quantity.number('value')
  if (value === undefined || !(value > 0) || quantity.has('comparator')) return undefined
  const each = inUnit({ value, unit: quantity.text('unit'), code: quantity.text('code'), system: quantity.text('system') }, 'mg')
  const times = timesPerDay(dosage.in('timing'))
  return each === undefined || times === undefined ? undefined : new Decimal(each).times(times).toSignificantDigits(9).toNumber()
}

export const asNeeded = (dosage: Look): boolean => dosage.yes('asNeededBoolean') === true || dosage.has('asNeededCodeableConcept')

const INEXACT = ['frequencyMax', 'periodMax', 'count', 'countMax', 'dayOfWeek', 'timeOfDay', 'when', 'offset', 'duration']

function timesPerDay(timing: Look): Decimal | undefined {
  const repeat = timing.in('repeat')
  const code = concept(timing.in('code'))
  if (!repeat.has('frequency') && !repeat.has('period')) {
    const named = Object.keys(NAMED).filter((name) => hasCode(code, name))
    return named.length === 1 && !repeat.has('when') && !repeat.has('dayOfWeek') ? new Decimal(NAMED[named[0] ?? ''] ?? 0) : undefined
  }
  if (INEXACT.some((name) => repeat.has(name))) return undefined
  const [frequency = 1, period, unit] = [repeat.number('frequency'), repeat.number('period'), repeat.text('periodUnit')]
  const hours = unit !== undefined && Object.hasOwn(HOURS, unit) ? HOURS[unit] : undefined
  if (period === undefined || hours === undefined || !(period > 0) || !(frequency > 0)) return undefined
  return new Decimal(frequency).times(24).div(new Decimal(period).times(hours))
}
