import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { CommandHead } from '../../medicine/record.ts'
import type { Catalogue } from '../../medicine/rules/types.ts'
import { instant } from '../../medicine/time.ts'
import { json } from '../../platform/http/answers.ts'
import { answerCommand, commandExample, commandHead, done } from '../../platform/http/command.ts'
import type { Env } from '../../platform/http/env.ts'
import { routes } from '../../platform/http/http-app.ts'
import { route } from '../../platform/http/route.ts'
import type { Journal } from '../../platform/journal/journal.ts'
import { factsModel, factsOf, factsStream } from './facts.store.ts'
import { decide, type FactsOrder, type Statement } from './facts.ts'
import * as wire from './facts.wire.ts'

export type FactsParts = {
  readonly journal: Journal
  /** What may be known in this clinic. */
  readonly catalogue: (clinic: string) => Promise<Catalogue>
  /** What a medicine may be, for the form. */
  readonly ingredients: readonly { readonly rxnorm: string; readonly name: string }[]
}

const MOST_UNMAPPED = 2000
const DAY = 86_400_000
export const id = z.string().regex(/^[0-9a-zA-Z-]{1,64}$/)
const rights = { state: 'facts.write', correct: 'facts.write', withdraw: 'facts.write' } as const

/** What is known of a patient: reading it, and staff stating, correcting and withdrawing single facts. */
export function factsRoutes({ journal, catalogue, ingredients }: FactsParts) {
  return routes()
    .openapi(
      route(
        { may: 'signed-in', leaves: 'facts.described', quiet: true },
        {
          method: 'get',
          path: '/fact-catalogue',
          summary: 'What may be known of a patient: every fact with its question, unit and choices',
          responses: { 200: json(wire.catalogueAnswer, 'The fact catalogue of this clinic') },
        },
      ),
      async (c) => {
        const { version, facts } = await catalogue(c.var.clinic)
        return c.json({ version, facts, ingredients: ingredients.map(({ rxnorm, name }) => ({ rxnorm, name })) }, 200)
      },
    )
    .openapi(
      route(
        { may: 'chart.read', leaves: 'facts.read', chart: 'patient', through: 'journal' },
        {
          method: 'get',
          path: '/patients/{id}/facts',
          summary: 'What is known of a patient, who said so and when it was true',
          request: { params: z.object({ id }) },
          responses: { 200: json(wire.factsAnswer, 'Every statement, what was withdrawn, and what of imports nobody here understands') },
        },
      ),
      async (c) => {
        const { unmapped, ...facts } = await factsOf(journal, c.var.clinic, c.req.valid('param').id)
        const serverTime = instant(c.var.house.now().getTime())
        return c.json({ ...facts, unmapped: unmapped.slice(-MOST_UNMAPPED), unmappedCount: unmapped.length, serverTime }, 200)
      },
    )
    .openapi(
      route(
        { may: { commands: rights }, leaves: 'facts.changed', chart: 'patient', through: 'journal' },
        {
          method: 'post',
          path: '/patients/{id}/facts/commands',
          summary: 'State, correct or withdraw one fact',
          request: {
            params: z.object({ id }),
            body: {
              ...json((z.intersection(commandHead, wire.factsOrder) as z.ZodType).openapi({ example: EXAMPLE }) as never, 'One command'),
              required: true,
            },
          },
          responses: done,
        },
      ),
      async (c) => {
        const sent = c.req.valid('json') as CommandHead & wire.FactsOrderSent
        const { clinic, person, via } = c.var
        const patient = c.req.valid('param').id
        const known = byId(await catalogue(clinic))
        const { id: command, at, confirmed: _confirmed, ...order } = sent
        return answerCommand(
          c,
          await journal.execute(
            { clinic, stream: factsStream(patient), id: command, digest: { patient, ...order }, by: person.by, via, at },
            factsModel,
            (state, now) => {
              if ('at' in order.data && Date.parse(order.data.at) > Date.parse(now) + DAY)
                return { kind: 'refused', because: [{ code: 'in-the-future', field: 'at', message: 'That day has not come yet.' }] }
              return decide(state, orderOf(c, command, order as wire.FactsOrderSent), known)
            },
          ),
        )
      },
    )
}

/** What was sent, as the order it is: said by the person who sent it. */
function orderOf(c: Context<Env>, command: string, { type, data }: wire.FactsOrderSent): FactsOrder {
  if (type === 'withdraw') return { type, data }
  const { fact, value, at } = data
  const statement: Statement = { id: command, fact, value, at, source: { kind: 'clinician', by: c.var.person.by.name } }
  return type === 'state' ? { type, data: { statements: [statement] } } : { type, data: { statement: data.statement, reason: data.reason, instead: statement } }
}

export const byId = ({ facts }: Catalogue) => new Map(facts.map((fact) => [fact.id, fact]))

const EXAMPLE = commandExample({ type: 'state', data: { fact: 'weight', value: 72.4, at: '2026-11-24' } })
