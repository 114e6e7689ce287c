import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { type Instant, instant } from '../../medicine/time.ts'
import type { Tx } from '../../platform/db/database.ts'
import { json } from '../../platform/http/answers.ts'
import { answerCommand, commandExample, commandHead, done } from '../../platform/http/command.ts'
import type { Env } from '../../platform/http/env.ts'
import { routes } from '../../platform/http/http-app.ts'
import { route } from '../../platform/http/route.ts'
import type { Journal } from '../../platform/journal/journal.ts'
import { sealedPaper, sealPaper, sha256 } from '../../platform/sealed/sealed.ts'
import type { Contact } from '../patient/patient.ts'
import { letterPdf } from './letter.pdf.ts'
import { letterModel, letterStream } from './letter.store.ts'
import { decide, fold, gradeOf, type Letter, type LetterDecision, type LetterInput, type LetterKind, type LetterRecorded, letterOf } from './letter.ts'
import { kind, letterAnswer, lettersAnswer, sendOrder } from './letter.wire.ts'

export type LetterParts = {
  readonly journal: Pick<Journal, 'read' | 'execute'>
  readonly patient: (tx: Tx, clinic: string, id: string) => Promise<(LetterInput['patient'] & { readonly contacts: readonly Contact[] }) | null>
  readonly clinic: (tx: Tx) => Promise<LetterInput['clinic'] | undefined>
  /** The newest signed decision in words; the capability of decisions knows. Null: none. */
  readonly decisionOf: (tx: Tx, clinic: string, patient: string) => Promise<LetterDecision | null>
  /** Whom to call in a crisis: the document's lines and the clinic's own. */
  readonly crisis: (tx: Tx) => Promise<LetterInput['crisis']>
}

const patient = z.string().regex(/^[0-9a-zA-Z-]{1,64}$/)
const one = { params: z.object({ id: patient, kind }), query: z.object({ contact: z.string().max(64).optional() }) }
const PDF = { description: 'PDF; `etag` is its SHA-256', content: { 'application/pdf': { schema: z.string().openapi({ format: 'binary' }) } } }
const noLetter = { code: 'no-letter', message: 'There is no such letter: no decision is signed, or nobody of this role is noted on the chart.' } as const

export function letterRoutes(parts: LetterParts) {
  return routes()
    .openapi(
      route(
        { may: 'chart.read', leaves: 'letters.read', chart: 'patient' },
        {
          method: 'get',
          path: '/patients/{id}/letters',
          summary: 'What was decided, to whom it can be told, and which letters were sent',
          request: { params: z.object({ id: patient }) },
          responses: { 200: json(lettersAnswer, 'The letters of a patient') },
        },
      ),
      async (c) => {
        const { id } = c.req.valid('param')
        const { tx, clinic } = c.var
        const [found, decision] = [await parts.patient(tx, clinic, id), await parts.decisionOf(tx, clinic, id)]
        const { sent } = fold((await parts.journal.read(clinic, letterStream(id))) as LetterRecorded[])
        const decided = decision?.decided && decision.decided.withdrawn === undefined ? decision.decided : null
        return c.json(
          { decided, contacts: (found?.contacts ?? []).map(({ id: contact, role, name }) => ({ id: contact, role, name })), sent, serverTime: nowOf(c) },
          200,
        )
      },
    )
    .openapi(
      route(
        { may: 'chart.read', leaves: 'letters.read', chart: 'patient' },
        {
          method: 'get',
          path: '/patients/{id}/letters/{kind}',
          summary: 'A letter as it would go out now, to be read on the screen',
          request: one,
          responses: { 200: json(letterAnswer, 'Its words, and the school grade they ask for') },
        },
      ),
      async (c) => {
        const found = await gathered(parts, c, c.req.valid('param'), c.req.valid('query').contact)
        return found ? c.json({ letter: found.letter, grade: gradeOf(found.letter) }, 200) : c.json(noLetter, 404)
      },
    )
    .openapi(
      route(
        { may: 'letter.write', leaves: 'letter.printed', act: 'print', chart: 'patient' },
        {
          method: 'get',
          path: '/patients/{id}/letters/{kind}/letter.pdf',
          summary: 'A letter as it would go out now, on paper. It is kept only once it is sent',
          request: one,
          responses: { 200: PDF },
        },
      ),
      async (c) => {
        const found = await gathered(parts, c, c.req.valid('param'), c.req.valid('query').contact)
        return found ? (answerPdf(c, await letterPdf(found.letter)) as never) : c.json(noLetter, 404)
      },
    )
    .openapi(
      route(
        { may: 'letter.write', leaves: 'letter.printed', act: 'print', chart: 'patient' },
        {
          method: 'get',
          path: '/patients/{id}/sent-letters/{letter}/letter.pdf',
          summary: 'A letter that was sent: the very bytes that went out',
          request: { params: z.object({ id: patient, letter: z.uuid().toLowerCase() }) },
          responses: { 200: PDF },
        },
      ),
      async (c) => {
        const { id, letter } = c.req.valid('param')
        const { sent } = fold((await parts.journal.read(c.var.clinic, letterStream(id))) as LetterRecorded[])
        const known = sent.some((found) => found.letter === letter)
        const kept = await sealedPaper(c.var.tx, c.var.clinic, { kind: 'letter', id: letter, seq: 1 })
        return known && kept ? (answerPdf(c, kept.bytes) as never) : c.json(noLetter, 404)
      },
    )
    .openapi(
      route(
        { may: { commands: { send: 'letter.write' } }, leaves: 'letter.sent', chart: 'patient', through: 'journal' },
        {
          method: 'post',
          path: '/patients/{id}/letters/commands',
          summary: 'Keep that a letter went out: to whom, by which way, and its very bytes',
          request: { params: z.object({ id: patient }), body: { required: true, content: { 'application/json': { schema: order } } } },
          responses: done,
        },
      ),
      async (c) => {
        const { id } = c.req.valid('param')
        const { clinic, person, via, house } = c.var
        const { id: command, at, data, type } = c.req.valid('json')
        const found = await house.database.as(clinic, (tx) => gathered(parts, c, { id, kind: data.kind }, data.contact, tx))
        const drawn = found && (await letterPdf(found.letter))
        // Kept before it is told: bytes that no fact names are shown to nobody; a fact without its bytes would be a gap.
        const kept = drawn && (await house.database.as(clinic, (tx) => sealPaper(tx, clinic, { kind: 'letter', id: command, seq: 1 }, drawn)))
        const outcome = await parts.journal.execute(
          { clinic, stream: letterStream(id), id: command, digest: { patient: id, at, type, ...data }, by: person.by, via, at },
          letterModel,
          (state) =>
            decide(state, {
              letter: found?.letter ?? null,
              id: command,
              role: data.kind === 'patient' ? 'patient' : (found?.to?.role ?? ''),
              how: data.how,
              sha256: kept?.sha256 ?? '',
              decidedAt: found?.decidedAt ?? null,
            }),
        )
        return answerCommand(c, outcome)
      },
    )
}

const order = commandHead.and(sendOrder).openapi({ example: commandExample({ type: 'send', data: { kind: 'patient', how: 'handed' } }) })
const nowOf = (c: Context<Env>): Instant => instant(c.var.house.now().getTime())

type Gathered = { readonly letter: Letter; readonly to?: Contact; readonly decidedAt: Instant }
async function gathered(
  parts: LetterParts,
  c: Context<Env>,
  { id, kind: wanted }: { id: string; kind: LetterKind },
  contact?: string,
  tx = c.var.tx,
): Promise<Gathered | null> {
  const { clinic } = c.var
  const [person, about, decision] = [await parts.patient(tx, clinic, id), await parts.clinic(tx), await parts.decisionOf(tx, clinic, id)]
  if (!person || !about || !decision?.decided) return null
  const to = wanted === 'patient' ? undefined : person.contacts.find((one) => one.role === wanted && (contact === undefined || one.id === contact))
  const { contacts: _, ...patientOnly } = person
  const letter = letterOf(wanted, { patient: patientOnly, clinic: about, decision, ...(to ? { to } : {}), crisis: await parts.crisis(tx), asOf: nowOf(c) })
  return letter && { letter, ...(to ? { to } : {}), decidedAt: decision.decided.at }
}

function answerPdf(c: Context<Env>, bytes: Buffer) {
  const hash = sha256(bytes)
  c.var.about.reason = `sha256 ${hash}`
  return c.body(new Uint8Array(bytes), 200, {
    'content-type': 'application/pdf',
    'content-disposition': `inline; filename="letter-${hash.slice(0, 8)}.pdf"`,
    etag: `"${hash}"`,
  })
}
