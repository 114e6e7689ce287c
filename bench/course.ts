import type { Ground } from '../src/app/house.ts'
import type { ProtocolRef } from '../src/care/protocol/protocol.ts'
import { sessionModel } from '../src/care/session/session.model.store.ts'
import type { SessionFact } from '../src/care/session/session.ts'
import { addMinutes, instant } from '../src/medicine/time.ts'
import { uuid7 } from '../src/platform/journal/uuid7.ts'
import { calm } from './clinic.ts'

const SESSIONS = 60
/** Sets of six values: 39 in each of 60 sessions are 14,040 readings. */
const SETS = 39
const by = { kind: 'staff', id: 'bench', name: 'Bench Nurse', roles: ['nurse'] } as const

/** The whole course of one patient, as facts in the journal. */
export async function course({ journal, versions, database }: Ground, clinic: string, patient: string, protocol: unknown): Promise<string[]> {
  const ref = protocol as ProtocolRef
  await database.as(clinic, (tx) => versions.adopt(tx, clinic, ref.hash))
  const sessions = Array.from({ length: SESSIONS }, () => uuid7())
  const start = Date.now() - SESSIONS * 3 * 86_400_000
  for (const [n, session] of sessions.entries()) {
    const at = instant(start + n * 3 * 86_400_000)
    const sets = Array.from({ length: SETS }, (_, k) => ({
      type: 'readings-recorded' as const,
      at: addMinutes(at, k * 3),
      data: { values: { ...calm, 'heart-rate': 60 + (k % 30) }, from: {} },
    }))
    const facts: SessionFact[] = [{ type: 'session-scheduled', at, data: { patient, protocol: ref, chair: 'bench', plannedFor: at } }, ...sets]
    const command = { clinic, stream: { kind: 'session', id: session }, id: uuid7(), digest: n, by, via: {}, at } as const
    await journal.execute(command, sessionModel(versions), () => ({ kind: 'accepted', facts }))
  }
  return sessions
}

/** Other people's sessions and readings, straight into the tables: 20 sets for each, and five events of their streams. */
export async function others({ database }: Ground, clinic: string, patients: readonly string[]): Promise<void> {
  const values = [clinic, patients, JSON.stringify(calm)]
  const text = (insert: string) => database.acrossClinics((tx) => tx.connection.query(insert, values))
  await text(`insert into reading (clinic, patient, at, event, session, values)
    select $1, p, now() - n * interval '1 day', gen_random_uuid(), p, $3::jsonb from unnest($2::text[]) p, generate_series(1, 20) n`)
  await text(`insert into session_list (clinic, session, patient, chair, status, planned_for, protocol, row)
    select $1, p || n, p, 'bench', 'signed', now() - n * interval '30 days', 'none', jsonb_build_object('values', $3::jsonb) from unnest($2::text[]) p, generate_series(1, 4) n`)
  await text(`insert into journal (clinic, stream_kind, stream_id, seq, id, type, version, data, at, recorded_at, "by", via, hash)
    select $1, 'session', p, n, gen_random_uuid(), 'readings-recorded', 1, $3::jsonb, now(), now(), '{}', '{}', sha256('') from unnest($2::text[]) p, generate_series(1, 5) n`)
}
