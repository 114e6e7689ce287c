import { ageAt } from '../../medicine/local.ts'
import type { Model } from '../../medicine/pk/pk.ts'
import type { Instant } from '../../medicine/time.ts'
import type { Facts } from './session.state.ts'
import type { DecimalText } from './session.types.ts'

/** What is known of the person as far as a model asks; what is not known is absent, never a typical value in its place. */
export type LevelPerson = {
  readonly weight: { readonly kg: DecimalText; readonly by: 'scale' | 'stated' | 'order'; readonly at: Instant } | null
  readonly ageYears: number | null
}

/** Today's weight before the one the order was written for: the body counts, not the paper. */
export function personOf(s: Pick<Facts, 'weight' | 'order'>, birthDate: string, now: Instant, zone: string): LevelPerson {
  const measured = s.weight && { kg: s.weight.kg, by: s.weight.method, at: s.weight.at }
  const ordered = s.order && { kg: s.order.weightKg, by: 'order' as const, at: s.order.at }
  return { weight: measured ?? ordered ?? null, ageYears: ageAt(birthDate, now, zone) }
}

export const covariatesOf = ({ weight, ageYears }: LevelPerson) => ({
  ...(weight && { weight_kg: Number(weight.kg) }),
  ...(ageYears !== null && { age_y: ageYears }),
})

const BY = { scale: 'on the scale today', stated: 'as stated today, not measured', order: 'of the order; today’s was not measured' } as const

/** Which facts of the person the curve was drawn with, and which of theirs the model has no place for. */
export function personWords(person: LevelPerson, model: Model): readonly string[] {
  const { weight, ageYears } = person
  const uses = usedBy(model)
  return [
    weight ? `Weight ${weight.kg} kg, ${BY[weight.by]}${uses.weight ? '' : ' (not used by this model)'}.` : 'No weight is known.',
    ageYears === null ? 'The age is not known.' : `Age ${ageYears} years${uses.age ? '' : ' (not used by this model)'}.`,
    ...(uses.ancestry ? ['Ancestry, which this model has a place for, is not stated.'] : []),
    'Sex, other drugs, liver, pregnancy and blood pressure are in no model here.',
  ]
}

function usedBy({ parameters }: Model): { weight: boolean; age: boolean; ancestry: boolean } {
  const covariates = parameters.flatMap((parameter) => parameter.covariates ?? [])
  return {
    weight: parameters.some(({ weightPower = 0, unit }) => weightPower !== 0 || unit === 'L/kg'),
    age: covariates.some((one) => one.kind === 'slope'),
    ancestry: covariates.some((one) => one.kind === 'factor'),
  }
}
