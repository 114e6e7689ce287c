import { factType } from '../order.facts.ts'
import type { Live, Look, SessionRecorded } from '../session.ts'

const PUMP: ReadonlySet<string> = new Set([
  'infusion-started',
  'rate-changed',
  'infusion-paused',
  'infusion-resumed',
  'bolus-given',
  'bag-changed',
  'infusion-stopped',
])

/**
 * The entry of the record that stands where a refused one would: the same step made by somebody else, or, for the pump,
 * its last change. For a questioned entry, that entry. Null where the record has nothing of the kind.
 */
export function recordSays(s: Pick<Live, 'entries'>, { refused, entry }: Look): SessionRecorded | null {
  const standing = s.entries.filter(({ stands }) => stands !== 'struck').map(({ fact }) => fact)
  if (!refused) return standing.find(({ id }) => id === entry) ?? null
  const type = factType(refused.type)
  const same = standing.findLast((fact) => fact.type === type)
  if (!type || !PUMP.has(type)) return same ?? null
  const stop = standing.findLast((fact) => fact.type === 'infusion-stopped')
  return stop ?? standing.findLast((fact) => PUMP.has(fact.type)) ?? null
}
