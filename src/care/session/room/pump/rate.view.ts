import type { DecimalText, Live } from '../../session.ts'

/** The rate the pump ran at before it was paused; what "resume" goes back to. */
export function rateBeforePause(s: Live): DecimalText | null {
  const change = s.pump.findLast((one) => one.kind === 'started' || one.kind === 'rate' || one.kind === 'resumed')
  return change && 'rateMlPerHour' in change ? change.rateMlPerHour : null
}

/** What is in the line: the newest bag. */
export function concentrationNow(s: Live): DecimalText | null {
  const change = s.pump.findLast((one) => one.kind === 'started' || one.kind === 'bag')
  return change && 'concentrationMgPerMl' in change ? change.concentrationMgPerMl : null
}
