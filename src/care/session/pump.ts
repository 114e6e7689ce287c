import type { Instant } from '../../medicine/time.ts'
import { inTime } from './acts.ts'
import { type Finding, no } from './findings.ts'
import type { Facts, PumpChange } from './session.state.ts'
import { pumpAfter } from './status.ts'

export type PumpAt = ReturnType<typeof pumpAfter>
type Kind = PumpChange['kind']

/** Where the pump stood at that moment, with everything of the same moment. */
export const pumpAt = (s: Pick<Facts, 'pump'>, at: Instant): PumpAt => pumpAfter(s.pump.filter((change) => change.at <= at))

/** In which standing of the pump each change can happen. */
const FROM: Readonly<Record<Kind, readonly PumpAt[]>> = {
  started: ['not-started'],
  rate: ['running'],
  paused: ['running'],
  resumed: ['paused'],
  bolus: ['running', 'paused'],
  bag: ['running', 'paused'],
  stopped: ['running', 'paused'],
}
const STANDS: Readonly<Record<PumpAt, string>> = {
  'not-started': 'the infusion has not started',
  running: 'the infusion is running',
  paused: 'the infusion is paused',
  stopped: 'the infusion has stopped',
}
const WORDS: Readonly<Record<Kind, string>> = {
  started: 'start',
  rate: 'rate change',
  paused: 'pause',
  resumed: 'resume',
  bolus: 'bolus',
  bag: 'bag change',
  stopped: 'stop',
}
const HOW: Readonly<Record<Kind, string>> = {
  started: 'An infusion starts once; after a stop there is no second one in this session.',
  rate: 'The rate changes while it runs; resuming sets the rate after a pause.',
  paused: 'Only a running infusion can be paused.',
  resumed: 'Only a paused infusion can be resumed.',
  bolus: 'A bolus is possible between start and stop.',
  bag: 'The bag changes between start and stop.',
  stopped: 'It can be stopped between start and stop of the record, once.',
}

/** Whether one more change fits at that moment: it must be possible then, and nothing entered for later may become impossible. */
export function misfits(pump: readonly PumpChange[], change: Pick<PumpChange, 'kind' | 'at' | 'event'>): readonly Finding[] {
  const now = pumpAfter(pump.filter(({ at }) => at <= change.at))
  if (!FROM[change.kind].includes(now)) return [no('pump-order', `At that time ${STANDS[now]}. ${HOW[change.kind]}`)]
  return broken(inTime<Pick<PumpChange, 'kind' | 'at'>>(pump, change))
}

/** The first change that cannot follow on what stands before it, as a refusal. */
export function broken(pump: readonly Pick<PumpChange, 'kind' | 'at'>[]): readonly Finding[] {
  const at = pump.findIndex(({ kind }, i) => !FROM[kind].includes(pumpAfter(pump.slice(0, i))))
  const change = pump[at]
  if (!change) return []
  const before = STANDS[pumpAfter(pump.slice(0, at))]
  return [no('pump-order', `A later entry, the ${WORDS[change.kind]}, would no longer fit, because ${before} by then. Correct or strike that entry first.`)]
}
