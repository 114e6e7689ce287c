import { instant } from '../../medicine/time.ts'
import type { Database, Tx } from '../../platform/db/database.ts'
import type { House } from '../../platform/http/env.ts'
import { memory } from '../../platform/http/memory.ts'
import { hasGrant } from './chart-door.store.ts'
import { chartVerdict } from './chart-door.ts'

/** What the chart check asks of other capabilities; the app hands it over. */
export type ChartSources = {
  /** Whose session this is; null when there is no such session. */
  patientOf(tx: Tx, session: string): Promise<string | null>
  /** To whom a chart is kept (null: the whole team); null when there is no such patient. */
  chartOf(tx: Tx, patient: string): Promise<{ readonly restrictedTo: readonly string[] | null } | null>
}
export type ChartDoor = {
  readonly check: House['chart']
  /** After a chart was restricted, freed, or opened by break-glass: what was remembered about it is wrong. */
  forget(clinic: string, patient: string): void
}

type Known = { readonly restrictedTo: readonly string[] | null; readonly granted: boolean }

/** How long an answer is remembered. On another node a chart closes that much later; on this one at once. */
const REMEMBERED_MS = 2000
/** A session never changes its patient; an hour keeps the memory small. */
const OWNER_MS = 60 * 60_000

export function chartDoor(database: Database, sources: ChartSources, now: () => Date): ChartDoor {
  const owners = memory<string | null>(OWNER_MS, now)
  const charts = memory<Known | null>(REMEMBERED_MS, now)

  async function patientOf(clinic: string, session: string): Promise<string | null> {
    const key = `${clinic}/${session}`
    const patient = await owners.of(key, () => database.as(clinic, (tx) => sources.patientOf(tx, session)))
    // It may be planned in a moment.
    if (!patient) owners.forget((other) => other === key)
    return patient
  }

  const look = (clinic: string, patient: string, staff: string): Promise<Known | null> =>
    charts.of(`${clinic}/${patient}/${staff}`, () =>
      database.as(clinic, async (tx) => {
        const chart = await sources.chartOf(tx, patient)
        return chart && { restrictedTo: chart.restrictedTo, granted: await hasGrant(tx, staff, patient, instant(now().getTime())) }
      }),
    )

  return {
    async check(person, right, of) {
      const patient = 'patient' in of ? of.patient : await patientOf(person.clinic, of.session)
      const chart = patient ? await look(person.clinic, patient, person.by.id) : null
      if (!patient || !chart) return { kind: 'unknown' }
      return { ...chartVerdict({ right, mayAnyway: person.rights.has(right), staff: person.by.id, ...chart }), patient }
    },
    forget: (clinic, patient) => charts.forget((key) => key.startsWith(`${clinic}/${patient}/`)),
  }
}
