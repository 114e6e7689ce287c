import { z } from '@hono/zod-openapi'
import { isSlot, questionsOf } from '../../medicine/scales/questionnaire.ts'
import { json } from '../../platform/http/answers.ts'
import { answerCommand, answerRefusal, commandHead, done } from '../../platform/http/command.ts'
import { routes } from '../../platform/http/http-app.ts'
import { route } from '../../platform/http/route.ts'
import { filledWith, fillObjections } from './fill.ts'
import { questionnaire } from './instrument.wire.ts'
import { filledOf, INSTRUMENTS, intakeModel } from './intake.store.ts'
import * as wire from './intake.wire.ts'
import { type IntakeParts, notAhead, nowOf } from './parts.routes.ts'

const params = z.object({ id: z.string().regex(/^[0-9a-zA-Z-]{1,64}$/) })
const brought = {
  resourceType: 'Questionnaire',
  id: 'c-ssrs',
  url: 'https://clinic.example/c-ssrs',
  version: '1',
  title: 'C-SSRS screener',
  status: 'active',
  item: [{ linkId: '1', text: 'The clinic’s own copy of the first question', type: 'boolean' }],
}
const EXAMPLE = { id: '019ab0c4-7d3e-7000-8000-000000000001', at: '2026-11-24T14:05:00.000Z', notice: true as const, questionnaire: brought }

/** The scales of a clinic, and the places for those whose text does not come along. */
export const instrumentRoutes = ({ journal, instruments }: IntakeParts) =>
  routes()
    .openapi(
      route(
        { may: 'protocol.read', leaves: 'instruments.listed', through: 'journal', quiet: true },
        {
          method: 'get',
          path: '/instruments',
          summary: 'The scales of this clinic',
          responses: { 200: json(wire.instrumentsAnswer, 'With those still to be filled') },
        },
      ),
      async (c) => {
        const filled = await filledOf(journal, c.var.clinic)
        const all = instruments.map((one) => {
          const own = filled.get(one.id)
          const state = own ? ('filled' as const) : isSlot(one) ? ('empty' as const) : ('ships' as const)
          const { id, title, version } = own?.questionnaire ?? one
          const questions = questionsOf(own?.questionnaire ?? one).length
          return { id, title, version, questions, state, notice: one.copyright ?? '', filledBy: own?.by ?? null, filledAt: own?.at ?? null }
        })
        return c.json({ instruments: all }, 200)
      },
    )
    .openapi(
      route(
        { may: 'instrument.fill', leaves: 'instrument.filled', through: 'journal' },
        {
          method: 'post',
          path: '/instruments/{id}',
          summary: 'Put the clinic’s own copy of an instrument in its place, having accepted the owner’s notice',
          request: {
            params,
            body: { ...json(z.intersection(commandHead, wire.fillBody), 'The notice accepted, and the Questionnaire', EXAMPLE), required: true },
          },
          responses: done,
        },
      ),
      async (c) => {
        const { clinic, person, via } = c.var
        const { id: instrument } = c.req.valid('param')
        const { id, at, questionnaire: sent } = c.req.valid('json')
        const slot = instruments.find((one) => one.id === instrument)
        if (!slot) return c.json({ code: 'no-such-instrument', message: 'There is no such instrument.' }, 404)
        const read = questionnaire.safeParse(sent)
        if (!read.success)
          return c.json(
            {
              code: 'bad-request',
              message: 'This is no FHIR R4 Questionnaire.',
              issues: read.error.issues.map(({ path, message }) => ({ path: path.join('.'), message })),
            },
            400,
          )
        const because = fillObjections(slot, read.data)
        if (because.length > 0) return answerRefusal(c, { kind: 'refused', because })
        const data = { instrument, questionnaire: filledWith(slot, read.data), notice: slot.copyright ?? '' }
        const command = { clinic, stream: INSTRUMENTS, id, digest: data, by: person.by, via, at: notAhead(at, nowOf(c)) }
        return answerCommand(
          c,
          await journal.execute(command, intakeModel, () => ({ kind: 'accepted', facts: [{ type: 'instrument-filled' as const, data }] })),
        )
      },
    )
