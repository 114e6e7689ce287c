import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { instant } from '../../medicine/time.ts'
import { json } from '../../platform/http/answers.ts'
import { answerCommand, commandExample, commandHead, done } from '../../platform/http/command.ts'
import type { Env } from '../../platform/http/env.ts'
import { routes } from '../../platform/http/http-app.ts'
import { route } from '../../platform/http/route.ts'
import { type ConsentParts, executed, type Sent, shown, standsAmong, writtenOf } from './consent.parts.store.ts'
import { consentsOf, lastFilled } from './consent.store.ts'
import { standing, standings } from './consent.ts'
import { formsAnswer, listAnswer, oneAnswer, prepareOrder, staffOrder, standingAnswer } from './consent.wire.ts'

const patient = z.string().regex(/^[0-9a-zA-Z-]{1,64}$/)
export const ofOne = { params: z.object({ id: patient, consent: z.uuid().toLowerCase() }) }
export const noSuchConsent = { code: 'no-such-consent', message: 'There is no such consent of this patient.' } as const

const rights = {
  ask: 'consent.prepare',
  answer: 'consent.prepare',
  'teach-back': 'consent.prepare',
  'sign-clinician': 'consent.sign-clinician',
  withdraw: 'consent.withdraw',
  'set-aside': 'consent.prepare',
} as const

const decimal = z.string().regex(/^\d{1,4}(\.\d{1,3})?$/)
const asked = z.object({
  drug: z.string().max(40),
  route: z.enum(['intravenous', 'intranasal']),
  low: decimal.optional(),
  high: decimal.optional(),
  dose: decimal.optional(),
  unit: z.enum(['mg/kg', 'mg']),
})
export const consentRoutes = (parts: ConsentParts) =>
  routes()
    .openapi(
      route(
        { may: 'protocol.read', leaves: 'consent-forms.read', quiet: true },
        {
          method: 'get',
          path: '/consent-forms',
          summary: 'The forms of consent in force, what each has to tell, and what the clinic filled in last',
          responses: { 200: json(formsAnswer, 'Every form with its words') },
        },
      ),
      async (c) => {
        const last = await lastFilled(c.var.tx, c.var.clinic)
        const forms = parts.book.templates.map(({ ref, template }) => ({ ref, template, last: last.get(ref.id) ?? {} }))
        return c.json({ elements: parts.book.elements, forms }, 200)
      },
    )
    .openapi(
      route(
        { may: 'chart.read', leaves: 'consents.read', chart: 'patient' },
        {
          method: 'get',
          path: '/patients/{id}/consents',
          summary: 'The consents of a patient, newest first, and why a signed one has to be asked for anew',
          request: { params: z.object({ id: patient }) },
          responses: { 200: json(listAnswer, 'Each as it stands') },
        },
      ),
      async (c) => {
        const held = await consentsOf(c.var.tx, parts.journal, c.var.clinic, c.req.valid('param').id)
        const stands = standings(held, formsOf(parts), nowOf(c))
        const consents = held.flatMap(({ id, consent }) => (consent.status === 'none' ? [] : [{ id, consent: shown(consent), ...standsAmong(stands, id) }]))
        return c.json({ consents, stands, serverTime: nowOf(c) }, 200)
      },
    )
    .openapi(
      route(
        { may: 'chart.read', leaves: 'consents.read', chart: 'patient' },
        {
          method: 'get',
          path: '/patients/{id}/consent-standing',
          summary: 'Whether what is planned or ordered is consented to: none, in force, needs a new one and why, or withdrawn',
          request: { params: z.object({ id: patient }), query: asked },
          responses: { 200: json(standingAnswer, 'The standing at this moment') },
        },
      ),
      async (c) => {
        const { drug, route: way, low, high, dose, unit } = c.req.valid('query')
        const held = await consentsOf(c.var.tx, parts.journal, c.var.clinic, c.req.valid('param').id)
        const wanted = {
          drug,
          route: way,
          ...(low !== undefined && high !== undefined ? { range: { low, high, unit } } : {}),
          ...(dose !== undefined ? { order: { dose, unit } } : {}),
          forms: formsOf(parts),
        }
        return c.json(standing(held, wanted, nowOf(c)), 200)
      },
    )
    .openapi(
      route(
        { may: 'chart.read', leaves: 'consent.read', chart: 'patient', through: 'journal' },
        {
          method: 'get',
          path: '/patients/{id}/consents/{consent}',
          summary: 'One consent: the words, what was read and asked, who signed',
          request: ofOne,
          responses: { 200: json(oneAnswer, 'As it stands') },
        },
      ),
      async (c) => {
        const { id, consent } = c.req.valid('param')
        const found = await writtenOf(parts, c.var.clinic, id, consent)
        if (!found) return c.json(noSuchConsent, 404)
        const { clinic, house } = c.var
        const held = await house.database.as(clinic, (tx) => consentsOf(tx, parts.journal, clinic, id))
        const stands = standsAmong(standings(held, formsOf(parts), nowOf(c)), consent)
        return c.json({ id: consent, consent: shown(found), ...stands, serverTime: nowOf(c) }, 200)
      },
    )
    .openapi(
      route(
        { may: 'consent.prepare', leaves: 'consent.prepared', chart: 'patient', through: 'journal' },
        {
          method: 'post',
          path: '/patients/{id}/consents',
          summary: 'Prepare a consent: a form, filled in whole',
          request: {
            params: z.object({ id: patient }),
            body: body(z.intersection(commandHead, prepareOrder.extend({ consent: z.uuid().toLowerCase() })), PREPARE),
          },
          responses: done,
        },
      ),
      async (c) => {
        const { consent, ...command } = c.req.valid('json')
        const { id } = c.req.valid('param')
        return answerCommand(c, await executed(parts, c.var, consent, { ...command, data: { ...command.data, patient: id } } as Sent))
      },
    )
    .openapi(
      route(
        { may: { commands: rights }, leaves: 'consent.changed', chart: 'patient', through: 'journal' },
        {
          method: 'post',
          path: '/patients/{id}/consents/{consent}/commands',
          summary: 'Answer a question, sign as clinician, note that the patient takes it back',
          request: { ...ofOne, body: body(z.intersection(commandHead, staffOrder), WITHDRAW) },
          responses: done,
        },
      ),
      async (c) => {
        const { id, consent } = c.req.valid('param')
        if (!(await writtenOf(parts, c.var.clinic, id, consent))) return c.json(noSuchConsent, 404)
        return answerCommand(c, await executed(parts, c.var, consent, c.req.valid('json') as Sent))
      },
    )

const formsOf = ({ book }: ConsentParts) => book.templates.map(({ ref }) => ref)
export const nowOf = (c: Context<Env>) => instant(c.var.house.now().getTime())

export const body = <S extends z.ZodType>(schema: S, example: object) => ({
  ...json((schema as z.ZodType).openapi({ example }) as S, 'One command'),
  required: true as const,
})
const PREPARE = commandExample({
  consent: '019ab0c4-7d3e-7000-8000-00000000000c',
  type: 'prepare',
  data: { form: { id: 'iv-ketamine-off-label', version: '1.0.0', hash: '0'.repeat(64) }, fill: { 'dose-low': '0.5', 'dose-high': '0.75' } },
})
const WITHDRAW = commandExample({ type: 'withdraw', data: { reason: 'I changed my mind' } })
