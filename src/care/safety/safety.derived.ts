import { endOfDay } from '../../medicine/local.ts'
import type { Role } from '../../medicine/record.ts'
import { addMinutes, type Instant } from '../../medicine/time.ts'
import type { Answer, Concern, OnCall, Raising, Safety, SafetyDocument } from './safety.types.ts'

/**
 * How an answer reads under the document. Only a plain "no" is negative: an item the document does not list, or an
 * answer it cannot read, is a concern until a clinician has looked.
 */
export function readingOf({ items }: Pick<SafetyDocument, 'items'>, item: string, answer: Answer): Raising['reading'] | 'negative' {
  const rule = items.find(({ id }) => id === item)?.positive
  if (!rule) return 'unlisted'
  if ('above' in rule) return typeof answer !== 'number' || Number.isNaN(answer) ? 'unreadable' : answer > rule.above.value ? 'positive' : 'negative'
  return typeof answer !== 'boolean' ? 'unreadable' : answer ? 'positive' : 'negative'
}

/** By when it must be answered: within the document's hours, and never after the day on the clinic's wall has ended. */
export function dueAt({ clock }: Pick<SafetyDocument, 'clock'>, raisedAt: Instant, zone: string): Instant {
  const within = addMinutes(raisedAt, clock.dueWithin.value * 60)
  const night = endOfDay(raisedAt, zone)
  return within < night ? within : night
}

export const escalateAt = ({ clock }: Pick<SafetyDocument, 'clock'>, at: Instant): Instant => addMinutes(at, clock.escalateAfter.value)

export const isOpen = ({ status }: Pick<Concern, 'status'>): boolean => status === 'open'
export const openConcern = ({ concerns }: Pick<Safety, 'concerns'>): Concern | undefined => concerns.findLast(isOpen)

/** Since when a concern nobody acknowledged is the business of more people, by the clock alone. */
export const escalation = (
  { status, acknowledged, escalateAt: since }: Pick<Concern, 'status' | 'acknowledged' | 'escalateAt'>,
  now: Instant,
): { readonly since: Instant } | null => (status === 'open' && !acknowledged && now >= since ? { since } : null)

export const overdue = ({ status, dueAt: due }: Pick<Concern, 'status' | 'dueAt'>, now: Instant): boolean => status === 'open' && now > due

/** Who is on call at this moment; a turn that ran out is nobody's. */
export const onCallAt = ({ onCall }: Pick<Safety, 'onCall'>, now: Instant): OnCall | null => (onCall && (!onCall.until || now < onCall.until) ? onCall : null)

/**
 * Whether the bar stands on this person's screen: not yet acknowledged, and theirs to act on; for those who cannot read
 * charts only once it has escalated to their role.
 */
export const standsFor = (
  concern: Pick<Concern, 'status' | 'acknowledged' | 'escalateAt'>,
  { roles, clinician }: { readonly roles: readonly Role[]; readonly clinician: boolean },
  escalateTo: readonly Role[],
  now: Instant,
): boolean => isOpen(concern) && !concern.acknowledged && (clinician || (escalation(concern, now) !== null && roles.some((role) => escalateTo.includes(role))))

/** What a raising adds to what is known: an item not heard of yet, or a higher number. The same again, or less, adds nothing. */
export const saysMore = (raisings: readonly Pick<Raising, 'item' | 'answer'>[], { item, answer }: Pick<Raising, 'item' | 'answer'>): boolean => {
  const known = raisings.filter((one) => one.item === item).map((one) => one.answer)
  if (known.includes(answer)) return false
  return typeof answer !== 'number' || !known.some((one) => typeof one === 'number' && one >= answer)
}
