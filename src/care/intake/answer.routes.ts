import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { Reason } from '../../medicine/record.ts'
import { factOf, optionOf, ordinalOf } from '../../medicine/scales/questionnaire.ts'
import { scored } from '../../medicine/scales/score.ts'
import type { Instant } from '../../medicine/time.ts'
import { json } from '../../platform/http/answers.ts'
import { commandHead, type Outcome } from '../../platform/http/command.ts'
import type { Env } from '../../platform/http/env.ts'
import { routes } from '../../platform/http/http-app.ts'
import { openRoute } from '../../platform/http/route.ts'
import { eventId } from '../../platform/journal/uuid7.ts'
import { inDanger } from './danger.ts'
import { misfit } from './fits.ts'
import { intakeModel, intakeStream } from './intake.store.ts'
import { decide, type Given, type IntakeOrder } from './intake.ts'
import * as wire from './intake.wire.ts'
import { clinicNamed, type IntakeParts, materialOf, notAhead, nowOf, refuse } from './parts.routes.ts'
import { telling, WITHDRAWN_BECAUSE } from './statements.ts'
import { itemAnswers, type Step, stepNamed } from './steps.ts'
import { prove, type Visitor, visitor } from './visitor.routes.ts'

const params = z.object({ id: z.string().regex(/^[0-9a-zA-Z-]{1,64}$/) })
const WHY = 'a patient’s own device, known by its cookie, for this intake alone'
const HEAD = { id: '019ab0c4-7d3e-7000-8000-000000000001', at: '2026-11-24T14:05:00.000Z' }

/** What a patient reads and writes of their own intake, and of nothing else. */
export const answerRoutes = (parts: IntakeParts) =>
  routes()
    .openapi(
      openRoute(WHY, {
        method: 'get',
        path: '/intake/{id}',
        summary: 'The patient’s own questions and answers',
        request: { params },
        responses: { 200: json(wire.mine, 'Questions, and what was answered so far') },
      }),
      async (c) => {
        const here = await visitor(parts, c, c.req.valid('param').id)
        if (!here) return c.json(prove, 401)
        const { facts, instruments } = await materialOf(parts, here.clinic)
        const { ingredients, weeksNeeded } = parts.asks()
        const { givenName, status, answers } = here.intake
        const clinic = await clinicNamed(parts, here.clinic)
        return c.json(
          {
            clinic,
            name: givenName,
            status,
            facts,
            instruments,
            ingredients: [...ingredients],
            weeksNeeded,
            answers: Object.values(answers),
            serverTime: nowOf(c),
          } as never,
          200,
        )
      },
    )
    .openapi(
      openRoute(WHY, {
        method: 'post',
        path: '/intake/{id}/answers',
        summary: 'The patient answers one question, or changes an answer',
        request: {
          params,
          body: {
            ...json(z.intersection(commandHead, wire.answerBody), 'One answer', { ...HEAD, step: 'fact:aneurysm', given: { kind: 'value', value: false } }),
            required: true,
          },
        },
        responses: { 200: json(wire.saved, 'Saved; and whether help was shown for it') },
      }),
      async (c) => {
        const here = await visitor(parts, c, c.req.valid('param').id)
        if (!here) return c.json(prove, 401)
        const { id, at, step, given } = c.req.valid('json')
        return answer(parts, c, here, { id, at: notAhead(at, nowOf(c)), step, given })
      },
    )
    .openapi(
      openRoute(WHY, {
        method: 'post',
        path: '/intake/{id}/finish',
        summary: 'The patient has read the answers again and sends them',
        request: { params, body: { ...json(commandHead, 'The command', HEAD), required: true } },
        responses: { 200: json(wire.saved, 'Sent') },
      }),
      async (c) => {
        const here = await visitor(parts, c, c.req.valid('param').id)
        if (!here) return c.json(prove, 401)
        const { id, at } = c.req.valid('json')
        const outcome = await execute(parts, here, { id, at: notAhead(at, nowOf(c)) }, { type: 'finish', data: {} })
        return outcome.kind === 'done' ? c.json({ seq: outcome.seq, help: false }, 200) : refuse(c, outcome)
      },
    )

type Head = { readonly id: string; readonly at: Instant }

const execute = ({ journal }: IntakeParts, { clinic, id: intake, by, via }: Visitor, { id, at }: Head, order: IntakeOrder): Promise<Outcome> =>
  journal.execute({ clinic, stream: intakeStream(intake), id, digest: { intake, ...order }, by, via, at }, intakeModel, (state, now) =>
    decide(state, order, now),
  )

/** Help is called for first, whatever becomes of the rest; then what is known, then the intake, so that "saved" means all three. */
async function answer(parts: IntakeParts, c: Context<Env>, here: Visitor, { step: name, given, ...head }: Head & { step: string; given: Given }) {
  const step = stepNamed(await materialOf(parts, here.clinic), name)
  const wrong = step ? misfit(step, given) : noSuchQuestion
  if (!step || wrong) return refuse(c, { kind: 'refused', because: [wrong ?? noSuchQuestion] })
  const help = inDanger(step, given)
  const calling = help ? raise(parts, here, head, step, given) : null
  const saved = await save(parts, here, head, step, given)
  if (calling) await calling
  return saved.kind === 'done' ? c.json({ seq: saved.seq, help }, 200) : refuse(c, saved)
}

const noSuchQuestion: Reason = { code: 'no-such-question', message: 'This question is no longer asked.' }

/** A failed call is thrown once the answer is kept: the phone sends it again, and it is called for again. */
function raise({ raiseConcern }: IntakeParts, { clinic, by, via, id, intake }: Visitor, { id: command, at }: Head, step: Step, given: Given): Promise<unknown> {
  const concern = { patient: intake.patient, item: safetyItem(step), answer: safetyAnswer(step, given), where: { kind: 'intake' as const, id }, id: command }
  const calling = raiseConcern(clinic, by, via, at, concern)
  // Looked at after the answer is kept; until then nobody listens, and that is no fault of its own.
  calling.catch(() => {})
  return calling
}

const safetyItem = (step: Step): string => (step.kind === 'fact' ? step.fact.id : (factOf(step.item) ?? `${step.instrument.id}/${step.item.linkId}`))
function safetyAnswer(step: Step, given: Given): number | boolean | string {
  if (given.kind === 'option') return (step.kind === 'item' ? ordinalOf(optionOf(step.item, given.code)) : undefined) ?? given.code
  return given.kind === 'value' && typeof given.value !== 'object' ? given.value : true
}

async function save(parts: IntakeParts, here: Visitor, head: Head, step: Step, given: Given): Promise<Outcome> {
  const { clinic, id: intake, by, via } = here
  const order = { type: 'answer' as const, data: { step: step.id, given } }
  const refused = decide(here.intake, order, head.at)
  if (refused.kind !== 'accepted') return refused
  const before = here.intake.answers[step.id]
  // Kept on a phone while another one answered: it goes into the history, and the newer answer stands.
  if (before && before.at > head.at) return execute(parts, here, head, order)

  const answers = { ...here.intake.answers, [step.id]: { given } }
  const totals = step.kind === 'item' ? scored(step.instrument, itemAnswers(step.instrument, answers)) : []
  const standing = await parts.standing(clinic, here.intake.patient)
  const known = new Set(parts.asks().facts.map((fact) => fact.id))
  const { state, withdraw } = telling(step, given, totals, standing, { command: head.id, intake, at: head.at, by: by.name })
  const command = (n: number) => ({ clinic, id: eventId(head.id, n), by, via, at: head.at })
  const statements = state.filter(({ fact }) => known.has(fact))
  if (statements.length > 0) {
    const told = await parts.state(command(101), here.intake.patient, statements)
    if (told.kind !== 'done') return told
  }
  for (const [n, statement] of withdraw.entries()) {
    const told = await parts.withdraw(command(102 + n), here.intake.patient, statement, WITHDRAWN_BECAUSE)
    if (told.kind === 'refused' && told.because.every(({ code }) => code === 'no-such-statement')) continue
    if (told.kind !== 'done') return told
  }
  return execute(parts, here, head, order)
}
