import type { Tx } from '../../platform/db/database.ts'

/** How much of what devices send is kept. A matter of the disk, so that no flood can fill it. */
export type Quota = {
  readonly keepDays: number
  readonly bytes: number
  readonly notAccepted: number
  readonly unknownDevices: number
}
export const QUOTA: Quota = { keepDays: 14, bytes: 1024 * 1024 * 1024, notAccepted: 1_000, unknownDevices: 200 }

/** Lets the oldest go. `bound` devices are never forgotten, however long they are silent. */
export async function prune(tx: Tx, clinic: string, bound: readonly string[], quota: Quota = QUOTA): Promise<void> {
  await tx.sql`delete from device_message where clinic = ${clinic} and received_at < now() - make_interval(days => ${quota.keepDays})`
  await tx.sql`
    delete from device_message where clinic = ${clinic} and id in (
      select id from device_message where clinic = ${clinic} and not accepted order by received_at desc offset ${quota.notAccepted})`
  // Adding up every row is work; the size of the whole table says whether it can be needed at all.
  const [table] = await tx.sql<{ bytes: number }>`select pg_table_size('device_message')::float8 as bytes`
  if ((table?.bytes ?? 0) > quota.bytes)
    await tx.sql`
    delete from device_message where clinic = ${clinic} and id in (
      select id from (
        select id, sum(length + 400) over (order by received_at desc, id) as so_far from device_message where clinic = ${clinic}
      ) sized where so_far > ${quota.bytes})`
  await tx.sql`
    delete from device_heard where clinic = ${clinic} and device in (
      select device from device_heard where clinic = ${clinic} and not device = any(${[...bound]}) order by last_at desc offset ${quota.unknownDevices})`
}
