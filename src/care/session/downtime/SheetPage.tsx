import { useId } from 'react'
import { ageAt } from '../../../medicine/local.ts'
import { Mark } from '../../../ui/Mark.tsx'
import type { DowntimeChart, DowntimeSheet } from '../downtime.ts'
import type { DowntimePack } from '../downtime.wire.ts'
import { EMERGENCIES } from '../room/words.view.ts'
import { writeTimes } from './downtime.view.ts'
import * as say from './sheet.view.ts'

type Props = { readonly sheet: DowntimeSheet; readonly pack: DowntimePack }
type At = ReturnType<typeof say.clockIn>

/** One person, one page of paper, with room to write. */
export function SheetPage({ sheet, pack }: Props) {
  const id = useId()
  const { takenAt, clinic } = pack
  const at = say.clockIn(clinic.zone, takenAt)
  const years = sheet.birthDate ? ageAt(sheet.birthDate, takenAt, clinic.zone) : null
  return (
    <article className="dt-sheet" aria-labelledby={id}>
      <p className="dt-stamp wm-print-only">
        {clinic.demo && 'Demonstration, nobody here is a real person. '}
        {clinic.name}. Downtime copy as of {at(takenAt)}, taken for {sheet.chart ? pack.by.name : `${pack.by.name} (no chart)`}. What happened since is not on
        this page.
      </p>
      <div className="dt-who">
        <h2 id={id}>
          {sheet.chair}: {sheet.name ?? 'name not known'}
        </h2>
        <span>
          {say.bornWords(sheet.birthDate)}
          {years !== null && ` (${years})`}
        </span>
        <Stage sheet={sheet} at={at} />
      </div>
      {sheet.emergency && (
        <p className="dt-alert">
          EMERGENCY since {at(sheet.emergency.openedAt)}: {EMERGENCIES[sheet.emergency.kind]}
        </p>
      )}
      {sheet.chart ? <Chart chart={sheet.chart} sheet={sheet} at={at} takenAt={takenAt} /> : <Withheld sheet={sheet} />}
    </article>
  )
}

const MARKS = { before: 'arrived', infusing: 'running', paused: 'paused', recovering: 'recovering' } as const
function Stage({ sheet: { phase, startedAt, stoppedAt }, at }: { readonly sheet: DowntimeSheet; readonly at: At }) {
  return (
    <span className="dt-stage">
      {phase && <Mark kind={MARKS[phase]} />}
      {startedAt && <span>started {at(startedAt)}</span>}
      {stoppedAt && <span>stopped {at(stoppedAt)}</span>}
    </span>
  )
}

const Withheld = ({ sheet }: { readonly sheet: DowntimeSheet }) => (
  <p>
    {sheet.withheld === 'restricted'
      ? 'This chart is kept to named people; nothing of it is on this device.'
      : 'Whoever took this copy reads no charts; nothing of the chart is on this device.'}{' '}
    With the patient: {sheet.attending.length > 0 ? sheet.attending.join(', ') : 'nobody is recorded'}.
  </p>
)

type ChartProps = { readonly chart: DowntimeChart; readonly sheet: DowntimeSheet; readonly at: At; readonly takenAt: DowntimePack['takenAt'] }

function Chart({ chart, sheet, at, takenAt }: ChartProps) {
  return (
    <>
      <p className="dt-allergy" data-status={chart.allergies.status}>
        {say.allergyLine(chart.allergies)}
      </p>
      {chart.alerts.map((alert) => (
        <p key={`${alert.quantity} ${alert.side} ${alert.issuedAt}`} className="dt-alert">
          {say.alertWords(alert, at)}
        </p>
      ))}
      <dl className="dt-lines">
        {[...say.dosingLines(chart, at, takenAt), ...say.careLines(chart, sheet.attending, at)].map(([label, words]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
      <Readings chart={chart} at={at} name={sheet.name ?? sheet.chair} />
      <p className="wm-small">
        <strong>Look:</strong> {say.rhythmWords(chart)}. <strong>Call at:</strong> {say.limitWords(chart)}.
      </p>
    </>
  )
}

const ROWS = 10

/** The last sets as they were, then empty rows at the times the next ones are due, and two for whatever else happens. */
function Readings({ chart, at, name }: { readonly chart: DowntimeChart; readonly at: At; readonly name: string }) {
  const times = writeTimes(chart, ROWS)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys
    <section className="dt-scroll" aria-label={`Readings of ${name}`} tabIndex={0}>
      <table className="dt-table">
        <thead>
          <tr>
            <th scope="col">Time</th>
            {say.COLUMNS.map((id) => (
              <th scope="col" key={id}>
                {say.columnHead(id)}
              </th>
            ))}
            <th scope="col">Pump, drug, event</th>
            <th scope="col">By</th>
          </tr>
        </thead>
        <tbody>
          {chart.sets.length === 0 && (
            <tr>
              <td colSpan={say.COLUMNS.length + 3}>No readings were recorded.</td>
            </tr>
          )}
          {chart.sets.map((set) => (
            <tr key={`${set.at} ${set.by}`}>
              <th scope="row">{at(set.at)}</th>
              {say.COLUMNS.map((id) => (
                <td key={id}>{say.cellOf(id, set.values)}</td>
              ))}
              <td />
              <td>{set.by}</td>
            </tr>
          ))}
          {times.map((time) => (
            <Empty key={time} head={`${at(time)} due`} />
          ))}
          <Empty head="__:__" />
          <Empty head="__:__" />
        </tbody>
      </table>
    </section>
  )
}

const Empty = ({ head }: { readonly head: string }) => (
  <tr className="dt-empty">
    <th scope="row">{head}</th>
    {say.COLUMNS.map((id) => (
      <td key={id} />
    ))}
    <td />
    <td />
  </tr>
)
