import type { Tx } from '../../platform/db/database.ts'
import { type Change, type Projection, together } from '../../platform/journal/projection.ts'
import type { Versions } from './session.model.store.ts'
import { boardRow, type Live, type Reading, type Session, type SessionRecorded } from './session.ts'

type Changed = { readonly session: string; readonly facts: readonly SessionRecorded[]; readonly state: Live }

/** The board, the sessions of a patient, and the readings of a patient. */
export const sessionProjection = (versions: Versions): Projection => ({
  name: 'session',
  streams: ['session'],
  tables: ['session_list', 'reading'],
  apply: (tx, clinic, stream, facts, state) => put(tx, clinic, versions, [{ stream, facts, state }]),
  applyMany: (tx, clinic, changes) => put(tx, clinic, versions, changes),
})

async function put(tx: Tx, clinic: string, versions: Versions, changes: readonly Change[]): Promise<void> {
  const changed = changes.flatMap(({ stream, facts, state }): Changed[] => {
    const session = state as Session
    return session.status === 'none' ? [] : [{ session: stream.id, facts: facts as readonly SessionRecorded[], state: session }]
  })
  if (changed.length === 0) return
  await together([putList(tx, clinic, versions, changed), putReadings(tx, clinic, changed)])
}

async function putList(tx: Tx, clinic: string, versions: Versions, changed: readonly Changed[]): Promise<void> {
  const rows = changed.map(({ session, state }) => ({
    session,
    patient: state.patient,
    chair: state.chair,
    status: state.status,
    planned_for: state.plannedFor,
    protocol: state.protocol.hash,
    weight_kg: state.weight?.kg ?? null,
    weighed_at: state.weight?.at ?? null,
    row: boardRow(state, versions.known(state.protocol.hash).protocol),
  }))
  const text = `
    insert into session_list (clinic, session, patient, chair, status, planned_for, protocol, weight_kg, weighed_at, row)
    select $1, r.* from jsonb_to_recordset($2::jsonb) as r(session text, patient text, chair text, status text, planned_for timestamptz, protocol text,
      weight_kg text, weighed_at timestamptz, row jsonb)
    on conflict (clinic, session) do update set chair = excluded.chair, status = excluded.status, planned_for = excluded.planned_for,
      weight_kg = excluded.weight_kg, weighed_at = excluded.weighed_at, row = excluded.row`
  await tx.connection.query({ name: 'session-list', text, values: [clinic, JSON.stringify(rows)] })
}

/** The sets that the new facts wrote or corrected, as they stand now. */
async function putReadings(tx: Tx, clinic: string, changed: readonly Changed[]): Promise<void> {
  const corrected = changed.flatMap(({ facts, state }) => facts.flatMap(({ corrects }) => (corrects ? { patient: state.patient, event: corrects } : [])))
  if (corrected.length > 0) await takeOut(tx, clinic, corrected)
  const sets = changed.flatMap(({ session, facts, state }) => {
    const touched = new Set(facts.flatMap(({ id, type, corrects }) => (type === 'readings-recorded' ? [id] : corrects ? [corrects] : [])))
    if (touched.size === 0) return []
    return standing(state, touched).map(({ event, at, values }) => ({ patient: state.patient, at, event, session, values }))
  })
  if (sets.length === 0) return
  const text = `
    insert into reading (clinic, patient, at, event, session, values)
    select $1, r.* from jsonb_to_recordset($2::jsonb) as r(patient text, at timestamptz, event uuid, session text, values jsonb)`
  await tx.connection.query({ name: 'session-readings', text, values: [clinic, JSON.stringify(sets)] })
}

/** These sets, those that still stand. What was just written is near the end, so the search begins there. */
function standing({ readings }: Live, events: Set<string>): Reading[] {
  const found: Reading[] = []
  for (let i = readings.length - 1; i >= 0 && found.length < events.size; i -= 1) {
    const reading = readings[i]
    if (reading && events.has(reading.event)) found.push(reading)
  }
  return found
}

async function takeOut(tx: Tx, clinic: string, corrected: readonly { readonly patient: string; readonly event: string }[]): Promise<void> {
  await tx.connection.query(
    'delete from reading r using unnest($2::text[], $3::uuid[]) c(patient, event) where r.clinic = $1 and r.patient = c.patient and r.event = c.event',
    [clinic, corrected.map(({ patient }) => patient), corrected.map(({ event }) => event)],
  )
}
