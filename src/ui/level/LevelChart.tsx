import { type KeyboardEvent, type PointerEvent, type ReactNode, useId, useMemo, useState } from 'react'
import type { Caution, Model } from '../../medicine/pk/pk.ts'
import { useLook } from '../look.ts'
import { Note } from '../Note.tsx'
import { useSize } from '../useSize.ts'
import { Canvas } from './Canvas.tsx'
import { axisWords, UNIT } from './caption.ts'
import { LevelCaption } from './LevelCaption.tsx'
import { LevelTable } from './LevelTable.tsx'
import { mixedSites, type Picture, type Site } from './level.ts'
import { nearest, spanOf, timeUnit } from './level.view.ts'
import { GUTTER, RIGHT, strips, type View } from './view.ts'
import { level, moment, sentences } from './words.ts'
import './level.css'

type Props<S extends Site> = Picture<S> & {
  /** What is drawn: "Ketamine", "Esketamine and noresketamine". */
  readonly analyte: string
  /** The model or models behind the lines; each is named, with its limits, under the chart. */
  readonly models: readonly Model[]
  readonly cautions?: readonly Caution[] | undefined
  /** More that has to be read beside the picture: whose spread the band is, why there is none. */
  readonly notes?: readonly string[] | undefined
  /** A moment as it is written, on the axis and in words; left out, minutes from the first dose. */
  readonly at?: ((minute: number) => string) | undefined
  /** Buttons in the head of the chart. */
  readonly acts?: ReactNode
}

/**
 * The expected course of a concentration: lines, the spread between people, doses under the axis, now. It draws one
 * sampling site and refuses a second; the model, its limits and what it is not for are always under it.
 */
export function LevelChart<S extends Site>({ analyte, models, cautions = [], notes = [], at, acts, ...given }: Props<S>) {
  const refused = mixedSites(given as Picture)
  const [table, setTable] = useState(false)
  const title = useId()
  const words = at ?? moment
  return (
    <figure className="lv" aria-labelledby={title}>
      <div className="lv-head">
        <p className="lv-axis" id={title}>
          <strong>{analyte}</strong>
          {axisWords(given as Picture)}
          <span className="lv-unit">{UNIT}</span>
        </p>
        <div className="wm-row wm-screen-only">
          {acts}
          <button type="button" className="lv-tap" aria-pressed={table} onClick={() => setTable(!table)}>
            As a table
          </button>
        </div>
      </div>
      {refused ? (
        <Note tone="alert" title="Not drawn">
          {refused}
        </Note>
      ) : table ? (
        <LevelTable picture={given as Picture} at={words} />
      ) : (
        <Plot picture={given as Picture} at={at} />
      )}
      {!refused && (
        <ul className="lv-words">
          {sentences(given as Picture, words).map((one) => (
            <li key={one}>{one}</li>
          ))}
        </ul>
      )}
      <LevelCaption models={models} site={given.site} cautions={cautions} notes={notes} />
    </figure>
  )
}

function Plot({ picture, at }: { readonly picture: Picture; readonly at: Props<Site>['at'] }) {
  const look = useLook()
  const { place, width, height } = useSize()
  // The picture's parts, not the object round them, say whether there is something new to draw.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  const view: View = useMemo(
    () => ({ picture, look, tick: at }),
    [picture.lines, picture.bands, picture.doses, picture.now, picture.span?.[0], picture.span?.[1], picture.upTo, look, at],
  )
  const [from, to] = spanOf(picture)
  const { minute, pick, on } = usePicked([from, to], width)
  const values = minute === null ? [] : picture.lines.map((line) => ({ label: line.label, found: nearest(line, minute) })).filter(({ found }) => found)
  const says =
    minute === null ? '' : `${(at ?? moment)(minute)}: ${values.map(({ label, found }) => `${label} ${level(found?.ngPerMl ?? Number.NaN)}`).join(' · ')} ng/mL`
  const unit = timeUnit([from, to]).word
  return (
    <>
      <p className="lv-readout wm-screen-only" aria-hidden="true">
        {says || 'Point at the chart, or use the arrow keys, to read it'}
      </p>
      <div
        ref={place}
        className="lv-plot"
        data-strips={strips(picture).length}
        role="slider"
        aria-label="Moment to read"
        aria-valuemin={from}
        aria-valuemax={to}
        aria-valuenow={minute ?? from}
        aria-valuetext={says || `${(at ?? moment)(from)}; arrow keys read the lines`}
        tabIndex={0}
        {...on}
        onBlur={() => pick(null)}
      >
        {width > 0 && height > 0 && <Canvas view={view} width={width} height={height} />}
        {minute !== null && width > 0 && (
          <div className="lv-picked" style={{ transform: `translateX(${GUTTER + ((minute - from) / (to - from)) * (width - GUTTER - RIGHT)}px)` }} />
        )}
      </div>
      {!at && <p className="lv-time">{unit} from the first dose</p>}
    </>
  )
}

/** The moment under the pointer or chosen by keys. */
function usePicked([from, to]: readonly [number, number], width: number) {
  const [minute, pick] = useState<number | null>(null)
  const within = (value: number) => Math.min(to, Math.max(from, value))
  const step = (to - from) / 48
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const steps: Readonly<Record<string, number>> = {
      ArrowLeft: -step,
      ArrowDown: -step,
      ArrowRight: step,
      ArrowUp: step,
      PageDown: -6 * step,
      PageUp: 6 * step,
    }
    const next = event.key === 'Home' ? from : event.key === 'End' ? to : event.key in steps ? within((minute ?? from) + (steps[event.key] ?? 0)) : null
    if (event.key === 'Escape') pick(null)
    if (next === null) return
    event.preventDefault()
    pick(next)
  }
  const onPointer = (event: PointerEvent<HTMLElement>) => {
    const part = (event.clientX - event.currentTarget.getBoundingClientRect().left - GUTTER) / Math.max(1, width - GUTTER - RIGHT)
    pick(part < 0 || part > 1 ? null : from + part * (to - from))
  }
  return {
    minute: minute === null ? null : within(minute),
    pick,
    on: { onKeyDown, onPointerMove: onPointer, onPointerDown: onPointer, onPointerLeave: () => pick(null) },
  }
}
