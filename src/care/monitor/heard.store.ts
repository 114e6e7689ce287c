import type { Instant } from '../../medicine/time.ts'
import type { Tx } from '../../platform/db/database.ts'
import { type DeviceNow, NOTHING } from './latest.ts'

/** What is remembered of a device that was heard. */
export type Heard = {
  readonly device: string
  readonly sender: string
  readonly from: string
  readonly bed: string
  readonly firstAt: Instant
  readonly lastAt: Instant
  readonly clockOffMs: number | null
  readonly messages: number
  readonly now: DeviceNow
}

const COLUMNS = `device, sender, came_from as "from", bed, first_at as "firstAt", last_at as "lastAt", clock_off_ms as "clockOffMs", messages, now`

export async function heardDevices(tx: Tx, clinic: string, limit = 300): Promise<Heard[]> {
  const text = `select ${COLUMNS} from device_heard where clinic = $1 order by last_at desc limit $2`
  return (await tx.connection.query<Heard>(text, [clinic, limit])).rows
}

export async function heardOf(tx: Tx, clinic: string, devices: readonly string[]): Promise<Map<string, Heard>> {
  const text = `select ${COLUMNS} from device_heard where clinic = $1 and device = any($2)`
  const { rows } = await tx.connection.query<Heard>({ name: 'heard-of', text, values: [clinic, devices] })
  return new Map(rows.map((row) => [row.device, row]))
}

export async function keepHeard(tx: Tx, clinic: string, heard: readonly Heard[]): Promise<void> {
  const text = `
    insert into device_heard (clinic, device, sender, came_from, bed, first_at, last_at, clock_off_ms, messages, now)
    select $1, h.* from jsonb_to_recordset($2::jsonb) as h(device text, sender text, "from" text, bed text, "firstAt" timestamptz, "lastAt" timestamptz,
      "clockOffMs" bigint, messages bigint, now jsonb)
    on conflict (clinic, device) do update set sender = excluded.sender, came_from = excluded.came_from, bed = excluded.bed,
      last_at = excluded.last_at, clock_off_ms = excluded.clock_off_ms, messages = excluded.messages, now = excluded.now`
  await tx.connection.query({ name: 'keep-heard', text, values: [clinic, JSON.stringify(heard)] })
}

export const firstHeard = (device: string, at: Instant): Heard => ({
  device,
  sender: '',
  from: '',
  bed: '',
  firstAt: at,
  lastAt: at,
  clockOffMs: null,
  messages: 0,
  now: NOTHING,
})
