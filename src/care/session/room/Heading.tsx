import { msBetween } from '../../../medicine/time.ts'
import { useNow } from '../../../ui/clock.ts'
import { Mark } from '../../../ui/Mark.tsx'
import type { MarkKind } from '../../../ui/marks.ts'
import { PatientHeading } from '../../../ui/PatientHeading.tsx'
import { age, elapsed, minutesSeconds } from '../../../ui/words.ts'
import { startedAt, stoppedAt } from '../session.ts'
import { useRoom } from './context.tsx'
import { LookMark } from './Looks.tsx'
import { SaveMark } from './SaveState.tsx'
import { type Stage, stageOf } from './words.view.ts'

/** The patient is the heading: what the chart says, and what was found today where that is newer. */
export function Heading() {
  const { patient, session, zone } = useRoom()
  const now = useNow()
  const today = session.allergies
  const substances = (today?.allergies ?? patient.allergies).map((one) => one.substance)
  const status = today ? (today.noneKnown ? 'none-known' : substances.length > 0 ? 'listed' : 'unknown') : patient.allergyStatus
  const weight = session.weight ? `${session.weight.kg} kg` : session.order ? `${session.order.weightKg} kg (order)` : 'weight not known'
  return (
    <PatientHeading
      size="room"
      name={`${patient.givenName} ${patient.familyName}`}
      age={age(patient.birthDate, now, zone)}
      allergies={{ status, substances }}
      facts={[weight]}
    />
  )
}

const MARKS: Readonly<Record<Stage, MarkKind>> = {
  scheduled: 'scheduled',
  arrived: 'arrived',
  ready: 'ready',
  infusing: 'running',
  paused: 'paused',
  recovering: 'recovering',
  discharged: 'discharged',
  signed: 'signed',
  abandoned: 'abandoned',
}

/** The phase and how long it has been, then whether all is saved. */
export function StageLine() {
  const { session } = useRoom()
  const now = useNow()
  const stage = stageOf(session)
  const [start, stop] = [startedAt(session), stoppedAt(session)]
  const since =
    session.status === 'dosing' && start
      ? `+${minutesSeconds(msBetween(start, now))}${session.order ? ` of ${Number(session.order.durationMin)} min` : ''}`
      : session.status === 'recovering' && stop
        ? elapsed(stop, now)
        : session.status === 'arrived' && session.arrived
          ? elapsed(session.arrived.at, now)
          : ''
  return (
    <section className="rm-stage" aria-label="Phase">
      <Mark kind={MARKS[stage]} size="large" />
      {since && <span className="rm-since">{since}</span>}
      <LookMark />
      <SaveMark />
    </section>
  )
}
