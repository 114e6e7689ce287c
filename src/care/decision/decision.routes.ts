import { z } from '@hono/zod-openapi'
import { instant } from '../../medicine/time.ts'
import type { Tx } from '../../platform/db/database.ts'
import { json } from '../../platform/http/answers.ts'
import { answerCommand, commandHead, done } from '../../platform/http/command.ts'
import { routes } from '../../platform/http/http-app.ts'
import { route } from '../../platform/http/route.ts'
import type { DecisionPage, Waiting } from './answers.ts'
import type { Ordered } from './decision.decide.ts'
import { decisionsOf } from './decision.store.ts'
import * as wire from './decision.wire.ts'
import type { DecisionDesk } from './desk.store.ts'
import { pageOf } from './page.ts'

export type DecisionParts = {
  readonly desk: DecisionDesk
  /** Who the patient is and what must not be missed of them; the patient room knows. */
  readonly person: (clinic: string, patient: string) => Promise<DecisionPage['person'] | null>
  readonly people: (tx: Tx, ids: readonly string[]) => Promise<ReadonlyMap<string, { readonly name: string; readonly birthDate: string }>>
  /** Charts that are kept to named people; a list leaves them out for everybody else. */
  readonly kept: (tx: Tx) => Promise<ReadonlyMap<string, readonly string[]>>
  /** The number of the last statement of each; the facts room knows. */
  readonly factsSeqs: (clinic: string, patients: readonly string[]) => Promise<ReadonlyMap<string, number>>
}

const id = z.string().regex(/^[0-9a-zA-Z-]{1,64}$/)
const MOST = 500

const rights = {
  'ask-for': 'decision.prepare',
  'ask-fact': 'decision.prepare',
  'ask-all': 'decision.prepare',
  'note-finding': 'decision.prepare',
  sign: 'decision.sign',
  withdraw: 'decision.sign',
} as const

export function decisionRoutes({ desk, person, people, kept, factsSeqs }: DecisionParts) {
  return routes()
    .openapi(
      route(
        { may: 'decision.see', leaves: 'decisions.listed', through: 'journal' },
        {
          method: 'get',
          path: '/decisions',
          summary: 'Whom a decision waits for, and whose decision needs a look or ends soon',
          responses: { 200: json(wire.decisionsAnswer, 'Whoever is considered, without those who were declined') },
        },
      ),
      async (c) => {
        const { clinic, person: who, house } = c.var
        const now = instant(house.now().getTime())
        const listed = () => house.database.as(clinic, (tx) => decisionsOf(tx, now, MOST + 1))
        const first = await listed()
        const seqs = await factsSeqs(
          clinic,
          first.map(({ patient }) => patient),
        )
        const rows = (await desk.freshen(clinic, seqs)) ? await listed() : first
        const [names, closed] = await house.database.as(clinic, async (tx) => [
          await people(
            tx,
            rows.map(({ patient }) => patient),
          ),
          await kept(tx),
        ])
        const open = rows.slice(0, MOST).filter(({ patient }) => closed.get(patient)?.includes(who.by.id) ?? true)
        const shown = open.flatMap(({ policy: _, factsSeq: __, ...row }): Waiting[] => {
          const called = names.get(row.patient)
          return called ? [{ ...row, ...called }] : []
        })
        return c.json({ people: shown, more: rows.length > MOST, serverTime: now }, 200)
      },
    )
    .openapi(
      route(
        { may: 'chart.read', leaves: 'decision.read', chart: 'patient', through: 'journal' },
        {
          method: 'get',
          path: '/patients/{id}/decision',
          summary: 'What the rules answer of a patient now and why, what is missing, what was decided, and what changed since',
          request: { params: z.object({ id }) },
          responses: { 200: json(wire.decisionAnswer, 'Verdict, evidence, gaps, decision and history') },
        },
      ),
      async (c) => {
        const { clinic, house } = c.var
        const { id: patient } = c.req.valid('param')
        const who = await person(clinic, patient)
        if (!who) return c.json({ code: 'no-such-patient', message: 'There is no such patient.' }, 404)
        const { decision, factsSeq, verdict, policy, policies: all } = await desk.look(clinic, patient)
        const policies = await Promise.all(
          all.map(async (one) => ({
            ...{ id: one.id, version: one.version, hash: one.hash, title: one.title, indication: one.indication, offLabel: one.offLabel },
            active: await desk.isActive(clinic, one),
            ...(one.decisionValidFor ? { validFor: { value: one.decisionValidFor.value, unit: one.decisionValidFor.unit } } : {}),
          })),
        )
        const now = instant(house.now().getTime())
        return c.json(pageOf({ person: who, decision, factsSeq, verdict, policy, policies, catalogue: desk.catalogue, now }) as never, 200)
      },
    )
    .openapi(
      route(
        { may: { commands: rights }, leaves: 'decision.changed', chart: 'patient', through: 'journal' },
        {
          method: 'post',
          path: '/patients/{id}/decision/commands',
          summary: 'Choose what a patient is considered for, ask for what is missing, note, decide and sign, withdraw',
          request: {
            params: z.object({ id }),
            body: {
              ...json((z.intersection(commandHead, wire.decisionOrder) as z.ZodType).openapi({ example: EXAMPLE }), 'One command'),
              required: true as const,
            },
          },
          responses: done,
        },
      ),
      async (c) => {
        const { clinic, person: who, via } = c.var
        const { id: patient } = c.req.valid('param')
        const { id: commandId, at, ...order } = c.req.valid('json') as z.output<typeof commandHead> & Ordered
        return answerCommand(c, await desk.order({ clinic, id: commandId, by: who.by, via, at }, patient, order as Ordered))
      },
    )
}

const EXAMPLE = {
  id: '019ab0c4-7d3e-7000-8000-000000000001',
  at: '2026-11-24T14:05:00.000Z',
  type: 'sign',
  data: {
    outcome: 'accept',
    reason: 'Two adequate trials; pressure is controlled at three visits.',
    overrides: [],
    seen: { factsSeq: 14, hash: 'a3f1' },
    until: '2027-02-24T23:59:59.000Z',
  },
}
