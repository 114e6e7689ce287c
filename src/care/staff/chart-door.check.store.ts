import { type Instant, instant } from '../../medicine/time.ts'
import type { Database, Tx } from '../../platform/db/database.ts'
import type { House } from '../../platform/http/env.ts'
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

type Known = { readonly restrictedTo: readonly string[] | null; readonly granted: boolean; readonly until: number }

/** How long an answer is remembered. On another node a chart closes that much later; on this one at once. */
const REMEMBERED_MS = 2000
const MOST = 20_000

export function chartDoor(database: Database, sources: ChartSources, now: () => Date): ChartDoor {
  const owners = new Map<string, string>()
  const known = new Map<string, Known | null>()

  async function patientOf(clinic: string, session: string): Promise<string | null> {
    const key = `${clinic}/${session}`
    const before = owners.get(key)
    if (before) return before
    const patient = await database.as(clinic, (tx) => sources.patientOf(tx, session))
    // A session never changes its patient, so this may be remembered for good.
    if (patient) remember(owners, key, patient)
    return patient
  }

  async function look(clinic: string, patient: string, staff: string): Promise<Known | null> {
    const key = `${clinic}/${patient}/${staff}`
    const before = known.get(key)
    const at = now().getTime()
    if (before && before.until > at) return before
    const found = await database.as(clinic, async (tx): Promise<Known | null> => {
      const chart = await sources.chartOf(tx, patient)
      if (!chart) return null
      return { restrictedTo: chart.restrictedTo, granted: await hasGrant(tx, staff, patient, instant(at) as Instant), until: at + REMEMBERED_MS }
    })
    if (found) remember(known, key, found)
    return found
  }

  return {
    async check(person, right, of) {
      const patient = 'patient' in of ? of.patient : await patientOf(person.clinic, of.session)
      if (!patient) return { kind: 'unknown' }
      const chart = await look(person.clinic, patient, person.by.id)
      if (!chart) return { kind: 'unknown' }
      return { ...chartVerdict({ right, mayAnyway: person.rights.has(right), staff: person.by.id, ...chart }), patient }
    },
    forget(clinic, patient) {
      for (const key of known.keys()) if (key.startsWith(`${clinic}/${patient}/`)) known.delete(key)
    },
  }
}

function remember<V>(map: Map<string, V>, key: string, value: V): void {
  if (map.size >= MOST) map.delete(map.keys().next().value as string)
  map.delete(key)
  map.set(key, value)
}
