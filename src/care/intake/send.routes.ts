import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { addMinutes, type Instant } from '../../medicine/time.ts'
import { json } from '../../platform/http/answers.ts'
import { answerRefusal, commandHead, type Outcome } from '../../platform/http/command.ts'
import type { Env } from '../../platform/http/env.ts'
import { routes } from '../../platform/http/http-app.ts'
import { route } from '../../platform/http/route.ts'
import { eventId } from '../../platform/journal/uuid7.ts'
import { type IntakeRow, intakeModel, intakeOf, intakeStream, intakesListed, makeSecret } from './intake.store.ts'
import { decide, type IntakeOrder, type Person } from './intake.ts'
import * as wire from './intake.wire.ts'
import { type IntakeParts, materialOf, notAhead, nowOf } from './parts.routes.ts'
import { referralsWaiting } from './referral.store.ts'
import { shown, totals } from './shown.ts'
import { howFar } from './steps.ts'

/** How long a link opens. Long enough for a week with bad days, too short to lie around. */
const LINK_DAYS = 7
const id = z.string().regex(/^[0-9a-zA-Z-]{1,64}$/)
const params = z.object({ id })
const HEAD = { id: '019ab0c4-7d3e-7000-8000-000000000001', at: '2026-11-24T14:05:00.000Z' }
const INTAKE = '019ab0c4-7d3e-7000-8000-00000000000a'

export type Sent = { readonly intake: string; readonly patient: string; readonly path: string; readonly until: Instant }
export type Sending = { readonly id: string; readonly at: Instant; readonly intake: string; readonly person: Person; readonly referral?: string }

/** Opens an intake with its first link. The secret is answered once and kept nowhere; asked for again, there is a new one. */
export async function send(
  { journal }: IntakeParts,
  c: Context<Env>,
  { id: command, at, intake, person, referral }: Sending,
): Promise<Sent | Exclude<Outcome, { kind: 'done' }>> {
  const { clinic, person: staff, via } = c.var
  const until = addMinutes(nowOf(c), LINK_DAYS * 24 * 60)
  const head = { clinic, stream: intakeStream(intake), by: staff.by, via, at }
  const { text, hash } = makeSecret(clinic)
  const made = { intake, patient: person.patient, path: `/intake#${text}`, until }
  const first = { type: 'open' as const, data: { ...person, ...(referral ? { referral } : {}), hash, until } }
  // The secret differs each time it is asked for, so it is no part of what makes two commands the same.
  const outcome = await journal.execute({ ...head, id: command, digest: { intake, person } }, intakeModel, (state, now) => decide(state, first, now))
  if (outcome.kind !== 'done') return outcome
  if (!outcome.repeated) return made
  const again = { type: 'make-link' as const, data: { hash, until } }
  const renewed = await journal.execute({ ...head, id: eventId(command, 201), digest: { hash } }, intakeModel, (state, now) => decide(state, again, now))
  return renewed.kind === 'done' ? made : renewed
}

const listed = (row: IntakeRow) => ({
  id: row.id,
  patient: row.patient,
  name: `${row.given_name} ${row.family_name}`,
  status: row.status,
  linkUntil: row.link_until,
  linkEnded: row.link_ended,
  openedAt: row.opened_at,
  openedBy: row.opened_by,
  lastAt: row.last_at,
  finishedAt: row.finished_at,
  answered: row.answered,
})

/** What staff do with intakes: send a link, end it, see how far somebody is, read the answers. */
export function sendRoutes(parts: IntakeParts) {
  const { journal, database } = parts
  return routes()
    .openapi(
      route(
        { may: 'intake.send', leaves: 'intakes.listed' },
        {
          method: 'get',
          path: '/intakes',
          summary: 'Every intake, how far it is, and how many people ask for a consultation',
          responses: { 200: json(wire.intakesAnswer, 'Newest first') },
        },
      ),
      async (c) => {
        const { tx, clinic } = c.var
        return c.json({ intakes: (await intakesListed(tx, clinic)).map(listed), referrals: await referralsWaiting(tx, clinic) }, 200)
      },
    )
    .openapi(
      route(
        { may: 'intake.send', leaves: 'intake.sent', through: 'journal' },
        {
          method: 'post',
          path: '/intakes',
          summary: 'Open an intake for a patient, or for somebody new by name, and make its link',
          request: {
            body: { ...json(z.intersection(commandHead, wire.sendBody), 'For whom', { ...HEAD, intake: INTAKE, person: { patient: INTAKE } }), required: true },
          },
          responses: { 200: json(wire.linkAnswer, 'The link; its secret is shown this once') },
        },
      ),
      async (c) => {
        const { id: command, at, intake, person } = c.req.valid('json')
        const head = { id: command, at: notAhead(at, nowOf(c)), intake }
        const known = await parts.personOf(c.var.clinic, person.patient)
        if (!('givenName' in person) && !known) return c.json({ code: 'no-such-patient', message: 'There is no such patient.' }, 404)
        const whom: Person = known ? { patient: person.patient, ...known } : (person as Person)
        if (whom.givenName.trim() === '' || whom.familyName.trim() === '') return c.json(noName, 422)
        if (!known && whom.birthDate !== undefined) {
          const { clinic, person: staff, via } = c.var
          const registering = { clinic, id: eventId(command, 202), by: staff.by, via, at: head.at }
          const registered = await parts.register(registering, whom.patient, { ...whom, birthDate: whom.birthDate })
          if (registered.kind !== 'done') return answerRefusal(c, registered)
        }
        const sent = await send(parts, c, { ...head, person: whom })
        return 'kind' in sent ? answerRefusal(c, sent) : c.json(sent, 200)
      },
    )
    .openapi(
      route(
        { may: 'intake.send', leaves: 'intake.link-made', through: 'journal' },
        {
          method: 'post',
          path: '/intakes/{id}/link',
          summary: 'A new link for an intake; the one before opens nothing any more',
          request: { params, body: { ...json(commandHead, 'The command', HEAD), required: true } },
          responses: { 200: json(wire.linkAnswer, 'The link; its secret is shown this once') },
        },
      ),
      async (c) => {
        const { id: intake } = c.req.valid('param')
        const { text, hash } = makeSecret(c.var.clinic)
        const until = addMinutes(nowOf(c), LINK_DAYS * 24 * 60)
        const outcome = await execute(c, intake, c.req.valid('json'), { type: 'make-link', data: { hash, until } })
        if (outcome.kind !== 'done')
          return outcome.kind === 'refused' && outcome.because[0]?.code === 'no-such-intake' ? c.json(noIntake, 404) : answerRefusal(c, outcome)
        const state = await intakeOf(journal, c.var.clinic, intake)
        return c.json({ intake, patient: state.status === 'none' ? '' : state.patient, path: `/intake#${text}`, until }, 200)
      },
    )
    .openapi(
      route(
        { may: 'intake.send', leaves: 'intake.link-revoked', through: 'journal' },
        {
          method: 'post',
          path: '/intakes/{id}/revoke',
          summary: 'End a link; every device that came in by it is out',
          request: {
            params,
            body: { ...json(z.intersection(commandHead, wire.reasonBody), 'Why', { ...HEAD, reason: 'sent to a wrong number' }), required: true },
          },
          responses: { 200: json(wire.saved, 'Ended') },
        },
      ),
      async (c) => {
        const { reason, ...head } = c.req.valid('json')
        const outcome = await execute(c, c.req.valid('param').id, head, { type: 'revoke-link', data: { reason } })
        if (outcome.kind === 'done') return c.json({ seq: outcome.seq, help: false }, 200)
        return outcome.kind === 'refused' && outcome.because[0]?.code === 'no-such-intake' ? c.json(noIntake, 404) : answerRefusal(c, outcome)
      },
    )
    .openapi(
      route(
        { may: 'chart.read', leaves: 'intake.read', chart: 'patient', through: 'journal' },
        {
          method: 'get',
          path: '/patients/{id}/intakes',
          summary: 'All answers of a patient, with who and when, and what stood there before',
          request: { params },
          responses: { 200: json(wire.patientIntakes, 'Newest first') },
        },
      ),
      async (c) => {
        const { clinic } = c.var
        const { id: patient } = c.req.valid('param')
        const rows = await database.as(clinic, (tx) => intakesListed(tx, clinic, patient))
        const material = await materialOf(parts, clinic)
        const states = await journal.states(
          clinic,
          'intake',
          rows.map((row) => row.id),
          intakeModel,
        )
        const intakes = rows.flatMap((row) => {
          const state = states.get(row.id)
          if (!state || state.status === 'none') return []
          return [{ ...listed(row), ...howFar(material, state.answers), shown: shown(material, state), totals: totals(material, state) }]
        })
        return c.json({ intakes, serverTime: nowOf(c) }, 200)
      },
    )

  function execute(c: Context<Env>, intake: string, { id: command, at }: z.output<typeof commandHead>, order: IntakeOrder) {
    const { clinic, person, via } = c.var
    const head = { clinic, stream: intakeStream(intake), id: command, digest: { intake, ...order }, by: person.by, via, at: notAhead(at, nowOf(c)) }
    return journal.execute(head, intakeModel, (state, now) => decide(state, order, now))
  }
}

const noName = { code: 'no-name', message: 'Give the first and the family name.' }
const noIntake = { code: 'no-such-intake', message: 'There is no such intake.' }
