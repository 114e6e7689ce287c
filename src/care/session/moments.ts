import { type Instant, minutesBetween } from '../../medicine/time.ts'
import type { Protocol } from '../protocol/protocol.ts'
import { blank, type Finding, no, when } from './findings.ts'
import type { Live } from './session.state.ts'
import type { SessionCommand, SessionCommandType } from './session.types.ts'
import { WHERE } from './states.ts'
import { span } from './words.ts'

/** Two clocks of one clinic may differ by this much before a time counts as in the future, or before the arrival. */
const CLOCKS_DIFFER_MIN = 1
/** Things that can be learnt or done after the patient has left. */
const AFTER_LEAVING: ReadonlySet<SessionCommandType> = new Set([
  'acknowledge-alert',
  'record-adverse-event',
  'follow-adverse-event',
  'log-emergency',
  'close-emergency',
  'write-note',
  'sign',
  'amend',
  'replace-entry',
  'strike-entry',
  'settle-look',
])

export const inTheFuture = (at: Instant, now: Instant): readonly Finding[] =>
  when(minutesBetween(now, at) > CLOCKS_DIFFER_MIN, () => no('in-the-future', 'The time lies in the future; an entry says what has happened.', 'at'))

export function badMoment(s: Live, type: SessionCommandType, at: Instant, now: Instant): readonly Finding[] {
  const observed = type !== 'arrive' && !WHERE[type].in.includes('scheduled')
  return [
    ...inTheFuture(at, now),
    ...when(observed && s.arrived !== undefined && minutesBetween(at, s.arrived.at) > CLOCKS_DIFFER_MIN, () =>
      no('before-arrival', 'The time lies before the patient arrived.', 'at'),
    ),
    ...when(s.discharged !== undefined && at > s.discharged.at && !AFTER_LEAVING.has(type), () =>
      no('after-leaving', 'That is after the patient left; only what was before can still be entered.', 'at'),
    ),
  ]
}

/** Whether an entry comes late, counted up to when it was typed: the network being gone makes nobody late. */
export function isLate(command: Pick<SessionCommand, 'at' | 'typedAt'>, now: Instant, p: Protocol): boolean {
  const typed = command.typedAt && command.typedAt < now ? command.typedAt : now
  return minutesBetween(command.at, typed) > p.lateAfter.value
}

export const unexplained = (late: boolean, lateReason: string | undefined, at: Instant, now: Instant, p: Protocol): readonly Finding[] =>
  when(late && blank(lateReason), () =>
    no(
      'late-reason',
      `This was ${span(minutesBetween(at, now))} ago; an entry later than ${p.lateAfter.value} min needs the reason it comes late.`,
      'lateReason',
    ),
  )
