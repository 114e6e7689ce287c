import type { Actor } from '../../medicine/record.ts'
import type { Instant } from '../../medicine/time.ts'
import type { Protocol } from '../protocol/protocol.ts'
import { concernsOpen } from './concerns.ts'
import { badMoment } from './moments.ts'
import { missing } from './opens.ts'
import { notTheirs } from './roles.ts'
import type { Live, Option } from './session.state.ts'
import type { OpenConcern, SessionCommandType } from './session.types.ts'
import { outOfPlace, WHERE } from './states.ts'

export const COMMANDS = Object.keys(WHERE) as readonly SessionCommandType[]

/**
 * Every command, whether this person can give it now, and if not why: the list behind every button. The same
 * questions that `decide` asks first, so a button never promises what the decision refuses for them. Late entries (a
 * rate change after the stop, for before it) go through `decide` although "now" says no.
 */
export const options = (
  s: Live,
  p: Protocol,
  { by, now, concerns }: { readonly by: Actor; readonly now: Instant; readonly concerns?: readonly OpenConcern[] | undefined },
): readonly (Option & { readonly type: SessionCommandType })[] =>
  COMMANDS.map((type) => {
    const why = [
      () => notTheirs(type, by),
      () => outOfPlace(type, s.status),
      () => badMoment(s, type, now, now),
      () => [...concernsOpen(type, s.status, concerns), ...missing(s, p, type, now, by)],
    ]
      .map((look) => look())
      .find((found) => found.length > 0)
    return why ? { type, can: false, why: why.map(({ reason }) => reason.message).join(' ') } : { type, can: true }
  })
