import { useEffect, useRef } from 'react'
import uPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'
import { chartOptions } from './chart.options.tsx'
import { LANES, scaleFor } from './lanes.view.ts'
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
  useEffect(() => {
    const held = chart.current
    if (held) show(held, columns, view)
  }, [columns, view])

  return <div ref={place} aria-hidden="true" />
}

/** Data, window and lanes together, in one drawing. */
function show(chart: uPlot, columns: Columns, { span, ranges }: View) {
  chart.batch(() => {
    chart.setData(aligned(columns), false)
    chart.setScale('x', { min: span.from, max: span.to })
    for (const lane of LANES) {
      const [min, max] = scaleFor(lane, ranges[lane.id])
      chart.setScale(lane.id, { min, max })
    }
  })
}

const aligned = ({ x, by }: Columns): uPlot.AlignedData => [x, ...SERIES.map((id) => by.get(id) ?? [])] as uPlot.AlignedData
