import { useLayoutEffect, useMemo, useRef } from 'react'
import uPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'
import { chartOptions, columns } from './chart.ts'
import { spanOf } from './level.view.ts'
import { levelRange, type View } from './view.ts'

type Props = { readonly view: View; readonly width: number; readonly height: number }

/** The chart library's own object: kept while numbers and size change, made anew when lines or colours do. */
export function Canvas({ view, width, height }: Props) {
  const place = useRef<HTMLDivElement>(null)
  const chart = useRef<uPlot | null>(null)
  const held = useRef<View>(view)
  Object.assign(held.current, view)
  const data = useMemo(() => columns(view.picture), [view.picture])
  const drawn = [...view.picture.lines, ...(view.picture.bands ?? [])].map(({ kind, label }) => `${kind} ${label}`).join('; ')

  // biome-ignore lint/correctness/useExhaustiveDependencies: size and data are set below without a new chart
  useLayoutEffect(() => {
    if (!place.current) return
    chart.current = new uPlot(chartOptions({ width, height }, held.current), data, place.current)
    return () => {
      chart.current?.destroy()
      chart.current = null
    }
  }, [view.look, drawn])

  useLayoutEffect(() => chart.current?.setSize({ width, height }), [width, height])
  useLayoutEffect(() => {
    if (chart.current) show(chart.current, data, view, height)
  }, [data, view, height])

  return <div ref={place} className="lv-canvas" aria-hidden="true" />
}

/** Numbers and both axes together, in one drawing. */
function show(chart: uPlot, data: uPlot.AlignedData, { picture }: View, height: number) {
  const [from, to] = spanOf(picture)
  const [min, max] = levelRange(height, picture)
  chart.batch(() => {
    chart.setData(data, false)
    chart.setScale('x', { min: from, max: to })
    chart.setScale('y', { min, max })
  })
}
