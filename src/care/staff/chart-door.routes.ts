import { instant } from '../../medicine/time.ts'
import type { Database, Tx } from '../../platform/db/database.ts'
import type { House } from '../../platform/http/env.ts'
import { memory } from '../../platform/http/memory.ts'
import { openGrants } from './chart-door.store.ts'
import { chartVerdict } from './chart-door.ts'

/** What the chart check asks of other capabilities; the app hands it over. */
export type ChartSources = {
  /** Whose session this is; null when there is no such session. */
  patientOf(tx: Tx, session: string): Promise<string | null>
  /** To whom a chart is kept (null: the whole team); null when there is no such patient. */
  chartOf(tx: Tx, patient: string): Promise<{ readonly restrictedTo: readonly string[] | null } | null>
  /** Every chart that is kept to named people, and to whom: few of many. */
  keptCharts(tx: Tx): Promise<ReadonlyMap<string, readonly string[]>>
}
export type ChartDoor = {
  readonly check: House['chart']
  /** After a chart was restricted, freed, or opened by break-glass: what was remembered about it is wrong. */
  forget(clinic: string, patient: string): void
}

/** What keeps charts closed and what opens them, of a whole clinic: one question every two seconds, not one for each request. */
type Doors = { readonly kept: ReadonlyMap<string, readonly string[]>; readonly granted: ReadonlySet<string> }

/** How long an answer is remembered. On another node a chart closes that much later; on this one at once. */
const REMEMBERED_MS = 2000
/** A session never changes its patient, and a patient who is there stays; an hour keeps the memory small. */
const OWNER_MS = 60 * 60_000

export function chartDoor(database: Database, sources: ChartSources, now: () => Date): ChartDoor {
  const owners = memory<string | null>(OWNER_MS, now)
  const patients = memory<boolean>(OWNER_MS, now)
  const doors = memory<Doors>(REMEMBERED_MS, now)

  async function patientOf(clinic: string, session: string): Promise<string | null> {
    const key = `${clinic}/${session}`
    const patient = await owners.of(key, () => database.as(clinic, (tx) => sources.patientOf(tx, session)))
    // It may be planned in a moment.
    if (!patient) owners.forget((other) => other === key)
    return patient
  }

  async function isPatient(clinic: string, patient: string): Promise<boolean> {
    const key = `${clinic}/${patient}`
    const there = await patients.of(key, () => database.as(clinic, async (tx) => (await sources.chartOf(tx, patient)) !== null))
    // Registered in a moment, perhaps.
    if (!there) patients.forget((other) => other === key)
    return there
  }

  const doorsOf = (clinic: string): Promise<Doors> =>
    doors.of(clinic, () =>
      database.as(clinic, async (tx) => {
        const [kept, grants] = await Promise.all([sources.keptCharts(tx), openGrants(tx, instant(now().getTime()))])
        return { kept, granted: new Set(grants.map(({ staff, patient }) => `${staff}/${patient}`)) }
      }),
    )

  return {
    async check(person, right, of) {
      const patient = 'patient' in of ? of.patient : await patientOf(person.clinic, of.session)
      if (!patient || !(await isPatient(person.clinic, patient))) return { kind: 'unknown' }
      const { kept, granted } = await doorsOf(person.clinic)
      const staff = person.by.id
      const chart = { restrictedTo: kept.get(patient) ?? null, granted: granted.has(`${staff}/${patient}`) }
      return { ...chartVerdict({ right, mayAnyway: person.rights.has(right), staff, ...chart }), patient }
    },
    forget: (clinic) => doors.forget((key) => key === clinic),
  }
}
