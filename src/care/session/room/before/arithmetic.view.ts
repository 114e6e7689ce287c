import { text } from '../../../../medicine/exact.ts'
import { plan } from '../../../../medicine/infusion.ts'
import { isPositive } from '../../../../medicine/units.ts'
import type { DecimalText } from '../../session.ts'
import { shortest } from '../figures.view.ts'

export type Parts = {
  readonly doseMgPerKg: DecimalText
  readonly weightKg: DecimalText
  readonly durationMin: DecimalText
  readonly concentrationMgPerMl: DecimalText
}

/**
 * The order's arithmetic as a person checks it, one step a line.
 *
 * Units:  mg/kg, kg, min, mg/mL in; mg, mL, mL/h, mg/min out, each named in the line.
 * Errors: an order that is not complete has no lines.
 * Source: medicine/infusion.ts, the same numbers as the totals.
 */
export function arithmetic(order: Parts): readonly string[] {
  const { doseMgPerKg, weightKg, durationMin, concentrationMgPerMl } = order
  if (![doseMgPerKg, weightKg, durationMin, concentrationMgPerMl].every(isPositive)) return []
  const { mg, ml, rate } = plan(order)
  const [mgText, mlText, rateText] = [shortest(text(mg), 3), shortest(text(ml), 3), shortest(text(rate), 2)]
  return [
    `${weightKg} kg × ${doseMgPerKg} mg/kg = ${mgText} mg`,
    `${mgText} mg ÷ ${concentrationMgPerMl} mg/mL = ${mlText} mL`,
    `${mlText} mL ÷ ${durationMin} min × 60 = ${rateText} mL/h`,
    `${mgText} mg ÷ ${durationMin} min = ${shortest(String(Number(text(mg)) / Number(durationMin)), 3)} mg/min`,
  ]
}
