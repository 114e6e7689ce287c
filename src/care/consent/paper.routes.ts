import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { type Instant, instant, msOf } from '../../medicine/time.ts'
import type { Env } from '../../platform/http/env.ts'
import { routes } from '../../platform/http/http-app.ts'
import { route } from '../../platform/http/route.ts'
import { hashAt } from '../../platform/journal/head.ts'
import { sealedPaper, sealPaper, sha256 } from '../../platform/sealed/sealed.ts'
import { blankPaper, consentPaper } from './consent.paper.ts'
import { type ConsentParts, factsOf } from './consent.parts.store.ts'
import { consentPdf } from './consent.pdf.ts'
import { noSuchConsent, ofOne } from './consent.routes.ts'
import { consentStream } from './consent.store.ts'
import { type ConsentRecorded, fold } from './consent.ts'

const PDF = { description: 'PDF; `etag` is its SHA-256', content: { 'application/pdf': { schema: z.string().openapi({ format: 'binary' }) } } }
const asWas = z.object({
  as: z.enum(['signed', 'now']).default('now').openapi({ description: 'As both signed it, also after it was withdrawn; or as it stands now' }),
})

/** Consents on paper. What both signed is sealed: the same bytes for good. */
export const consentPaperRoutes = (parts: ConsentParts) =>
  routes()
    .openapi(
      route(
        { may: 'protocol.read', leaves: 'consent-form.printed', act: 'print' },
        {
          method: 'get',
          path: '/consent-forms/{id}/blank.pdf',
          summary: 'A form of consent with nothing filled in',
          request: { params: z.object({ id: z.string().max(64) }) },
          responses: { 200: PDF },
        },
      ),
      async (c) => {
        const form = parts.book.templates.find(({ ref }) => ref.id === c.req.valid('param').id)
        const clinic = await parts.clinic(c.var.tx)
        if (!form || !clinic) return c.json({ code: 'no-such-form', message: 'There is no such form in force.' }, 404)
        const made = instant(msOf(`${form.template.effective}T00:00:00.000Z` as Instant))
        return answerPdf(c, await consentPdf(blankPaper(form, clinic, made)), `form-${form.ref.id}-${form.ref.version}`) as never
      },
    )
    .openapi(
      route(
        { may: 'record.print', leaves: 'consent.printed', act: 'print', chart: 'patient', through: 'nothing' },
        {
          method: 'get',
          path: '/patients/{id}/consents/{consent}/consent.pdf',
          summary: 'A consent on paper. Once both have signed the same bytes for good; before that a draft, and it says so',
          request: { ...ofOne, query: asWas },
          responses: { 200: PDF },
        },
      ),
      async (c) => {
        const { clinic, house, about } = c.var
        const { id, consent } = c.req.valid('param')
        const all = await factsOf(parts, clinic, id, consent)
        const facts = c.req.valid('query').as === 'signed' ? uptoSigned(all) : all
        const bytes = facts.length === 0 ? null : await house.database.as(clinic, (tx) => paperOf(parts, { tx, clinic, consent, patient: id }, facts))
        if (!bytes) return c.json(noSuchConsent, 404)
        about.reason = `sha256 ${sha256(bytes)}`
        return answerPdf(c, bytes, `consent-${facts.at(-1)?.recordedAt.slice(0, 10)}`) as never
      },
    )

const uptoSigned = (facts: readonly ConsentRecorded[]) => facts.slice(0, facts.findIndex(({ type }) => type === 'clinician-signed') + 1)
const FINAL: ReadonlySet<ConsentRecorded['type']> = new Set(['clinician-signed', 'consent-withdrawn', 'consent-set-aside'])

type Where = { readonly tx: Parameters<typeof hashAt>[0]; readonly clinic: string; readonly consent: string; readonly patient: string }

async function paperOf(parts: ConsentParts, { tx, clinic, consent, patient }: Where, facts: readonly ConsentRecorded[]): Promise<Buffer | null> {
  const last = facts.at(-1)
  const state = fold(facts)
  if (!last || state.status === 'none') return null
  const paper = { kind: 'consent', id: consent, seq: last.seq } as const
  const kept = await sealedPaper(tx, clinic, paper)
  if (kept) return kept.bytes
  const [person, about, hash] = [await parts.patient(tx, clinic, patient), await parts.clinic(tx), await hashAt(tx, clinic, consentStream(consent), last.seq)]
  if (!person || !about || !hash) return null
  const bytes = await consentPdf(
    consentPaper({ id: consent, consent: state, patient: person, clinic: about, head: { seq: last.seq, hash }, asOf: last.recordedAt }),
  )
  return FINAL.has(last.type) ? (await sealPaper(tx, clinic, paper, bytes)).bytes : bytes
}

function answerPdf(c: Context<Env>, bytes: Buffer, name: string) {
  const hash = sha256(bytes)
  return c.body(new Uint8Array(bytes), 200, {
    'content-type': 'application/pdf',
    'content-disposition': `inline; filename="${name}-${hash.slice(0, 8)}.pdf"`,
    etag: `"${hash}"`,
  })
}
