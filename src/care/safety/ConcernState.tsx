import type { Instant } from '../../medicine/time.ts'
import { Mark } from '../../ui/Mark.tsx'
import { ago, clock } from '../../ui/words.ts'

type Standing = {
  readonly status: 'open' | 'answered'
  readonly dueAt: string
  readonly escalateAt: string
  readonly acknowledged?: { readonly name: string } | undefined
}

/** How a concern stands: by shape, word and colour. */
export function ConcernState({ of, now, zone }: { readonly of: Standing; readonly now: Instant; readonly zone: string }) {
  if (of.status === 'answered') return <Mark kind="confirmed">Answered</Mark>
  return (
    <>
      {of.acknowledged ? (
        <Mark kind="acknowledged">{of.acknowledged.name} has it</Mark>
      ) : (
        <Mark kind="alert">{now >= of.escalateAt ? 'Escalated, not acknowledged' : 'Not acknowledged'}</Mark>
      )}
      {now > of.dueAt ? (
        <Mark kind="overdue">Overdue, {ago(of.dueAt as Instant, now)}</Mark>
      ) : (
        <Mark kind="due">Answer by {clock(of.dueAt as Instant, zone)}</Mark>
      )}
    </>
  )
}
