import { useState } from 'react'
import { useRoom } from '../context.tsx'
import { Chart } from './Chart.tsx'
import { TimelineTable } from './TimelineTable.tsx'
import './timeline.css'

/** Readings, dose, sedation, drugs and events on one axis of time; the same as a table. */
export function Timeline() {
  const [table, setTable] = useState(false)
  const { session } = useRoom()
  if (session.readings.length === 0 && session.samples.length === 0 && session.pump.length === 0) return null
  return (
    <section className="rm-timeline" aria-label="Timeline">
      {table ? <TimelineTable back={() => setTable(false)} /> : <Chart asTable={() => setTable(true)} />}
    </section>
  )
}
