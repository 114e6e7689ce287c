import { useEffect, useRef } from 'react'
import uPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'
import { chartOptions } from './chart.options.tsx'
import { type Columns, SERIES } from './timeline.view.ts'
import type { View } from './view.tsx'

type Props = { readonly columns: Columns; readonly view: View; readonly width: number; readonly height: number }

/** The chart library's own object, kept while data, window and size change; made anew only when the colours change. */
export function Canvas({ columns, view, width, height }: Props) {
  const place = useRef<HTMLDivElement>(null)
  const chart = useRef<uPlot | null>(null)
  const held = useRef<View>(view)
  Object.assign(held.current, view)

  // biome-ignore lint/correctness/useExhaustiveDependencies: size and data are set below without a new chart
  useEffect(() => {
    if (!place.current) return
    chart.current = new uPlot(chartOptions({ width, height }, held.current), aligned(columns), place.current)
    return () => {
      chart.current?.destroy()
      chart.current = null
    }
  }, [view.look])

  useEffect(() => chart.current?.setSize({ width, height }), [width, height])
  // biome-ignore lint/correctness/useExhaustiveDependencies: the view is read from where it is held; its change asks for a drawing
  useEffect(() => chart.current?.setData(aligned(columns), true), [columns, view])

  return <div ref={place} aria-hidden="true" />
}

const aligned = ({ x, by }: Columns): uPlot.AlignedData => [x, ...SERIES.map((id) => by.get(id) ?? [])] as uPlot.AlignedData
