import { minutesBetween } from '../../medicine/time.ts'
import type { Protocol } from '../protocol/protocol.ts'
import { actOf } from './acts.ts'
import { fits, isCorrectable } from './correctable.ts'
import type { Entry } from './session.state.ts'
import type { SessionRecorded } from './session.types.ts'

export type Correction = Entry['corrections'][number] & { readonly entry: string; readonly strikes: boolean }

export const entryOf = (fact: SessionRecorded, protocol: Protocol): Entry => ({
  fact,
  stands: 'as-written',
  corrections: [],
  late: minutesBetween(fact.at, fact.recordedAt) > protocol.lateAfter.value,
})

/** What a fact corrects, and how; null for a fact that stands for itself. */
export function correctionIn(fact: SessionRecorded): Correction | null {
  if (fact.type === 'entry-struck') return { ...actOf(fact), ...fact.data, strikes: true }
  if (fact.type !== 'entry-replaced') return null
  const { entry, data, at, reason } = fact.data
  return { ...actOf(fact), entry, reason, data, newAt: at, strikes: false }
}

/** The history with one entry corrected. What is not correctable, or already struck, keeps standing as it was. */
export const corrected = (entries: readonly Entry[], correction: Correction): readonly Entry[] =>
  entries.map((entry) => (entry.fact.id === correction.entry && takes(entry, correction) ? withCorrection(entry, correction) : entry))

const takes = (entry: Entry, { strikes, data }: Correction): boolean =>
  entry.stands !== 'struck' && isCorrectable(entry.fact.type) && (strikes || fits(entry.fact.type, data))

function withCorrection(entry: Entry, { entry: _, strikes, ...correction }: Correction): Entry {
  return { ...entry, stands: strikes ? 'struck' : 'replaced', corrections: [...entry.corrections, correction] }
}

/** The fact as it stands now; null when it was struck. */
export function standing(entry: Entry): SessionRecorded | null {
  if (entry.stands === 'struck') return null
  const last = entry.corrections.at(-1)
  if (!last) return entry.fact
  return { ...entry.fact, data: last.data, at: last.newAt ?? entry.fact.at } as SessionRecorded
}
