import { useEffect, useRef } from 'react'
import { moaasWords } from '../../../../medicine/scales/moaas.ts'
import { QUANTITIES, type Quantity } from '../../../../medicine/vitals.ts'
import { NumberPad } from '../../../../ui/NumberPad.tsx'
import { useMonitor } from '../context.tsx'
import { SCALES } from './entry.view.ts'
import type { Entry } from './useEntry.tsx'

const REASONS = ['Cuff failed', 'Artefact', 'Declined', 'Left in peace'] as const

/** Under the tiles, always in the same place: the pad for numbers, the scale itself for scores. */
export function EntryArea({ entry }: { readonly entry: Entry }) {
  const q = entry.active
  const place = useRef<HTMLFieldSetElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another field may bring a taller area
  useEffect(() => show(place.current), [q])
  if (!q) return null
  const info = QUANTITIES[q]
  return (
    // The field keeps the focus while its pad is tapped, so that keyboard and pad can be mixed.
    <fieldset ref={place} className="rm-area" aria-label={`Entry of ${info.name}`} onMouseDown={(event) => event.preventDefault()}>
      <p className="rm-typing" aria-hidden="true">
        {info.name} <strong>{entry.draft.typed[q] || '–'}</strong> {info.unit}
      </p>
      {q in SCALES ? (
        <Scale q={q} entry={entry} />
      ) : (
        <NumberPad
          label={info.name}
          value={entry.draft.typed[q] ?? ''}
          onChange={(text) => entry.type(q, text)}
          onEnter={() => entry.next(q)}
          rules={{ decimals: info.digits, digits: 3 }}
        />
      )}
      <Instead q={q} entry={entry} />
    </fieldset>
  )
}

/** As much of the pad as fits, but never so that the tiles go out of sight. */
function show(area: HTMLElement | null) {
  area?.scrollIntoView({ block: 'nearest' })
  area?.closest('form')?.querySelector('.rm-tiles')?.scrollIntoView({ block: 'nearest' })
}

function Scale({ q, entry }: { readonly q: Quantity; readonly entry: Entry }) {
  const top = SCALES[q] ?? 10
  const scores = Array.from({ length: top + 1 }, (_, i) => (q === 'moaas' ? top - i : i))
  const pick = (score: number) => {
    entry.put({ typed: { ...entry.draft.typed, [q]: String(score) } })
    entry.next(q)
  }
  return (
    <fieldset className="rm-scale" data-words={q === 'moaas' || undefined}>
      <legend className="rm-hidden">{QUANTITIES[q].name}</legend>
      {scores.map((score) => (
        <button key={score} type="button" className="rm-tap" aria-pressed={entry.draft.typed[q] === String(score)} onClick={() => pick(score)}>
          {score}
          {q === 'moaas' && <small>{moaasWords(score)}</small>}
        </button>
      ))}
    </fieldset>
  )
}

/** What to do when there is no number: leave a monitor's value out, or say why nothing was measured. */
function Instead({ q, entry }: { readonly q: Quantity; readonly entry: Entry }) {
  const monitor = useMonitor()
  const out = entry.draft.leftOut.includes(q)
  const offered = monitor && entry.states[q] === 'fresh' && !entry.draft.typed[q]
  return (
    <fieldset className="rm-choice-row rm-instead" aria-label={`No value for ${QUANTITIES[q].name}`}>
      {offered && (
        <button type="button" className="rm-tap rm-tap-small" aria-pressed={out} onClick={() => entry.leaveOut(q, !out)}>
          Leave out
        </button>
      )}
      {REASONS.map((reason) => (
        <button
          key={reason}
          type="button"
          className="rm-tap rm-tap-small"
          aria-pressed={entry.draft.notMeasured[q] === reason}
          onClick={() => entry.skip(q, reason)}
        >
          {reason}
        </button>
      ))}
    </fieldset>
  )
}
