import { type Instant, minutesBetween } from '../../medicine/time.ts'
import type { Protocol } from '../protocol/protocol.ts'
import { type Pressure, pressures } from './readings.ts'
import type { Live } from './session.state.ts'
import { stale } from './stale.ts'
import { startedAt } from './status.ts'
import { type Found, met, notMet, unknown } from './verdicts.ts'
import { amount, span } from './words.ts'

/**
 * Near baseline and falling. Baseline is the last pressure before the infusion. "Falling" means under the highest
 * pressure since its start, or no higher than baseline: a value that wobbles on its way down does not hold anybody back.
 *
 * Units:  mmHg; percent of the baseline.
 * Errors: unknown without a baseline or without a fresh pressure after the infusion.
 * Source: protocol.discharge.pressureWithin; clinical.md section 4 ("BP near baseline and falling").
 */
export function pressureCriterion(s: Live, p: Protocol, now: Instant): Found {
  const started = startedAt(s)
  const all = pressures(s, now)
  const [baseline, last] = [all.findLast(({ set }) => started && set.at <= started), all.at(-1)]
  if (!started || !baseline) return unknown('There is no pressure from before the infusion to compare with.')
  if (!last || last === baseline) return unknown('No blood pressure since the infusion started.')
  const old = stale('The pressure', last.set.at, s, p, now)
  if (old) return unknown(old)
  const said = `${inWords(last)} ${span(minutesBetween(last.set.at, now))} ago, baseline ${inWords(baseline)}`
  const within = p.discharge.pressureWithin
  if (!near(last, baseline, within.value)) return notMet(`${said}: more than ${amount(within)} apart.`, last.set.at)
  const during = all.filter(({ set }) => set.at > started)
  return falling(last, baseline, during) ? met(`${said}.`) : notMet(`${said}: not falling yet.`, last.set.at)
}

const SIDES = ['systolic', 'diastolic'] as const
const inWords = ({ systolic, diastolic }: Pressure): string => `${systolic}/${diastolic} mmHg`
const near = (last: Pressure, baseline: Pressure, percent: number): boolean =>
  SIDES.every((side) => Math.abs(last[side] - baseline[side]) * 100 <= baseline[side] * percent)
const falling = (last: Pressure, baseline: Pressure, during: readonly Pressure[]): boolean =>
  SIDES.every((side) => last[side] <= baseline[side] || last[side] < Math.max(...during.map((one) => one[side])))
