import { useEffect, useRef } from 'react'
import type { Instant } from '../../../../medicine/time.ts'
import type { Quantity } from '../../../../medicine/vitals.ts'
import { now, useNow } from '../../../../ui/clock.ts'
import { due, type SessionOrder } from '../../session.ts'
import { useDraft, useRoom } from '../context.tsx'
import { useGive } from '../form/useGive.tsx'
import { cleaned, enteredSet, fieldsShown, finished, nextField, type Typed } from './entry.view.ts'
import { useOffers } from './useOffers.tsx'

export type Draft = {
  readonly typed: Typed
  readonly notMeasured: Readonly<Partial<Record<Quantity, string>>>
  /** Monitor values a person did not believe. */
  readonly leftOut: readonly Quantity[]
  readonly at: Instant | null
  readonly lateReason: string
  readonly more: boolean
}
const EMPTY: Draft = { typed: {}, notMeasured: {}, leftOut: [], at: null, lateReason: '', more: false }

/** The set being entered: what is typed, what the monitor offers beside it, where the cursor is. */
export function useEntry() {
  const { session, protocol } = useRoom()
  const current = useNow()
  const [draft, setDraft, clear] = useDraft<Draft>('readings', EMPTY)
  const [active, setActive] = useDraft<Quantity | null>('readings.active', null)
  const give = useGive()
  const form = useRef<HTMLFormElement>(null)
  const latest = useRef(draft)
  latest.current = draft

  const wanted = due(session, protocol, current)
    .filter((row) => row.state !== 'later')
    .flatMap((row) => row.quantities)
  const fields = fieldsShown(wanted, draft.typed, draft.more)
  const offers = useOffers(draft, fields)
  const set = enteredSet(draft.typed, offers.offer)
  const filled = (q: Quantity) => set.values[q] !== undefined || draft.notMeasured[q] !== undefined

  /** What was refused or asked was about other values than these; neither may stay, and no "yes" may be given to it. */
  const put = (change: Partial<Draft>) => {
    if (!('more' in change)) give.back()
    setDraft({ ...latest.current, ...change })
  }
  const go = (q: Quantity | null) => {
    setActive(q)
    form.current?.querySelector<HTMLElement>(q ? `input[data-q="${q}"]` : '[data-save]')?.focus()
  }
  const next = (from: Quantity) => go(nextField(from, fields))

  function type(q: Quantity, text: string) {
    const clean = cleaned(q, text)
    const { [q]: _, ...notMeasured } = draft.notMeasured
    put({ typed: { ...draft.typed, [q]: clean }, notMeasured })
    if (clean !== draft.typed[q] && finished(q, clean, protocol)) next(q)
  }
  const leaveOut = (q: Quantity, out: boolean) => put({ leftOut: out ? [...draft.leftOut, q] : draft.leftOut.filter((one) => one !== q) })
  const skip = (q: Quantity, reason: string) => {
    put({ typed: { ...draft.typed, [q]: '' }, notMeasured: { ...draft.notMeasured, [q]: reason } })
    next(q)
  }

  const order = (): SessionOrder => ({
    type: 'record-readings',
    data: {
      ...set,
      ...(Object.keys(draft.notMeasured).length > 0 ? { notMeasured: draft.notMeasured } : {}),
      ...(draft.lateReason ? { lateReason: draft.lateReason } : {}),
    },
  })
  const save = () =>
    give.give(order(), {
      at: draft.at ?? now(),
      saved: () => {
        clear()
        setActive(null)
      },
    })
  // A refused value takes the cursor back to its field.
  const wrong = fields.find((q) => give.why(q) !== undefined)
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each refusal
  useEffect(() => {
    if (wrong) go(wrong)
  }, [wrong, give.because])

  const empty = Object.keys(set.values).length === 0 && Object.keys(draft.notMeasured).length === 0

  return { draft, put, active, setActive, go, next, type, skip, leaveOut, save, give, form, ...offers, set, fields, filled, wanted, empty }
}
export type Entry = ReturnType<typeof useEntry>
