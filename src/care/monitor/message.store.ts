import type { Instant } from '../../medicine/time.ts'
import type { Tx } from '../../platform/db/database.ts'
import type { Sample } from './latest.ts'
import type { NotTaken, Reception, Verdict } from './reception.ts'

export type Stored = Reception & { readonly chair: string | null; readonly session: string | null; readonly values: readonly Sample[] }
/** Bytes of a message that was not accepted which are kept; enough to see what it was. */
const KEPT_OF_REFUSED = 8_192

/** What is there already of these: by control id among the accepted, by content among the others. */
export async function known(tx: Tx, clinic: string, batch: readonly Reception[]) {
  const text = `
    select id, encode(digest, 'hex') as digest, accepted, sender, control_id, sent_at from device_message
    where clinic = $1 and accepted and control_id is not null and (sender, control_id) in (select * from unnest($2::text[], $3::text[]))
    union all
    select id, encode(digest, 'hex'), accepted, sender, control_id, sent_at from device_message
    where clinic = $1 and not accepted and digest = any($4::bytea[])`
  const named = batch.filter(({ controlId }) => controlId !== null)
  const values = [clinic, named.map(({ sender }) => sender), named.map(({ controlId }) => controlId), batch.map(({ digest }) => Buffer.from(digest, 'hex'))]
  const { rows } = await tx.connection.query({ name: 'messages-known', text, values })
  return rows.map((row) => ({
    id: row.id as string,
    digest: row.digest as string,
    accepted: row.accepted as boolean,
    sentAt: row.sent_at as Instant,
    key: row.control_id === null ? null : `${row.sender}\n${row.control_id}`,
  }))
}

export async function addMessages(tx: Tx, clinic: string, messages: readonly Stored[]): Promise<void> {
  if (messages.length === 0) return
  const text = `
    insert into device_message (clinic, id, received_at, came_from, sender, control_id, sent_at, digest, verdict, accepted, reason, devices, chair, session,
      raw, length, values, not_taken)
    select $1, m.id, m."receivedAt", m."from", m.sender, m."controlId", m."sentAt", decode(m.digest, 'hex'), m.verdict, m.accepted, m.reason,
      array(select jsonb_array_elements_text(m.devices)), m.chair, m.session, r.raw, m.length, m.values, m."notTaken"
    from jsonb_to_recordset($2::jsonb) as m(n int, id uuid, "receivedAt" timestamptz, "from" text, sender text, "controlId" text, "sentAt" timestamptz, digest text,
      verdict text, accepted boolean, reason text, devices jsonb, chair text, session text, length int, values jsonb, "notTaken" jsonb)
    join unnest($3::bytea[]) with ordinality as r(raw, n) on r.n = m.n`
  const rows = messages.map(({ raw: _, parts, clockOffMs: __, ...message }, i) => ({ ...message, n: i + 1, devices: parts.map(({ device }) => device) }))
  const raws = messages.map(({ raw, accepted }) => Buffer.from(accepted ? raw : raw.subarray(0, KEPT_OF_REFUSED)))
  await tx.connection.query({ name: 'messages-add', text, values: [clinic, JSON.stringify(rows), raws] })
}

export async function seenAgain(tx: Tx, clinic: string, again: readonly { readonly id: string; readonly at: string }[]): Promise<void> {
  if (again.length === 0) return
  const text = `
    update device_message m set again = m.again + a.times, again_at = a.at
    from (select id, count(*)::int as times, max(at) as at from unnest($2::uuid[], $3::timestamptz[]) as u(id, at) group by id) a
    where m.clinic = $1 and m.id = a.id`
  await tx.connection.query({ name: 'messages-again', text, values: [clinic, again.map(({ id }) => id), again.map(({ at }) => at)] })
}

/** A message somebody should look at: not accepted, or with rows that were not believed. */
export type ToLookAt = {
  readonly id: string
  readonly receivedAt: Instant
  readonly from: string
  readonly sender: string
  readonly controlId: string | null
  readonly devices: readonly string[]
  readonly verdict: Verdict
  readonly reason: string
  readonly notTaken: readonly NotTaken[]
  readonly again: number
  readonly againAt: Instant | null
  readonly length: number
  /** How it begins, as text. */
  readonly begins: string
}

export async function messagesToLookAt(tx: Tx, clinic: string, limit = 100): Promise<ToLookAt[]> {
  const text = `
    select id, received_at as "receivedAt", came_from as "from", sender, control_id as "controlId", devices, verdict, reason, not_taken as "notTaken",
      again, again_at as "againAt", length, substring(raw from 1 for 600) as begins
    from device_message
    where clinic = $1 and dismissed_at is null and (not accepted or not_taken <> '[]')
    order by received_at desc limit $2`
  const { rows } = await tx.connection.query(text, [clinic, limit])
  return rows.map((row) => ({ ...row, begins: new TextDecoder('latin1').decode(row.begins).replace(/[^\P{Cc}\r\n]/gu, '·') }))
}

/** Puts a message aside; false when there is none such to put aside. */
export async function dismiss(tx: Tx, clinic: string, id: string, by: string): Promise<boolean> {
  const rows = await tx.sql`
    update device_message set dismissed_at = now(), dismissed_by = ${by} where clinic = ${clinic} and id = ${id} and dismissed_at is null returning id`
  return rows.length > 0
}

export async function countToLookAt(tx: Tx, clinic: string): Promise<number> {
  const rows = await tx.sql<{ n: number }>`
    select count(*)::int as n from device_message where clinic = ${clinic} and dismissed_at is null and (not accepted or not_taken <> '[]')`
  return rows[0]?.n ?? 0
}
