import { clinicModel, clinicStream } from '../../care/clinic/clinic.store.ts'
import { decide as decideClinic } from '../../care/clinic/clinic.ts'
import { devicesModel } from '../../care/monitor/monitor.store.ts'
import { DEVICES, decideDevices } from '../../care/monitor/monitor.ts'
import { patientModel, patientStream } from '../../care/patient/patient.store.ts'
import { decide as decidePatient, type PatientOrder } from '../../care/patient/patient.ts'
import { sessionDesk } from '../../care/session/session.desk.store.ts'
import { onRoster } from '../../care/staff/roster.store.ts'
import type { Actor } from '../../medicine/record.ts'
import { addMinutes, addMs, type Instant, instant, msOf } from '../../medicine/time.ts'
import type { Outcome } from '../../platform/journal/journal.ts'
import { openJournal } from '../../platform/journal/postgres.ts'
import { uuid7 } from '../../platform/journal/uuid7.ts'
import { foundClinic, type Ground, projections } from '../house.ts'
import { PATIENTS, type Person, STAFF, type Staff, staffWith } from './people.ts'
import { screened } from './screening.ts'
import { storiesOf } from './stories.ts'
import { live } from './story.ts'
import { demoZone } from './zone.ts'

const DEMO_NAME = 'Riverside Demonstration Clinic'
/** The name while it is being made: one that never got its own was cut off, and is made anew. */
export const UNFINISHED = 'Demonstration clinic being prepared'
const CHAIRS = ['Chair 1', 'Chair 2', 'Chair 3', 'Chair 4', 'Chair 5', 'Chair 6']
export const chairOf = (place: number): string => `chair-${place}`
/** Monitors made up for the demonstration, each with a number of its own. */
export const monitorOf = (place: number): { readonly id: string; readonly name: string } => ({
  id: `57415900000000${String(place).padStart(2, '0')}`,
  name: `Monitor ${place}`,
})

const VIA = { device: 'demonstration' }
type House = Pick<Ground, 'database' | 'versions' | 'protocols' | 'rulebook'>

/**
 * A fresh demonstration clinic, its day told by real commands through the same decisions as everybody's. Its journal is
 * written with a clock that is set to each moment of the story, so that entries are as late as they were and no more:
 * `recordedAt` in a demonstration is part of the story. Answers the clinic's id.
 */
export async function seedDemo(house: House, now: Instant = instant(Date.now())): Promise<string> {
  const { database, versions, protocols } = house
  let clock = addMinutes(now, -2 * 1440)
  // Some seconds pass between what happened and that it is written down.
  const set = (at: Instant) => {
    clock = addMs(at, 1_500)
  }
  const journal = openJournal({ database, projections: projections(versions), now: () => clock })
  const clinic = uuid7()
  const staff = staffWith(uuid7)
  const day = addMinutes(now, -2 * 1440)
  await founded({ journal, clinic, staff, day })
  const patients = await registered({ journal, clinic, staff, day: addMinutes(day, 60) }, set)
  const protocol = protocols.current[0]
  if (!protocol) throw new Error('There is no protocol to show')
  await database.as(clinic, (tx) => protocols.keep(tx, clinic, protocol))
  const chairs = CHAIRS.map((_, i) => chairOf(i + 1))
  const devices = CHAIRS.map((_, i) => monitorOf(i + 1))
  const steps = storiesOf({ now, protocol, staff, patients, chairs, devices })
  await live(sessionDesk({ database, journal, versions, concerns: async () => [] }), clinic, steps, set)
  await screened({ journal, database, rulebook: house.rulebook, clinic, staff, patients, clock: () => clock }, now, set)
  set(now)
  const named = { clinic, stream: clinicStream(clinic), id: uuid7(), digest: {}, by: staff.director, via: VIA, at: now }
  expectDone(await journal.execute(named, clinicModel, (state) => decideClinic(state, { type: 'rename', data: { name: DEMO_NAME } }, { busy: [] })))
  return clinic
}

type Making = { readonly journal: Ground['journal']; readonly clinic: string; readonly staff: Staff; readonly day: Instant }

/** The clinic, its people, its chairs, its monitors. */
async function founded({ journal, clinic, staff, day }: Making): Promise<void> {
  const by: Actor = staff.director
  await foundClinic({ journal }, { id: clinic, name: UNFINISHED, zone: demoZone(new Date()), demo: true }, by, VIA, day)
  const head = () => ({ clinic, id: uuid7(), at: day, by, via: VIA })
  for (const { key } of STAFF) {
    const { id, name, roles } = staff[key]
    expectDone(await onRoster(journal, head(), { type: 'add', data: { staff: id, name, roles } }))
  }
  for (const [i, name] of CHAIRS.entries()) {
    const add = { type: 'add-chair', data: { chair: chairOf(i + 1), name } } as const
    expectDone(await journal.execute({ ...head(), stream: clinicStream(clinic), digest: add }, clinicModel, (state) => decideClinic(state, add, { busy: [] })))
    const bind = { type: 'bind', data: { device: monitorOf(i + 1).id, chair: chairOf(i + 1), name: monitorOf(i + 1).name } } as const
    expectDone(await journal.execute({ ...head(), stream: DEVICES, digest: bind }, devicesModel, (state) => decideDevices(state, bind, [chairOf(i + 1)])))
  }
}

/** The charts, and who they belong to by number. */
async function registered({ journal, clinic, staff, day }: Making, set: (at: Instant) => void): Promise<Record<string, string>> {
  const charts: Record<string, string> = {}
  for (const [i, person] of PATIENTS.entries()) {
    const at = addMinutes(day, i * 7)
    set(at)
    const id = uuid7(msOf(at))
    charts[person.mrn] = id
    for (const order of ordersOf(person)) {
      const command = {
        clinic,
        stream: patientStream(id),
        id: uuid7(msOf(at)),
        digest: order,
        by: order.type === 'register' ? staff.desk : staff.nurse,
        via: VIA,
        at,
      }
      expectDone(await journal.execute(command, patientModel, (state) => decidePatient(state, order, { now: at, alike: [] })))
    }
  }
  return charts
}

function ordersOf({ weightKg: _, allergy, ...demographics }: Person): PatientOrder[] {
  return [{ type: 'register', data: demographics }, allergy ? { type: 'record-allergy', data: allergy } : { type: 'no-known-allergies', data: {} }]
}

function expectDone(outcome: Outcome): void {
  if (outcome.kind !== 'done') throw new Error(`The demonstration clinic could not be made: ${JSON.stringify(outcome)}`)
}
