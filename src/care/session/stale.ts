import { type Instant, minutesBetween } from '../../medicine/time.ts'
import type { Protocol } from '../protocol/protocol.ts'
import type { Live } from './session.state.ts'
import { stoppedAt } from './status.ts'
import { amount, span } from './words.ts'

/** Null when it may count; otherwise the sentence why it is unknown. */
export function stale(what: string, at: Instant, s: Live, p: Protocol, now: Instant): string | null {
  const [stopped, ago, { fresh }] = [stoppedAt(s), minutesBetween(at, now), p.discharge]
  if (!stopped || at < stopped) return `${what} was looked at last before the infusion stopped.`
  return ago > fresh.value ? `${what} was looked at ${span(ago)} ago; within the last ${amount(fresh)} is asked for.` : null
}
