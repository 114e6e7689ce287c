import { type Model, type Parameter, typicalPerson } from '../../medicine/pk/pk.ts'
import { personFor, type Who } from './teaching.ts'

/** One published number as the page tells it: in full words, with what it becomes for this person. */
export type Row = {
  readonly name: string
  readonly what: string
  readonly published: string
  readonly forThisPerson: string
  readonly unit: string
  readonly covariates: string
  readonly between: string
  readonly source: string
  readonly verified: boolean
  readonly note: string | null
}

const UNITS: Readonly<Record<Parameter['unit'], string>> = {
  ...{ L: 'litres', 'L/kg': 'litres per kilogram', 'L/h': 'litres per hour', 'L/min': 'litres per minute' },
  ...{ '1/h': 'per hour', '1/min': 'per minute', h: 'hours', fraction: 'part of one' },
}
/** The engine's own minutes back into what was published. */
const BACK: Readonly<Partial<Record<Parameter['unit'], number>>> = { 'L/h': 60, '1/h': 60, h: 1 / 60 }

export function parameterRows(model: Model, who: Who): readonly Row[] {
  const { base, after } = typicalPerson(model, personFor(model, who))
  return model.parameters.map((one, i) => {
    const here = (base[i] as number) * (after[i] as number) * (BACK[one.unit] ?? 1)
    const unit = one.unit === 'L/kg' ? `${round(here)} litres` : round(one.random === 'logit' ? Math.min(1, here) : here)
    return {
      ...{ name: one.name, what: one.what, published: round(one.value), forThisPerson: unit, unit: UNITS[one.unit] },
      ...{ covariates: covariateWords(one), between: betweenWords(model, one.name) },
      ...{ source: one.source, verified: one.verified, note: one.note ?? null },
    }
  })
}

function covariateWords({ weightPower = 0, covariates = [], unit }: Parameter): string {
  const weight =
    unit === 'L/kg'
      ? 'times the weight'
      : weightPower === 1
        ? 'times weight / 70 kg'
        : weightPower > 0
          ? `times (weight / 70 kg) to the power ${weightPower}`
          : ''
  const others = covariates.map((one) =>
    one.kind === 'factor'
      ? `times ${one.factor} if ${one.when === 'asian' ? 'Asian' : 'Japanese'}`
      : `${one.perUnit < 0 ? 'less' : 'plus'} ${Math.abs(one.perUnit)} for each year above ${one.above}`,
  )
  return [weight, ...others].filter(Boolean).join('; ') || 'none'
}

/** The spread of one parameter between people; what it moves together with is said too. */
function betweenWords({ variability }: Model, name: string): string {
  if (variability.kind === 'none') return 'not published'
  for (const { names, covariance } of variability.blocks) {
    const at = names.indexOf(name)
    if (at < 0) continue
    const variance = covariance[(at * (at + 3)) / 2] as number
    const logit = name === 'FRn'
    const spread = logit
      ? `standard deviation ${round(Math.sqrt(variance))} on the logit`
      : `${Math.round(100 * Math.sqrt(Math.expm1(variance)))} % (coefficient of variation)`
    const others = names.filter((one) => one !== name)
    return others.length > 0 ? `${spread}, together with ${others.join(', ')}` : spread
  }
  return 'none'
}

const round = (value: number): string => String(Number(value.toPrecision(4)))
