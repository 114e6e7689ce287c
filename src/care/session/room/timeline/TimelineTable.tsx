import type { Quantity } from '../../../../medicine/vitals.ts'
import { QUANTITIES } from '../../../../medicine/vitals.ts'
import { clock, elapsed } from '../../../../ui/words.ts'
import { totals } from '../../session.ts'
import { startedAt } from '../../status.ts'
import { useRoom } from '../context.tsx'
import { shown } from '../figures.view.ts'

const COLUMNS: readonly Quantity[] = ['heart-rate', 'spo2', 'respiratory-rate', 'moaas', 'dissociation']

/** The same data as rows: for a screen reader, for exact numbers, for paper. */
export function TimelineTable({ back }: { readonly back: () => void }) {
  const { session, zone } = useRoom()
  const start = startedAt(session)
  const rows = session.readings.toReversed()
  return (
    <>
      <div className="rm-timeline-head">
        <button type="button" className="rm-tap rm-tap-small" onClick={back}>
          As a chart
        </button>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys */}
      <section className="rm-table-place" aria-label="Readings as a table" tabIndex={0}>
        <table className="rm-table">
          <thead>
            <tr>
              <th scope="col">Time</th>
              <th scope="col">BP mmHg</th>
              {COLUMNS.map((q) => (
                <th scope="col" key={q}>
                  {QUANTITIES[q].short} {QUANTITIES[q].unit}
                </th>
              ))}
              <th scope="col">Given mg</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ event, at, values }) => (
              <tr key={event}>
                <th scope="row">
                  {clock(at, zone)} {start && at >= start && <span className="wm-soft">{elapsed(start, at)}</span>}
                </th>
                <td>{values.systolic === undefined && values.diastolic === undefined ? '–' : `${values.systolic ?? '–'}/${values.diastolic ?? '–'}`}</td>
                {COLUMNS.map((q) => (
                  <td key={q}>{values[q] ?? '–'}</td>
                ))}
                <td>{start && at >= start ? shown(totals(session, at)?.deliveredMg ?? '', 1) : '–'}</td>
              </tr>
            ))}
            {rows.length === 0 && (
              <tr>
                <td colSpan={COLUMNS.length + 3}>No readings yet</td>
              </tr>
            )}
          </tbody>
        </table>
      </section>
    </>
  )
}
