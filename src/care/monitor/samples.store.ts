import type { Instant } from '../../medicine/time.ts'
import type { Tx } from '../../platform/db/database.ts'
import type { Sample } from './latest.ts'

export type Waiting = {
  readonly message: string
  readonly device: string
  readonly session: string
  readonly receivedAt: Instant
  readonly samples: readonly Sample[]
}
/** Some seconds of one device's samples for one session: one event of its stream. */
export type Chunk = { readonly id: string; readonly session: string; readonly device: string; readonly samples: readonly Sample[] }

export async function addSamples(tx: Tx, clinic: string, samples: readonly Waiting[]): Promise<void> {
  if (samples.length === 0) return
  const text = `
    insert into device_sample (clinic, message, device, session, received_at, samples)
    select $1, s.message, s.device, s.session, s."receivedAt", s.samples
    from jsonb_to_recordset($2::jsonb) as s(message uuid, device text, session text, "receivedAt" timestamptz, samples jsonb)
    on conflict do nothing`
  await tx.connection.query({ name: 'samples-add', text, values: [clinic, JSON.stringify(samples)] })
}

/** Gives what waits its chunk, one for each session and device; `newId` names them. Chunks given before and not yet kept come again, the same. */
export async function chunksDue(tx: Tx, clinic: string, newId: () => string): Promise<Chunk[]> {
  const groups = await tx.sql<{ session: string; device: string }>`
    select distinct session, device from device_sample where clinic = ${clinic} and chunk is null`
  for (const { session, device } of groups) {
    await tx.sql`update device_sample set chunk = ${newId()} where clinic = ${clinic} and session = ${session} and device = ${device} and chunk is null`
  }
  const rows = await tx.sql<{ chunk: string; session: string; device: string; samples: Sample[] }>`
    select chunk, session, device, samples from device_sample where clinic = ${clinic} and chunk is not null order by chunk, received_at, message`
  return [...Map.groupBy(rows, ({ chunk }) => chunk)].map(([id, parts]) => ({
    id,
    session: parts[0]?.session ?? '',
    device: parts[0]?.device ?? '',
    samples: thinned(parts.flatMap(({ samples }) => samples).sort((a, b) => (a.at < b.at ? -1 : 1))),
  }))
}

/** More than any monitor measures in the seconds of a chunk: the journal keeps what it is given for good, and a flood is no observation. */
const MOST_SAMPLES = 2_500

/** Every so-manieth where there are too many; a cuff's reading is rare and stays. */
export function thinned(samples: readonly Sample[]): readonly Sample[] {
  const step = Math.ceil(samples.length / MOST_SAMPLES)
  return step <= 1 ? samples : samples.filter(({ values }, i) => i % step === 0 || (values.systolic !== undefined && samples.length < 2 * MOST_SAMPLES))
}

export async function chunkKept(tx: Tx, clinic: string, chunk: string): Promise<void> {
  await tx.sql`delete from device_sample where clinic = ${clinic} and chunk = ${chunk}`
}

/** Clinics in which samples wait. */
export const clinicsWaiting = async (tx: Tx): Promise<string[]> =>
  (await tx.sql<{ clinic: string }>`select distinct clinic from device_sample`).map(({ clinic }) => clinic)
