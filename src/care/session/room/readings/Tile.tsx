import type { KeyboardEvent } from 'react'
import { msBetween } from '../../../../medicine/time.ts'
import { QUANTITIES, type Quantity } from '../../../../medicine/vitals.ts'
import { useNow } from '../../../../ui/clock.ts'
import { Glyph } from '../../../../ui/glyphs.tsx'
import { useRoom } from '../context.tsx'
import { age } from '../figures.view.ts'
import { beyond, type Target } from '../timeline/targets.view.ts'
import { SCALES } from './entry.view.ts'
import type { Entry } from './useEntry.tsx'

const range = ({ below, above }: Target = {}): string => {
  if (below !== undefined && above !== undefined) return `${below}–${above}`
  if (above !== undefined) return `< ${above}`
  return below !== undefined ? `> ${below}` : ''
}

/** One value of the set: what stands here is what is saved. Typed in text colour, from the monitor in blue with its age. */
export function Tile({ q, entry, target }: { readonly q: Quantity; readonly entry: Entry; readonly target: Target | undefined }) {
  const { session } = useRoom()
  const info = QUANTITIES[q]
  const typed = entry.draft.typed[q] ?? ''
  const source = entry.set.from[q]
  const value = entry.set.values[q]
  const skipped = entry.draft.notMeasured[q]
  const last = session.readings.findLast((reading) => reading.values[q] !== undefined)?.values[q]
  const outside = value !== undefined && beyond(value, target)
  const error = entry.give.why(q)

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Enter') {
      event.preventDefault()
      entry.next(q)
    }
    if (event.key === 'Backspace' && typed === '' && source) entry.leaveOut(q, true)
  }
  return (
    <label
      className="rm-tile"
      data-active={entry.active === q || undefined}
      data-source={source ? 'device' : undefined}
      data-outside={outside || undefined}
      data-error={error ? true : undefined}
      data-wanted={(entry.wanted.includes(q) && !entry.filled(q)) || undefined}
    >
      <span className="rm-tile-name">
        {info.short}
        <span className="rm-tile-unit" data-score={q in SCALES || undefined}>
          {q in SCALES && q !== 'moaas' ? '/10' : info.unit}
        </span>
      </span>
      <input
        data-q={q}
        className="rm-tile-value"
        aria-label={source ? `${info.name}, from the monitor, unconfirmed` : info.name}
        aria-invalid={error ? true : undefined}
        inputMode="none"
        autoComplete="off"
        value={typed}
        placeholder={skipped ? 'not taken' : source ? String(value) : (last?.toFixed(info.digits) ?? '–')}
        data-offered={source ? true : undefined}
        onFocus={(event) => {
          entry.setActive(q)
          event.currentTarget.select()
        }}
        onChange={(event) => entry.type(q, event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <span className="rm-tile-foot">{source ? <From at={source.observedAt} /> : <Hint q={q} entry={entry} last={last} range={range(target)} />}</span>
    </label>
  )
}

function From({ at }: { readonly at: Parameters<typeof msBetween>[0] }) {
  return (
    <span className="rm-device rm-from">
      <Glyph shape="dotted" /> {age(msBetween(at, useNow()))}
    </span>
  )
}

function Hint({ q, entry, last, range }: { readonly q: Quantity; readonly entry: Entry; readonly last: number | undefined; readonly range: string }) {
  const now = useNow()
  const offered = entry.offered[q]
  if (offered && entry.states[q] === 'old')
    return (
      <span className="rm-device">
        monitor {offered.value} is {age(msBetween(offered.source.observedAt, now))} old
      </span>
    )
  return last !== undefined && entry.draft.typed[q] ? `last ${last}` : range
}
