import { ALDRETE } from '../../medicine/scales/aldrete.ts'
import { PADSS } from '../../medicine/scales/padss.ts'
import { type Scale, scaleTotal } from '../../medicine/scales/scale.ts'
import { type Instant, minutesBetween } from '../../medicine/time.ts'
import type { CriterionId, Protocol } from '../protocol/protocol.ts'
import { pressureCriterion } from './readiness.pressure.ts'
import { newestOf } from './readings.ts'
import type { Act, CriterionState, Live } from './session.state.ts'
import type { Assessment } from './session.types.ts'
import { stale } from './stale.ts'
import { stoppedAt } from './status.ts'
import { type Found, met, notMet, overridden, unknown } from './verdicts.ts'
import { amount, listed, nameOf, span, withUnit } from './words.ts'

type Look = (s: Live, p: Protocol, now: Instant) => Found

/**
 * Whether this person may go home, criterion by criterion of the protocol.
 *
 * Units:  minutes, points, mmHg and percent of the protocol.
 * Errors: none; what was not looked at after the infusion, or too long ago, is unknown, never met.
 * Source: protocol.discharge; the scales are medicine/scales.
 */
export const readiness = (s: Live, p: Protocol, now: Instant): readonly CriterionState[] =>
  p.discharge.criteria.map(({ id, says, overridableBy, source }) => ({
    ...{ id, says, overridableBy, source },
    ...overridden(LOOK[id](s, p, now), s.criterionOverrides[id]),
  }))

const LOOK: Readonly<Record<CriterionId, Look>> = {
  'minimum-time': (s, { discharge }, now) => {
    const stopped = stoppedAt(s)
    if (!stopped) return unknown('The infusion has not stopped.')
    const [since, asked] = [minutesBetween(stopped, now), discharge.minimumAfterStop]
    if (since >= asked.value) return met(`${span(since)} since the infusion stopped.`)
    return notMet(`${span(since)} since the infusion stopped, ${amount(asked)} asked for: met in ${span(Math.ceil(asked.value - since))}.`)
  },
  score,
  sedation: reading(
    'moaas',
    (value, { sedation }) => value >= sedation.value,
    ({ sedation }) => `at least ${sedation.value}`,
  ),
  dissociation: reading(
    'dissociation',
    (value, { dissociation }) => value <= dissociation.value,
    ({ dissociation }) => `at most ${dissociation.value}`,
  ),
  'blood-pressure': pressureCriterion,
  orientation: assessed('oriented', 'Orientation', (value) => {
    const missing = Object.entries(value).flatMap(([to, yes]) => (yes ? [] : [to]))
    return missing.length === 0 ? null : `Not oriented to ${listed(missing)}.`
  }),
  gait: assessed('gait', 'The gait', (value) => (value === 'steady' ? null : 'The gait is unsteady.')),
  'no-new-suicidal-intent': assessed('newSuicidalIntent', 'Suicidal intent', (value) =>
    value ? 'New suicidal intent: this person needs a clinician before leaving.' : null,
  ),
  'escort-present': (s, p, now) => {
    if (!s.escort) return unknown('No escort is named.')
    const { name } = s.escort
    return assessed('escortPresent', 'Whether the escort is here', (value) => (value ? null : `${name} is not here.`))(s, p, now)
  },
  'advice-given': ({ assessment: { adviceGiven } }) => {
    if (!adviceGiven) return unknown('Nobody has said that the written advice was given.')
    return adviceGiven.value ? met(`Given by ${adviceGiven.by.name}.`) : notMet('The written advice was not given.', adviceGiven.at)
  },
  'iv-removed': ({ iv }) => {
    if (!iv) return unknown('No IV is on record.')
    return iv.removed ? met(`Removed${iv.removed.intact ? ', intact' : ', not intact'}.`) : notMet(`The IV is still in (${iv.site}).`, iv.at)
  },
}

function reading(
  quantity: 'moaas' | 'dissociation',
  good: (value: number, d: Protocol['discharge']) => boolean,
  asked: (d: Protocol['discharge']) => string,
): Look {
  return (s, p, now) => {
    const last = newestOf(s, quantity, now)
    if (!last) return unknown(`${nameOf(quantity)} was not recorded.`)
    const old = stale(nameOf(quantity), last.at, s, p, now)
    if (old) return unknown(old)
    const said = `${nameOf(quantity)} ${withUnit(quantity, last.value)}, ${span(minutesBetween(last.at, now))} ago`
    return good(last.value, p.discharge) ? met(`${said}.`) : notMet(`${said}; ${asked(p.discharge)} is asked for.`, last.at)
  }
}

/** `wrong`: the sentence when the answer is not good enough. */
function assessed<K extends keyof Assessment>(part: K, what: string, wrong: (value: NonNullable<Assessment[K]>) => string | null): Look {
  return (s, p, now) => {
    const answer = s.assessment[part] as (Act & { readonly value: NonNullable<Assessment[K]> }) | undefined
    if (!answer) return unknown(`${what} was not assessed.`)
    const old = stale(what, answer.at, s, p, now)
    if (old) return unknown(old)
    const problem = wrong(answer.value)
    return problem ? notMet(problem, answer.at) : met(`Assessed by ${answer.by.name}, ${span(minutesBetween(answer.at, now))} ago.`)
  }
}

/** Either scale is enough; a scale with a missing item has no total. */
function score(s: Live, p: Protocol, now: Instant): Found {
  const scales = [scored(ALDRETE, s.assessment.aldrete, s, p, now), scored(PADSS, s.assessment.padss, s, p, now)].filter((one) => one !== null)
  return (
    scales.find(({ state }) => state === 'met') ??
    scales.find(({ state }) => state === 'not-met') ??
    scales[0] ??
    unknown('Neither modified Aldrete nor PADSS was scored.')
  )
}

type Answered = Act & { readonly value: Readonly<Partial<Record<string, 0 | 1 | 2>>> }
function scored(scale: Scale, answer: Answered | undefined, s: Live, p: Protocol, now: Instant): Found | null {
  if (!answer) return null
  const old = stale(scale.name, answer.at, s, p, now)
  if (old) return unknown(old)
  const sum = scaleTotal(scale, answer.value)
  if (sum.kind === 'unknown') return unknown(`${scale.name} is not complete: ${listed(sum.missing)} missing.`)
  const said = `${scale.name} ${sum.total} of ${sum.outOf}, ${span(minutesBetween(answer.at, now))} ago`
  const asked = p.discharge.score.value
  return sum.total >= asked ? met(`${said}.`) : notMet(`${said}; at least ${asked} is asked for.`, answer.at)
}
