import { type KeyboardEvent, type PointerEvent, useMemo, useRef, useState } from 'react'
import { type Instant, instant, msOf } from '../../../../medicine/time.ts'
import { useNow } from '../../../../ui/clock.ts'
import { useLook } from '../../../../ui/look.ts'
import { useSize } from '../../../../ui/useSize.ts'
import { clock } from '../../../../ui/words.ts'
import { valueWords } from '../../record/fact.words.ts'
import { totals } from '../../session.ts'
import { useRoom } from '../context.tsx'
import { Canvas } from './Canvas.tsx'
import { AXIS, GUTTER, RIGHT } from './chart.options.tsx'
import { Glyphs } from './Glyphs.tsx'
import { marks } from './marks.view.ts'
import { rangesOf } from './ranges.view.ts'
import { nearest, stepped } from './readout.view.ts'
import { scores, targets } from './targets.view.ts'
import { columns, firstMoment, plannedEnd } from './timeline.view.ts'
import { useSpan } from './useSpan.tsx'
import type { View } from './view.tsx'
import { type Span, wholeSpan } from './window.view.ts'

/** The dose goes on while nobody types; a look every five seconds is enough for the eye. */
const useSlowNow = (): Instant => instant(Math.floor(msOf(useNow()) / 5000) * 5000)

export function Chart({ asTable }: { readonly asTable: () => void }) {
  const { session, protocol, zone, words } = useRoom()
  const current = useSlowNow()
  // When the person has left, the picture is finished.
  const now = session.discharged?.at ?? session.abandoned?.at ?? current
  const look = useLook()
  const { place, width, height } = useSize()
  const data = useMemo(() => columns(session, now), [session, now])
  const all = useMemo(() => wholeSpan(firstMoment(session, now), msOf(now) / 1000, plannedEnd(session)), [session, now])
  const { span, following, follow, zoom, on } = useSpan(all, width)
  const view: View = useMemo(() => {
    const limits = targets(session, protocol)
    const orderedMg = session.pump.length > 0 ? Number(totals(session, now)?.orderedMg) || null : null
    return {
      span,
      look,
      zone,
      targets: limits,
      scores: scores(session, limits),
      ranges: rangesOf(data, orderedMg),
      orderedMg,
    }
  }, [session, protocol, span, look, zone, data, now])
  const happened = useMemo(() => marks(session, words), [session, words])
  const readings = session.readings
  const [event, pick] = useState<string | null>(null)
  const picked = readings.find((one) => one.event === event) ?? null
  const read = useReadout((second, reach) => pick(nearest(readings, second, reach)?.event ?? null), span, width, on)
  const onKeyDown = (key: KeyboardEvent<HTMLElement>) => {
    const step = key.key === 'ArrowDown' ? 1 : key.key === 'ArrowUp' ? -1 : null
    if (!step) return on.onKeyDown(key)
    key.preventDefault()
    pick(stepped(readings, picked, step)?.event ?? null)
  }
  const last = readings.at(-1)
  const says = last ? `Last readings at ${clock(last.at, zone)}: ${valueWords(last.values)}` : 'No readings yet'

  return (
    <>
      <div className="rm-timeline-head">
        <button type="button" className="rm-tap rm-tap-small" onClick={asTable}>
          As a table
        </button>
        <output className="rm-readout">{picked && `${clock(picked.at, zone)} · ${valueWords(picked.values)}`}</output>
        <button type="button" className="rm-tap rm-tap-small" disabled={following} onClick={follow}>
          Show all
        </button>
        <button type="button" className="rm-tap rm-tap-small" aria-label="Zoom in" onClick={() => zoom(0.6)}>
          +
        </button>
        <button type="button" className="rm-tap rm-tap-small" aria-label="Zoom out" onClick={() => zoom(1 / 0.6)}>
          −
        </button>
      </div>
      <div
        ref={place}
        className="rm-chart"
        role="application"
        aria-label={`Chart. ${says}. Left and right move, up and down read the sets, plus and minus zoom, 0 shows all; the table has every number.`}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the chart is moved by keys; the same data stands in the table
        tabIndex={0}
        {...on}
        {...read}
        onKeyDown={onKeyDown}
      >
        {width > 0 && <Canvas columns={data} view={view} width={width} height={height} />}
        {width > 0 && <NowLine span={span} width={width} />}
        {picked && <Line at={msOf(picked.at) / 1000} span={span} width={width} kind="picked" />}
      </div>
      <Glyphs all={happened} span={span} width={width} zone={zone} />
    </>
  )
}

/** A tap, as against a drag, reads the set under the finger. */
function useReadout(tap: (second: number, reach: number) => void, span: Span, width: number, on: ReturnType<typeof useSpan>['on']) {
  const began = useRef<number | null>(null)
  const perPixel = (span.to - span.from) / Math.max(1, width - GUTTER - RIGHT)
  return {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      began.current = event.clientX
      on.onPointerDown(event)
    },
    onPointerUp: (event: PointerEvent<HTMLElement>) => {
      on.onPointerUp(event)
      if (began.current !== null && Math.abs(event.clientX - began.current) < TAP_PX)
        tap(span.from + (event.nativeEvent.offsetX - GUTTER) * perPixel, REACH_PX * perPixel)
      began.current = null
    },
  }
}

const TAP_PX = 6
const REACH_PX = 32

/** Where now is: moves without drawing the chart again. */
const NowLine = ({ span, width }: { readonly span: Span; readonly width: number }) => <Line at={msOf(useNow()) / 1000} span={span} width={width} kind="now" />

type LineProps = { readonly at: number; readonly span: Span; readonly width: number; readonly kind: 'now' | 'picked' }

function Line({ at, span, width, kind }: LineProps) {
  const part = (at - span.from) / (span.to - span.from)
  if (part < 0 || part > 1) return null
  return (
    <div
      className="rm-now"
      data-kind={kind}
      style={{ transform: `translateX(${GUTTER + part * (width - GUTTER - RIGHT)}px)`, bottom: AXIS }}
      aria-hidden="true"
    />
  )
}
