import { createHash } from 'node:crypto'
import { z } from '@hono/zod-openapi'
import { instant } from '../../medicine/time.ts'
import { json } from '../../platform/http/answers.ts'
import { answerRefusal } from '../../platform/http/command.ts'
import { routes } from '../../platform/http/http-app.ts'
import { route } from '../../platform/http/route.ts'
import { byId, type FactsParts, id } from './facts.routes.ts'
import { factsModel, factsStream } from './facts.store.ts'
import { decide, doubts, type Facts, type Imported, type PersonOfRecord, type ReadRecord } from './facts.ts'
import { importAnswer } from './facts.wire.ts'

export type ImportParts = Pick<FactsParts, 'journal' | 'catalogue'> & {
  /** Reads a record as it streams in; the exchange room knows how. */
  readonly readRecord: (chunks: AsyncIterable<Uint8Array>, person?: string) => Promise<ReadRecord>
  /** Who the chart is about, to see whether the record fits. */
  readonly person: (clinic: string, patient: string) => Promise<{ readonly givenName: string; readonly familyName: string; readonly birthDate: string } | null>
}

/** Which addresses take a file; the door lets it stream. */
export const IMPORTS = /^\/api\/patients\/[^/]+\/import$/
const MOST_BYTES = 100 * 1024 * 1024

const query = z.object({
  id: z.uuid().toLowerCase().openapi({ description: 'Made by the sender; the same import sent twice has one effect' }),
  person: z.string().max(200).optional().openapi({ description: 'Which person of the record, where it holds several' }),
  confirmed: z.string().max(200).optional().openapi({ description: 'Codes of the questions answered with "yes, really", with commas between' }),
})

export function importRoutes({ journal, catalogue, readRecord, person: personOf }: ImportParts) {
  return routes().openapi(
    route(
      { may: 'facts.import', leaves: 'record.imported', chart: 'patient', through: 'journal' },
      {
        method: 'post',
        path: '/patients/{id}/import',
        summary: 'Import a FHIR R4 record (bundle, resource or NDJSON, up to 100 MB) into a chart',
        request: { params: z.object({ id }), query },
        // Not among the bodies that are read and checked whole: it streams.
        requestBody: { description: 'The record itself', required: true, content: { 'application/fhir+json': { schema: { type: 'object' } } } },
        responses: { 200: json(importAnswer, 'What was added, what was known, what is kept as it is, what is not for here') },
      },
    ),
    async (c) => {
      const { clinic, person, via, house } = c.var
      const { id: command, person: wanted, confirmed = '' } = c.req.valid('query')
      const patient = c.req.valid('param').id
      const body = counted(c.req.raw.body)
      const record = await readRecord(body.chunks, wanted)
      if (body.tooLarge()) return c.json({ code: 'too-large', message: 'A record of more than 100 MB is not taken at once.' }, 413)
      if (record.kind === 'bad') {
        c.var.about.reason = 'not-readable'
        return c.json(
          { code: 'not-readable', message: `The record does not read, and nothing of it was taken: ${said(record.flaws)}`, issues: issues(record.flaws) },
          422,
        )
      }
      if (record.kind === 'whose')
        return c.json({ code: 'whose', message: 'There is more than one person in this record. Say which one it is.', issues: record.people.map(named) }, 409)
      const chart = await personOf(clinic, patient)
      if (!chart) return c.json({ code: 'no-such-patient', message: 'There is no such patient.' }, 404)
      const open = doubts(chart, record.patient).filter(({ code }) => !confirmed.split(',').includes(code))
      const known = byId(await catalogue(clinic))
      let counts = { added: 0, known: 0, unmapped: 0, unmappedKnown: 0 }
      const at = instant(house.now().getTime())
      const outcome = await journal.execute(
        { clinic, stream: factsStream(patient), id: command, digest: { patient, file: body.hash(), wanted: wanted ?? null }, by: person.by, via, at },
        factsModel,
        (state) => {
          if (open.length > 0) return { kind: 'ask', questions: open }
          counts = countsOf(state, record)
          return decide(state, { type: 'state', data: record }, known)
        },
      )
      if (outcome.kind !== 'done') return answerRefusal(c, outcome)
      const { seen, problems } = record
      const sum = (of: 'notForHere' | 'others') => Object.values(seen).reduce((all, one) => all + one[of], 0)
      return c.json({ ...counts, notForHere: sum('notForHere'), others: sum('others'), seen, problems, seq: outcome.seq }, 200)
    },
  )
}

function countsOf(state: Facts, { statements, unmapped }: Imported) {
  const there = new Set([...state.statements, ...state.withdrawn, ...state.unmapped].map((one) => one.id))
  const fresh = (all: readonly { readonly id: string }[]) => all.filter((one) => !there.has(one.id)).length
  const [added, kept] = [fresh(statements), fresh(unmapped)]
  return { added, known: statements.length - added, unmapped: kept, unmappedKnown: unmapped.length - kept }
}

/** The body as it comes: counted, so that nobody sends without end, and hashed, so that the same file is known again. */
function counted(body: ReadableStream<Uint8Array> | null) {
  const hash = createHash('sha256')
  let bytes = 0
  async function* chunks(): AsyncGenerator<Uint8Array> {
    for await (const chunk of (body ?? []) as AsyncIterable<Uint8Array>) {
      bytes += chunk.byteLength
      if (bytes > MOST_BYTES) return
      hash.update(chunk)
      yield chunk
    }
  }
  return { chunks: chunks(), tooLarge: () => bytes > MOST_BYTES, hash: () => hash.digest('hex') }
}

type Flaws = readonly { readonly where: string; readonly what: string }[]
const said = (flaws: Flaws) =>
  flaws
    .slice(0, 3)
    .map(({ where, what }) => `${where}: ${what}`)
    .join('; ')
const issues = (flaws: Flaws) => flaws.map(({ where, what }) => ({ path: where, message: what }))
const named = ({ id: who, givenName, familyName, birthDate }: PersonOfRecord) => ({
  path: who,
  message: [[givenName, familyName].filter(Boolean).join(' ') || who, birthDate && `born ${birthDate}`].filter(Boolean).join(', '),
})
