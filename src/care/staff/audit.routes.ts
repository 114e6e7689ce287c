import { z } from '@hono/zod-openapi'
import type { StreamRef } from '../../medicine/record.ts'
import { ACTS } from '../../platform/audit/audit.ts'
import type { AuditBook } from '../../platform/audit/audit-book.ts'
import type { Tx } from '../../platform/db/database.ts'
import { json } from '../../platform/http/answers.ts'
import { routes } from '../../platform/http/http-app.ts'
import { route } from '../../platform/http/route.ts'
import { changeLines, logLines, type TrailLine } from './trail.store.ts'

const line = z.object({
  id: z.string(),
  at: z.string(),
  by: z.object({ kind: z.string(), id: z.string(), name: z.string(), roles: z.array(z.string()).readonly() }),
  act: z.string(),
  event: z.string(),
  right: z.string().nullable(),
  patient: z.string().nullable(),
  patientName: z.string().nullable(),
  session: z.string().nullable(),
  reason: z.string().nullable(),
  request: z.string().nullable(),
  outcome: z.number().nullable(),
})
const query = z.object({
  after: z.string().max(400).optional().openapi({ description: '`next` of the page before' }),
  patient: z.string().max(64).optional(),
  staff: z.string().max(64).optional(),
  act: z.enum(ACTS).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})
/** Where a page ended: in the access log and in the journal, which are read side by side. */
const place = z.object({
  log: z.object({ at: z.string(), id: z.uuid() }).or(z.undefined()),
  journal: z.object({ tx: z.string().regex(/^\d+$/), pos: z.string().regex(/^\d+$/) }).or(z.undefined()),
})
type Place = z.infer<typeof place>
const START: Place = { log: undefined, journal: undefined }

export type AuditParts = {
  readonly book: AuditBook
  /** The sessions of a patient, so that the trail of a chart shows them too. */
  sessionsOf(tx: Tx, patient: string): Promise<readonly string[]>
  /** Whom streams are about, so that a line says a name and not a number. */
  peopleOf?(tx: Tx, streams: readonly string[]): Promise<ReadonlyMap<string, { readonly patient: string; readonly name: string }>>
}

export const auditRoutes = ({ book, sessionsOf, peopleOf }: AuditParts) =>
  routes().openapi(
    route(
      { may: 'audit.read', leaves: 'audit.read' },
      {
        method: 'get',
        path: '/audit',
        summary: 'Who did, read, printed or was refused what; newest first',
        request: { query },
        responses: { 200: json(z.object({ lines: z.array(line), next: z.string().nullable() }), 'A page') },
      },
    ),
    async (c) => {
      const { after, patient, staff, act, limit } = c.req.valid('query')
      const from = after ? readPlace(after) : START
      if (!from) return c.json({ code: 'bad-request', message: 'That page does not exist.' }, 400)
      await book.flush()
      const tx = c.var.tx
      const log = await logLines(tx, { patient, staff, act, before: from.log, limit: limit + 1 })
      const ofPatient = patient ? await streamsOf(tx, patient, sessionsOf) : null
      const changes = act && act !== 'write' ? [] : await changeLines(tx, { streams: ofPatient, staff, before: from.journal, limit: limit + 1 })
      const { lines, next } = page(log, changes, from, limit)
      const streams = [...new Set(lines.flatMap(({ patient, session }) => patient ?? session ?? []))]
      const people = streams.length > 0 ? await peopleOf?.(tx, streams) : undefined
      return c.json({ lines: lines.map((line) => named(line, people)), next }, 200)
    },
  )

async function streamsOf(tx: Tx, patient: string, sessionsOf: AuditParts['sessionsOf']): Promise<StreamRef[]> {
  const sessions = await sessionsOf(tx, patient)
  return [{ kind: 'patient', id: patient }, ...sessions.map((id) => ({ kind: 'session', id }) as const)]
}

function named(line: TrailLine, people: Awaited<ReturnType<NonNullable<AuditParts['peopleOf']>>> | undefined) {
  const person = people?.get(line.patient ?? line.session ?? '')
  return { ...line, patient: person?.patient ?? line.patient, patientName: person?.name ?? null }
}

type Change = Awaited<ReturnType<typeof changeLines>>[number]

/** The newest `limit` of both, and the place behind the last one taken from each. */
function page(log: readonly TrailLine[], changes: readonly Change[], from: Place, limit: number) {
  const lines: TrailLine[] = []
  let [l, c] = [0, 0]
  while (lines.length < limit && (l < log.length || c < changes.length)) {
    const [entry, change] = [log[l], changes[c]]
    // Each list keeps its own order, so that nothing between two pages is passed over.
    if (entry && (!change || entry.at >= change.at)) lines.push(log[l++] as TrailLine)
    else lines.push(shown(changes[c++] as Change))
  }
  const lastLog = log[l - 1]
  const lastChange = changes[c - 1]
  const next: Place = {
    log: lastLog ? { at: lastLog.at, id: lastLog.id } : from.log,
    journal: lastChange?.place ?? from.journal,
  }
  const more = l < log.length || c < changes.length
  return { lines, next: more ? Buffer.from(JSON.stringify(next)).toString('base64url') : null }
}

const shown = ({ place: _place, ...line }: Change): TrailLine => line

function readPlace(text: string): Place | null {
  try {
    return place.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')))
  } catch {
    return null
  }
}
