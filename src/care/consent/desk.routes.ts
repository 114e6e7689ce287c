import { randomBytes } from 'node:crypto'
import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { addMinutes } from '../../medicine/time.ts'
import { json } from '../../platform/http/answers.ts'
import { answerCommand, answerRefusal, commandExample, commandHead, done } from '../../platform/http/command.ts'
import type { Env } from '../../platform/http/env.ts'
import { routes } from '../../platform/http/http-app.ts'
import { route } from '../../platform/http/route.ts'
import { sha256 } from '../../platform/sealed/sealed.ts'
import { type ConsentParts, executed, type Sent, shown, writtenOf } from './consent.parts.store.ts'
import { body, noSuchConsent, nowOf, ofOne } from './consent.routes.ts'
import type { Written } from './consent.ts'
import { deskAnswer, deskOrder, pass } from './consent.wire.ts'

/** How long a tablet stays with the patient; then it is handed over anew. */
const STAYS_MINUTES = 4 * 60

/**
 * The patient's page. The screen is locked while the patient has it: these two routes answer a locked screen, and only
 * a locked one, for the one consent that was handed over and with the pass that was made for it. Everything else asks
 * for the unlock of the person whose screen it is.
 */
export const deskRoutes = (parts: ConsentParts) => {
  return routes()
    .openapi(
      route(
        { may: 'consent.prepare', leaves: 'consent.handed-over', chart: 'patient', through: 'journal' },
        {
          method: 'post',
          path: '/patients/{id}/consents/{consent}/hand-over',
          summary: 'Make the pass with which the patient’s page of this consent opens on this screen, once it is locked',
          request: { ...ofOne, body: body(z.intersection(commandHead, z.object({ type: z.literal('hand-over') })), commandExample({ type: 'hand-over' })) },
          responses: { 200: json(z.object({ pass }), 'The pass; kept nowhere but on this screen') },
        },
      ),
      async (c) => {
        const { id, consent } = c.req.valid('param')
        if (!(await writtenOf(parts, c.var.clinic, id, consent))) return c.json(noSuchConsent, 404)
        const made = randomBytes(32).toString('hex')
        const head = c.req.valid('json')
        const sent = { ...head, type: 'hand-over', data: { pass: sha256(made) } } as Sent
        const outcome = await executed(parts, c.var, consent, sent, { consent, at: head.at, type: 'hand-over' })
        if (outcome.kind !== 'done') return answerRefusal(c, outcome)
        if (outcome.repeated) return answerRefusal(c, { kind: 'reused-id' })
        return c.json({ pass: made }, 200)
      },
    )
    .openapi(
      route(
        { may: 'consent.prepare', leaves: 'consent.shown-to-patient', act: 'read', chart: 'patient', through: 'journal', beforeUnlock: true },
        {
          method: 'post',
          path: '/patients/{id}/consents/{consent}/desk',
          summary: 'The patient’s page of one consent, on a locked screen and with its pass',
          request: { ...ofOne, body: { ...json(z.object({ pass }), 'The pass', { pass: '0'.repeat(64) }), required: true } },
          responses: { 200: json(deskAnswer, 'The form, and how far it was read') },
        },
      ),
      async (c) => {
        const found = await handed(parts, c, c.req.valid('param'), c.req.valid('json').pass)
        if ('problem' in found) return c.json(found.problem, found.status)
        const { clinic, house } = c.var
        const [person, about] = await house.database.as(
          clinic,
          async (tx) => [await parts.patient(tx, clinic, found.consent.patient), await parts.clinic(tx)] as const,
        )
        if (!person || !about) return c.json(noSuchConsent, 404)
        const patient = { name: `${person.givenName} ${person.familyName}`, birthDate: person.birthDate }
        return c.json({ consent: shown(found.consent), patient, clinic: { name: about.name, zone: about.zone }, serverTime: nowOf(c) }, 200)
      },
    )
    .openapi(
      route(
        { may: 'consent.prepare', leaves: 'consent.signed-by-patient', chart: 'patient', through: 'journal', beforeUnlock: true },
        {
          method: 'post',
          path: '/patients/{id}/consents/{consent}/desk/commands',
          summary: 'What the patient does on their page: read a part, ask, sign',
          request: {
            ...ofOne,
            body: body(
              z.intersection(commandHead.extend({ pass }), deskOrder),
              commandExample({ pass: '0'.repeat(64), type: 'read-section', data: { section: 'your-choice' } }),
            ),
          },
          responses: done,
        },
      ),
      async (c) => {
        const { pass: given, ...sent } = c.req.valid('json')
        const found = await handed(parts, c, c.req.valid('param'), given)
        if ('problem' in found) return c.json(found.problem, found.status)
        return answerCommand(c, await executed(parts, c.var, c.req.valid('param').consent, sent as unknown as Sent))
      },
    )
}

type Found = { readonly consent: Written } | { readonly status: 403 | 404 | 409; readonly problem: { readonly code: string; readonly message: string } }

async function handed(parts: ConsentParts, c: Context<Env>, { id, consent }: { id: string; consent: string }, given: string): Promise<Found> {
  const caller = await c.var.house.who(c.req.raw)
  if (caller.kind !== 'locked') return { status: 409, problem: { code: 'not-locked', message: 'The screen is not locked. Hand it over again.' } }
  const found = await writtenOf(parts, c.var.clinic, id, consent)
  if (!found) return { status: 404, problem: noSuchConsent }
  const { handed: over } = found
  if (!over || over.pass !== sha256(given) || over.by.id !== c.var.person.by.id)
    return { status: 403, problem: { code: 'no-pass', message: 'This page was not handed to you. Please give the tablet back.' } }
  if (nowOf(c) > addMinutes(over.at, STAYS_MINUTES))
    return { status: 403, problem: { code: 'pass-over', message: 'This page was open for too long. Please give the tablet back.' } }
  return { consent: found }
}
