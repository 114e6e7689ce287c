import type { Instant } from '../../medicine/time.ts'
import { Mark } from '../../ui/Mark.tsx'
import { ago, many } from '../../ui/words.ts'
import type { ListedIntake } from './answers.ts'

export const says = ({ answered, lastAt, openedAt, openedBy }: ListedIntake, now: Instant): string =>
  lastAt ? `${many(answered, 'answer')}, last ${ago(lastAt, now)}` : `sent ${ago(openedAt, now)} by ${openedBy}; not opened yet`

/** Whether it is finished, under way, or cannot go on. */
export function Standing({ of: { status, linkEnded, linkUntil }, now }: { readonly of: ListedIntake; readonly now: Instant }) {
  if (status === 'finished') return <Mark kind="ready">Finished</Mark>
  if (linkEnded) return <Mark kind="due">Link ended</Mark>
  if (linkUntil <= now) return <Mark kind="due">Link too old</Mark>
  return <Mark kind="patient">Under way</Mark>
}
