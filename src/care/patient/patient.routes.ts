import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { type Instant, instant } from '../../medicine/time.ts'
import type { Tx } from '../../platform/db/database.ts'
import { json } from '../../platform/http/answers.ts'
import { answerCommand, commandHead, done } from '../../platform/http/command.ts'
import type { Env } from '../../platform/http/env.ts'
import { routes } from '../../platform/http/http-app.ts'
import { route } from '../../platform/http/route.ts'
import type { Journal } from '../../platform/journal/journal.ts'
import type { ChartSession } from './answers.ts'
import { patientPage } from './find.store.ts'
import { alike, patientModel, patientStream } from './patient.store.ts'
import { decide, fold, type PatientOrder, type PatientRecorded } from './patient.ts'
import * as wire from './patient.wire.ts'

export type PatientParts = {
  readonly journal: Journal
  /** The sessions of a patient, newest first; the session room knows. */
  readonly sessionsOf: (tx: Tx, clinic: string, patient: string) => Promise<readonly ChartSession[]>
  /** Until when a chart is open to this person by break-glass; the staff room knows. */
  readonly openUntil: (tx: Tx, staff: string, patient: string, now: Instant) => Promise<Instant | null>
  /** Told after a chart was restricted or freed, so that the door forgets what it knew. */
  readonly chartChanged: (clinic: string, patient: string) => void
}

const id = z.string().regex(/^[0-9a-zA-Z-]{1,64}$/)
const query = z.object({ q: z.string().max(100).default('').openapi({ description: 'Beginnings of name, record number or birth date' }), after: id.optional() })

const rights = {
  'correct-demographics': 'patient.register',
  'record-allergy': 'session.prepare',
  'withdraw-allergy': 'session.prepare',
  'no-known-allergies': 'session.prepare',
  'record-contact': 'patient.register',
  'withdraw-contact': 'patient.register',
  'restrict-chart': 'chart.restrict',
  'unrestrict-chart': 'chart.restrict',
} as const

export function patientRoutes({ journal, sessionsOf, openUntil, chartChanged }: PatientParts) {
  return routes()
    .openapi(
      route(
        { may: 'patient.list', leaves: 'patients.listed' },
        {
          method: 'get',
          path: '/patients',
          summary: 'Find patients by the beginning of a word',
          request: { query },
          responses: { 200: json(wire.patientPage, 'By name, fifty at a time') },
        },
      ),
      async (c) => {
        const { q, after } = c.req.valid('query')
        return c.json(await patientPage(c.var.tx, c.var.clinic, q, after), 200)
      },
    )
    .openapi(
      route(
        { may: 'patient.register', leaves: 'patient.registered', through: 'journal' },
        {
          method: 'post',
          path: '/patients',
          summary: 'Register a patient',
          request: { body: body(z.intersection(commandHead, wire.registerOrder.extend({ patient: z.uuid().toLowerCase() })), REGISTER) },
          responses: done,
        },
      ),
      async (c) => {
        const { patient, ...command } = c.req.valid('json')
        return answerCommand(c, await execute(c, patient, command))
      },
    )
    .openapi(
      route(
        { may: 'chart.read', leaves: 'chart.read', chart: 'patient', through: 'journal' },
        {
          method: 'get',
          path: '/patients/{id}',
          summary: 'The chart of a patient',
          request: { params: z.object({ id }) },
          responses: { 200: json(wire.chartAnswer, 'The chart and its sessions') },
        },
      ),
      async (c) => {
        const { clinic, person, house, chart } = c.var
        const { id: patient } = c.req.valid('param')
        const state = fold((await journal.read(clinic, patientStream(patient))) as unknown as PatientRecorded[])
        if (state.status === 'none') return c.json({ code: 'no-such-patient', message: 'There is no such patient.' }, 404)
        const now = instant(house.now().getTime())
        const [sessions, until] = await house.database.as(clinic, async (tx) => [
          await sessionsOf(tx, clinic, patient),
          chart.by === 'grant' ? await openUntil(tx, person.by.id, patient, now) : null,
        ])
        return c.json({ patient: state, sessions, ...(until ? { openUntil: until } : {}), serverTime: now }, 200)
      },
    )
    .openapi(
      route(
        { may: { commands: rights }, leaves: 'chart.changed', chart: 'patient', through: 'journal' },
        {
          method: 'post',
          path: '/patients/{id}/commands',
          summary: 'Write into a chart: allergies, contacts, corrections, who may open it',
          request: { params: z.object({ id }), body: body(z.intersection(commandHead, wire.chartOrder), ALLERGY) },
          responses: done,
        },
      ),
      async (c) => {
        const { id: patient } = c.req.valid('param')
        const outcome = await execute(c, patient, c.req.valid('json'))
        if (outcome.kind === 'done') chartChanged(c.var.clinic, patient)
        return answerCommand(c, outcome)
      },
    )

  async function execute(c: Context<Env>, patient: string, command: z.output<typeof commandHead> & PatientOrder) {
    const { clinic, person, via, house } = c.var
    const { id: commandId, at, confirmed, ...order } = command
    const { data, type } = order as PatientOrder
    const others = type === 'register' || type === 'correct-demographics' ? await house.database.as(clinic, (tx) => alike(tx, clinic, data, patient)) : []
    const asked = { ...(order as PatientOrder), ...(confirmed ? { confirmed } : {}) }
    return journal.execute(
      { clinic, stream: patientStream(patient), id: commandId, digest: { patient, ...order }, by: person.by, via, at },
      patientModel,
      (state, now) => decide(state, asked, { now, alike: others }),
    )
  }
}

const body = <S extends z.ZodType>(schema: S, example: object) => ({
  ...json((schema as z.ZodType).openapi({ example }) as S, 'One command'),
  required: true as const,
})

const head = { id: '019ab0c4-7d3e-7000-8000-000000000001', at: '2026-11-24T14:05:00.000Z' }
const REGISTER = {
  ...head,
  patient: '019ab0c4-7d3e-7000-8000-00000000000a',
  type: 'register',
  data: { givenName: 'Robin', familyName: 'Example', birthDate: '1980-02-29', sex: 'female' },
}
const ALLERGY = { ...head, type: 'record-allergy', data: { substance: 'Penicillin', reaction: 'rash' } }
