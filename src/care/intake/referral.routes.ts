import { z } from '@hono/zod-openapi'
import type { Actor } from '../../medicine/record.ts'
import { json } from '../../platform/http/answers.ts'
import { answerRefusal, commandHead } from '../../platform/http/command.ts'
import { routes } from '../../platform/http/http-app.ts'
import { openRoute, route } from '../../platform/http/route.ts'
import * as wire from './intake.wire.ts'
import { clinicNamed, type IntakeParts, notAhead, nowOf, refuse } from './parts.routes.ts'
import { referralModel, referralStream, referralsListed } from './referral.store.ts'
import { decideReferral } from './referral.ts'
import type { ReferralOrder } from './referral.types.ts'
import { send } from './send.routes.ts'
import { sluice } from './sluice.ts'
import { viaOf } from './visitor.routes.ts'

const params = z.object({ id: z.string().regex(/^[0-9a-zA-Z-]{1,64}$/) })
const HOUR = 3_600_000
/** So many requests for a consultation an hour: from one network, and for the whole clinic. */
const MOST = { peer: 6, clinic: 120 }
const HEAD = { id: '019ab0c4-7d3e-7000-8000-000000000001', at: '2026-11-24T14:05:00.000Z' }
const asked = {
  id: HEAD.id,
  name: 'Robin Example',
  contact: '+1 555 010 0199',
  shared: [{ question: 'What do you want help with?', answer: 'Depression' }],
}
const takes = {
  ...HEAD,
  intake: '019ab0c4-7d3e-7000-8000-00000000000a',
  patient: '019ab0c4-7d3e-7000-8000-00000000000b',
  givenName: 'Robin',
  familyName: 'Example',
}

/** The public page's one door inwards, and the inbox it leads to. */
export function referralRoutes(parts: IntakeParts) {
  const { journal } = parts
  const fromPeer = sluice(MOST.peer, HOUR)
  const atClinic = sluice(MOST.clinic, HOUR)
  return routes()
    .openapi(
      openRoute('a public page: it tells the clinic’s name and where help is', {
        method: 'get',
        path: '/check',
        summary: 'Whose page the self-check is, and its crisis lines; it takes nothing',
        responses: { 200: json(wire.publicClinic, 'The clinic') },
      }),
      async (c) => {
        const clinic = await parts.onlyClinic()
        const named = clinic ? await clinicNamed(parts, clinic) : null
        return c.json({ clinic: clinic && named ? { id: clinic, ...named } : null, lines: named?.lines ?? [] }, 200)
      },
    )
    .openapi(
      openRoute('whoever asks for a consultation has no account; what comes in is limited', {
        method: 'post',
        path: '/referrals',
        summary: 'Ask for a consultation',
        request: { body: { ...json(wire.referralBody, 'Name, contact, and what they chose to share', asked), required: true } },
        responses: { 200: json(z.object({ received: z.boolean() }), 'It is in the clinic’s inbox') },
      }),
      async (c) => {
        const { id, website, ...asking } = c.req.valid('json')
        // A program filled the field that people do not see: it learns nothing from us.
        if (website) return c.json({ received: true }, 200)
        const clinic = await parts.onlyClinic()
        if (!clinic) return c.json(nobody, 404)
        const now = c.var.house.now().getTime()
        if (!fromPeer(parts.peerOf(c) ?? 'nobody', now) || !atClinic(clinic, now)) return c.json(tooMany, 429)
        const order: ReferralOrder = { type: 'receive', data: asking }
        const by: Actor = { kind: 'patient', id, name: asking.name.trim().slice(0, 120) || 'somebody', roles: ['patient'] }
        const command = { clinic, stream: referralStream(id), id, digest: order, by, via: viaOf(c), at: nowOf(c) }
        const outcome = await journal.execute(command, referralModel, (state) => decideReferral(state, order))
        return outcome.kind === 'done' ? c.json({ received: true }, 200) : refuse(c, outcome)
      },
    )
    .openapi(
      route(
        { may: 'referral.answer', leaves: 'referrals.read' },
        { method: 'get', path: '/referrals', summary: 'Who asks for a consultation', responses: { 200: json(wire.referralsAnswer, 'Those who wait first') } },
      ),
      async (c) => {
        const ids = await referralsListed(c.var.tx, c.var.clinic)
        const states = await journal.states(c.var.clinic, 'referral', ids, referralModel)
        const referrals = ids.flatMap((id) => {
          const one = states.get(id)
          if (!one || one.status === 'none') return []
          const { status, at, name, contact, shared, message = null, settledAt = null, settledBy = null, reason = null, patient = null } = one
          return [{ id, status, at, name, contact, message, shared, settledAt, settledBy, reason, patient }]
        })
        return c.json({ referrals }, 200)
      },
    )
    .openapi(
      route(
        { may: 'referral.answer', leaves: 'referral.taken', through: 'journal' },
        {
          method: 'post',
          path: '/referrals/{id}/take',
          summary: 'Take somebody who asked: opens their intake and makes its link',
          request: { params, body: { ...json(z.intersection(commandHead, wire.takeBody), 'The new patient', takes), required: true } },
          responses: { 200: json(wire.linkAnswer, 'The link for them; its secret is shown this once') },
        },
      ),
      async (c) => {
        const { id: referral } = c.req.valid('param')
        const { id, at: typed, intake, patient, givenName, familyName } = c.req.valid('json')
        const { clinic, person, via } = c.var
        const at = notAhead(typed, nowOf(c))
        if (givenName.trim() === '' || familyName.trim() === '') return c.json({ code: 'no-name', message: 'Give the first and the family name.' }, 422)
        const order: ReferralOrder = { type: 'take', data: { intake, patient } }
        const command = { clinic, stream: referralStream(referral), id, digest: { referral, ...order }, by: person.by, via, at }
        const outcome = await journal.execute(command, referralModel, (state) => decideReferral(state, order))
        if (outcome.kind !== 'done') return notThere(outcome) ? c.json(noReferral, 404) : answerRefusal(c, outcome)
        // The intake's own id is the command's: what was cut off in between is finished by pressing once more.
        const sent = await send(parts, c, { id: intake, at, intake, person: { patient, givenName, familyName }, referral })
        return 'kind' in sent ? answerRefusal(c, sent) : c.json(sent, 200)
      },
    )
    .openapi(
      route(
        { may: 'referral.answer', leaves: 'referral.declined', through: 'journal' },
        {
          method: 'post',
          path: '/referrals/{id}/decline',
          summary: 'Decline somebody who asked, with a reason that stays in the clinic',
          request: {
            params,
            body: { ...json(z.intersection(commandHead, wire.reasonBody), 'Why', { ...HEAD, reason: 'lives too far away' }), required: true },
          },
          responses: { 200: json(wire.saved, 'Declined') },
        },
      ),
      async (c) => {
        const { id: referral } = c.req.valid('param')
        const { id, at, reason } = c.req.valid('json')
        const { clinic, person, via } = c.var
        const order: ReferralOrder = { type: 'decline', data: { reason } }
        const command = { clinic, stream: referralStream(referral), id, digest: { referral, ...order }, by: person.by, via, at: notAhead(at, nowOf(c)) }
        const outcome = await journal.execute(command, referralModel, (state) => decideReferral(state, order))
        if (outcome.kind === 'done') return c.json({ seq: outcome.seq, help: false }, 200)
        return notThere(outcome) ? c.json(noReferral, 404) : answerRefusal(c, outcome)
      },
    )
}

const notThere = (outcome: { readonly kind: string; readonly because?: readonly { readonly code: string }[] }): boolean =>
  outcome.kind === 'refused' && outcome.because?.[0]?.code === 'no-such-referral'
const noReferral = { code: 'no-such-referral', message: 'There is no such request.' }
const nobody = { code: 'no-clinic', message: 'This page belongs to no single clinic. Please call the clinic you have in mind.' }
const tooMany = { code: 'too-many', message: 'Many requests came from your network. Please try again in an hour, or call the clinic.' }
