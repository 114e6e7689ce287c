import { z } from '@hono/zod-openapi'
import { type Instant, instant } from '../../medicine/time.ts'
import type { Tx } from '../../platform/db/database.ts'
import { routes } from '../../platform/http/http-app.ts'
import { route } from '../../platform/http/route.ts'
import { type Head, headOf } from '../../platform/journal/head.ts'
import type { Journal } from '../../platform/journal/journal.ts'
import { sha256 } from '../../platform/sealed/sealed.ts'
import type { RecordInput } from './record/content.ts'
import { recordPdf } from './record.pdf.ts'
import { seal, sealedRecord } from './record.store.ts'
import { sessionRecord } from './record.ts'
import { seenBy } from './seen.ts'
import type { Versions } from './session.model.store.ts'
import { listed } from './session.store.ts'
import { fold, type SessionRecorded } from './session.ts'

export type RecordParts = {
  readonly journal: Pick<Journal, 'read'>
  readonly versions: Versions
  readonly patient: (tx: Tx, clinic: string, id: string) => Promise<RecordInput['patient'] | null>
  readonly clinic: (tx: Tx) => Promise<RecordInput['clinic'] | undefined>
  readonly chairs: (tx: Tx) => Promise<readonly { readonly id: string; readonly name: string }[]>
  readonly now?: () => Instant
}

const getRecord = route(
  { may: 'record.print', leaves: 'record.printed', act: 'print', chart: 'session', through: 'nothing' },
  {
    method: 'get',
    path: '/sessions/{id}/record.pdf',
    summary: 'The session record. Once it is signed by both the same bytes for good; before that a draft, and it says so',
    request: { params: z.object({ id: z.uuid().toLowerCase() }) },
    responses: { 200: { description: 'PDF; `etag` is its SHA-256', content: { 'application/pdf': { schema: z.string().openapi({ format: 'binary' }) } } } },
  },
)

const clock = () => instant(Date.now())
/** While somebody is in the chair a record speaks of the moment it is printed; later of its last fact. */
const UNDER_WAY = new Set(['scheduled', 'arrived', 'ready', 'dosing', 'recovering'])
const isOver = (status: string) => status === 'signed' || status === 'abandoned'

export const recordRoutes = (parts: RecordParts) =>
  routes().openapi(getRecord, async (c) => {
    const { clinic, person, house, about } = c.var
    const { id } = c.req.valid('param')
    const all = (await parts.journal.read(clinic, { kind: 'session', id })) as SessionRecorded[]
    // Somebody let in by break-glass reads no note for clinicians; their copy is theirs alone and is not kept as the record.
    const facts = seenBy(all, person.by)
    const whole = facts === all
    const found = await house.database.as(clinic, (tx) => gather(parts, tx, clinic, id, facts))
    if (!found) return c.json({ code: 'no-such-session', message: 'There is no such session.' }, 404)
    const { input, kept } = found
    const sealed = whole ? kept : null
    const bytes = sealed?.bytes ?? (await recordPdf(sessionRecord(input)))
    const drawn = { bytes, sha256: sha256(bytes) }
    const record =
      sealed ?? (whole && isOver(input.session.status) ? await house.database.as(clinic, (tx) => seal(tx, clinic, id, input.head.seq, bytes)) : drawn)
    about.reason = `sha256 ${record.sha256}`
    return c.body(new Uint8Array(record.bytes), 200, {
      'content-type': 'application/pdf',
      'content-disposition': `inline; filename="session-${input.asOf.slice(0, 10)}-${record.sha256.slice(0, 8)}.pdf"`,
      etag: `"${record.sha256}"`,
    }) as never
  })

async function gather(parts: RecordParts, tx: Tx, clinic: string, id: string, facts: readonly SessionRecorded[]) {
  const found = await listed(tx, id)
  const last = facts.at(-1)
  const head = await headOf(tx, clinic, { kind: 'session', id })
  const protocol = found && (await parts.versions.meet(tx, clinic, found.protocol))
  const [patient, about] = found ? [await parts.patient(tx, clinic, found.patient), await parts.clinic(tx)] : []
  if (!found || !last || !head || !protocol || !patient || !about) return null
  const session = fold(facts, protocol.protocol)
  if (session.status === 'none') return null
  const chairs = new Map((await parts.chairs(tx)).map((chair) => [chair.id, chair.name]))
  const input: RecordInput = {
    id,
    session,
    protocol,
    patient,
    clinic: about,
    chairs,
    head: at(head, last.seq),
    asOf: UNDER_WAY.has(session.status) ? (parts.now ?? clock)() : last.recordedAt,
  }
  return { input, kept: await sealedRecord(tx, clinic, id, head.seq) }
}

/** A fact that arrived between the two reads belongs to the next record; then the hash would be another fact's. */
function at(head: Head, seq: number): Head {
  if (head.seq !== seq) throw new Error('The session changed while its record was made; ask again')
  return head
}
