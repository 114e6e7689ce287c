import { z } from '@hono/zod-openapi'
import { json } from '../../platform/http/answers.ts'
import { answerCommand, commandHead, done } from '../../platform/http/command.ts'
import { routes } from '../../platform/http/http-app.ts'
import { route } from '../../platform/http/route.ts'
import type { Journal } from '../../platform/journal/journal.ts'
import { chairsOf, clinicModel, clinicOf, clinicStream } from './clinic.store.ts'
import { decide } from './clinic.ts'
import { clinicAnswer, clinicOrder } from './clinic.wire.ts'

export type ClinicParts = {
  readonly journal: Journal
  /** The chairs with a session planned or under way; the session room knows. */
  readonly busyChairs: (clinic: string) => Promise<readonly string[]>
}

const example = { id: '019ab0c4-7d3e-7000-8000-000000000001', at: '2026-11-24T14:05:00.000Z', type: 'add-chair', data: { chair: 'window', name: 'Window' } }
const body = { ...json(z.intersection(commandHead, clinicOrder).openapi({ example }), 'One change of the settings'), required: true }
const noClinic = { code: 'no-such-clinic', message: 'This clinic does not exist.' }

export const clinicRoutes = ({ journal, busyChairs }: ClinicParts) =>
  routes()
    .openapi(
      route(
        { may: 'signed-in', leaves: 'clinic.read', quiet: true },
        {
          method: 'get',
          path: '/clinic',
          summary: 'The clinic: name, time zone, chairs',
          responses: { 200: json(clinicAnswer, 'Name, time zone and chairs') },
        },
      ),
      async (c) => {
        const clinic = await clinicOf(c.var.tx)
        if (!clinic) return c.json(noClinic, 404)
        const chairs = await chairsOf(c.var.tx)
        return c.json({ ...clinic, chairs: chairs.map(({ retired, ...chair }) => (retired ? { ...chair, retired } : chair)) }, 200)
      },
    )
    .openapi(
      route(
        { may: 'clinic.settings', leaves: 'clinic.changed', through: 'journal' },
        {
          method: 'post',
          path: '/clinic/commands',
          summary: 'Change the settings of the clinic',
          request: { body },
          responses: done,
        },
      ),
      async (c) => {
        const { id, at, confirmed: _, ...order } = c.req.valid('json')
        const { clinic, person, via } = c.var
        const busy = order.type === 'retire-chair' ? await busyChairs(clinic) : []
        const outcome = await journal.execute({ clinic, stream: clinicStream(clinic), id, digest: order, by: person.by, via, at }, clinicModel, (state) =>
          decide(state, order, { busy }),
        )
        return answerCommand(c, outcome)
      },
    )
