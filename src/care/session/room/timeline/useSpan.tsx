import { type KeyboardEvent, type PointerEvent, useRef, useState, type WheelEvent } from 'react'
import { GUTTER, RIGHT } from './chart.options.tsx'
import { byKey, moved, type Span, zoomed } from './window.view.ts'

/** The window of time as fingers, wheel and keys leave it; null follows everything. */
export function useSpan(all: Span, width: number) {
  const [chosen, setChosen] = useState<Span | null>(null)
  const span = chosen ?? all
  const fingers = useRef(new Map<number, number>())
  const plot = Math.max(1, width - GUTTER - RIGHT)
  const perPixel = (span.to - span.from) / plot
  const timeAt = (x: number) => span.from + (x - GUTTER) * perPixel

  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    if ((event.target as HTMLElement).closest('button')) return
    fingers.current.set(event.pointerId, event.nativeEvent.offsetX)
    event.currentTarget.setPointerCapture(event.pointerId)
  }
  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    const before = fingers.current.get(event.pointerId)
    if (before === undefined) return
    const x = event.nativeEvent.offsetX
    const other = [...fingers.current].find(([id]) => id !== event.pointerId)?.[1]
    fingers.current.set(event.pointerId, x)
    if (other === undefined) return setChosen(moved(span, (before - x) * perPixel, all))
    const factor = Math.max(10, Math.abs(before - other)) / Math.max(10, Math.abs(x - other))
    setChosen(zoomed(span, factor, timeAt((x + other) / 2), all))
  }
  const onPointerUp = (event: PointerEvent<HTMLElement>) => void fingers.current.delete(event.pointerId)
  const onWheel = (event: WheelEvent<HTMLElement>) => {
    if (!event.ctrlKey && Math.abs(event.deltaX) <= Math.abs(event.deltaY)) return
    setChosen(
      event.ctrlKey ? zoomed(span, event.deltaY > 0 ? 1.15 : 1 / 1.15, timeAt(event.nativeEvent.offsetX), all) : moved(span, event.deltaX * perPixel, all),
    )
  }
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return
    const next = byKey(event.key, span, all)
    if (next === null) return
    event.preventDefault()
    event.stopPropagation()
    setChosen(next === 'all' ? null : next)
  }
  return {
    span,
    following: chosen === null,
    follow: () => setChosen(null),
    zoom: (factor: number) => setChosen(zoomed(span, factor, (span.from + span.to) / 2, all)),
    on: { onPointerDown, onPointerMove, onPointerUp, onPointerCancel: onPointerUp, onWheel, onKeyDown },
  }
}
