import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { type Instant, instant } from '../../medicine/time.ts'
import type { Database, Tx } from '../../platform/db/database.ts'
import { json } from '../../platform/http/answers.ts'
import { answerCommand, done, factSchema } from '../../platform/http/command.ts'
import type { Commands } from '../../platform/http/door.ts'
import type { Env } from '../../platform/http/env.ts'
import { routes } from '../../platform/http/http-app.ts'
import { route } from '../../platform/http/route.ts'
import type { Journal } from '../../platform/journal/journal.ts'
import { seenBy } from './seen.ts'
import { boardAnswer, type MonitorAnswer, monitorNow, readings } from './session.answers.wire.ts'
import type { Carried, SessionDesk } from './session.desk.store.ts'
import { readingsExample, scheduleExample } from './session.examples.wire.ts'
import type { Versions } from './session.model.store.ts'
import { type Boarded, board, chartWeight, listed, newestReadings } from './session.store.ts'
import { gates, type SessionRecorded } from './session.ts'
import { scheduleCommand, sessionCommand } from './session.wire.ts'

type Chair = { readonly id: string; readonly name: string; readonly retired?: boolean }
export type SessionParts = {
  readonly desk: SessionDesk
  readonly journal: Pick<Journal, 'read'>
  readonly database: Pick<Database, 'as' | 'look'>
  readonly versions: Versions
  /** The right each command needs; the staff room's table. */
  readonly rights: Commands
  /** The chairs of the clinic; the clinic's own room knows. */
  readonly chairs: (tx: Tx) => Promise<readonly Chair[]>
  /** The patient's minimal chart, or null; the patient room knows. */
  readonly patient: (tx: Tx, clinic: string, id: string) => Promise<object | null>
  /** Names for the board. */
  readonly people: (tx: Tx, ids: readonly string[]) => Promise<ReadonlyMap<string, { readonly name: string; readonly birthDate: string }>>
  /** What the monitors at a session's chair show now. */
  readonly monitor: (tx: Tx, session: string, chair: string) => Promise<MonitorAnswer | null>
  readonly now?: () => Instant
}

const anotherPerson = { code: 'another-person', message: 'This was entered by somebody else on this device; it waits until they sign in again.' }
const noSession = { code: 'no-such-session', message: 'There is no such session.' }
const params = z.object({ id: z.uuid().toLowerCase() })
const facts = z.array(factSchema).readonly()

const getBoard = route(
  { may: 'board.see', leaves: 'board.seen', quiet: true, through: 'journal' },
  {
    method: 'get',
    path: '/board',
    summary: 'Every chair, as it is now',
    responses: { 200: json(boardAnswer, "Today's sessions by the clinic's clock, whoever is still in a chair, and the chairs") },
  },
)
const postSession = route(
  { may: 'session.schedule', leaves: 'session.scheduled', through: 'journal' },
  {
    method: 'post',
    path: '/sessions',
    summary: 'Plan a session',
    request: {
      body: { ...json(scheduleCommand.openapi({ example: scheduleExample }), 'The plan; `session` is the id of the session it makes'), required: true },
    },
    responses: done,
  },
)
const getSession = route(
  { may: 'chart.read', leaves: 'session.read', chart: 'session', through: 'journal' },
  {
    method: 'get',
    path: '/sessions/{id}',
    summary: 'A session with every fact',
    request: { params },
    responses: {
      200: json(
        z.object({
          facts,
          seq: z.number().int(),
          patient: z.unknown(),
          protocol: z.unknown(),
          monitor: monitorNow.nullable(),
          chartWeightKg: z.string().optional(),
          serverTime: z.string(),
        }),
        'Every fact of the session, whose it is, and the very version of the protocol it is held under',
      ),
    },
  },
)
const getFacts = route(
  { may: 'chart.read', leaves: 'session.followed', chart: 'session', quiet: true, through: 'journal' },
  {
    method: 'get',
    path: '/sessions/{id}/facts',
    summary: 'The facts of a session after a number',
    request: { params, query: z.object({ after: z.coerce.number().int().min(0).default(0) }) },
    responses: { 200: json(z.object({ facts, seq: z.number().int() }), 'The facts after a number, to catch up') },
  },
)
const getReadings = route(
  { may: 'chart.read', leaves: 'readings.read', chart: 'patient', through: 'journal' },
  {
    method: 'get',
    path: '/patients/{id}/readings',
    summary: 'The newest readings of a patient',
    request: { params, query: z.object({ most: z.coerce.number().int().min(1).max(1000).default(100) }) },
    responses: { 200: json(z.object({ readings }), 'The newest sets of readings of a patient over all sessions, newest first, as they stand corrected') },
  },
)
const postCommand = (rights: Commands) =>
  route(
    { may: rights, leaves: 'session.changed', chart: 'session', through: 'journal' },
    {
      method: 'post',
      path: '/sessions/{id}/commands',
      summary: 'Chart: one command of a session',
      request: { params, body: { ...json(sessionCommand.openapi({ example: readingsExample }), 'One command of the session'), required: true } },
      responses: done,
    },
  )

export const sessionRoutes = (parts: SessionParts) => {
  const { desk, journal, database, now = () => instant(Date.now()) } = parts
  return routes()
    .openapi(getBoard, async (c) => {
      const { clinic } = c.var
      const { rows, people, chairs } = await database.as(clinic, async (tx) => {
        const rows = await board(tx)
        return { rows, people: await parts.people(tx, [...new Set(rows.map(({ patient }) => patient))]), chairs: await parts.chairs(tx) }
      })
      const checks = await checksOf(clinic, rows)
      const open = c.var.person.rights.has('chart.read')
      const seen = rows.map((row) => ({ ...(open ? row : withoutChart(row)), ...(people.get(row.patient) ?? { name: null }), ...checks.get(row.session) }))
      return c.json({ rows: seen, chairs, serverTime: now() }, 200)
    })
    .openapi(postSession, async (c) => {
      const { session, ...command } = c.req.valid('json')
      const { clinic, person, via, about } = c.var
      Object.assign(about, { session, patient: command.data.patient })
      const wrong = await database.as(clinic, (tx) => misplaced(parts, tx, clinic, command.data))
      if (wrong) return answerCommand(c, { kind: 'refused', because: [wrong] })
      return carried(c, await desk.execute({ clinic, session, by: person.by, via }, command))
    })
    .openapi(getSession, async (c) => {
      const { clinic, person } = c.var
      const { id } = c.req.valid('param')
      const about = await database.as(clinic, (tx) => opened(parts, tx, clinic, id))
      if (!about) return c.json(noSession, 404)
      const all = await read(clinic, id)
      return c.json({ facts: seenBy(all, person.by), seq: all.at(-1)?.seq ?? 0, ...about, serverTime: now() }, 200)
    })
    .openapi(getFacts, async (c) => {
      const { after } = c.req.valid('query')
      const fresh = await read(c.var.clinic, c.req.valid('param').id, after)
      return c.json({ facts: seenBy(fresh, c.var.person.by), seq: fresh.at(-1)?.seq ?? after }, 200)
    })
    .openapi(getReadings, async (c) =>
      c.json({ readings: await newestReadings(database, c.var.clinic, c.req.valid('param').id, c.req.valid('query').most) }, 200),
    )
    .openapi(postCommand(parts.rights), async (c) => {
      const command = c.req.valid('json')
      const { clinic, person, via } = c.var
      if (command.as !== undefined && command.as !== person.by.id) return c.json(anotherPerson, 403)
      if (command.type === 'change-chair') {
        const wrong = await database.as(clinic, (tx) => chairMissing(parts, tx, command.data.chair))
        if (wrong) return answerCommand(c, { kind: 'refused', because: [wrong] })
      }
      return carried(c, await desk.execute({ clinic, session: c.req.valid('param').id, by: person.by, via }, command))
    })

  /** Before the start the checks are on the board. They change with the hour, so they are looked at now. */
  async function checksOf(clinic: string, rows: readonly Boarded[]) {
    const waiting = rows.filter(({ status }) => status === 'scheduled' || status === 'arrived').map(({ session }) => session)
    const states = await desk.states(clinic, waiting)
    return new Map(
      [...states].map(([session, { state, protocol }]) => [session, { gates: gates(state, protocol, now()).map(({ id, state: is }) => ({ id, state: is })) }]),
    )
  }

  async function read(clinic: string, id: string, after = 0): Promise<SessionRecorded[]> {
    return (await journal.read(clinic, { kind: 'session', id }, after)) as SessionRecorded[]
  }
}

/** What stands beside the facts of a session. */
async function opened(parts: SessionParts, tx: Tx, clinic: string, id: string) {
  const found = await listed(tx, id)
  const protocol = found && (await parts.versions.meet(tx, clinic, found.protocol))
  if (!found || !protocol) return null
  const weight = await chartWeight(tx, found.patient, id)
  const [patient, monitor] = [await parts.patient(tx, clinic, found.patient), await parts.monitor(tx, id, found.chair)]
  return { patient, protocol, monitor, ...(weight && { chartWeightKg: weight }) }
}

/** For those who see the board and read no chart: who, where and when; an alert is for everybody who can call somebody. */
const withoutChart = ({ order: _, ...row }: Boarded): Boarded => ({ ...row, readings: {} })

function carried(c: Context<Env>, outcome: Carried) {
  if (outcome.kind === 'no-such-session') return c.json(noSession, 404)
  if (outcome.kind === 'no-such-protocol')
    return answerCommand(c, {
      kind: 'refused',
      because: [{ code: 'no-such-protocol', message: 'There is no such protocol in this version.', field: 'protocol' }],
    })
  return answerCommand(c, outcome)
}

async function misplaced(parts: SessionParts, tx: Tx, clinic: string, { patient, chair }: { patient: string; chair: string }) {
  if (!(await parts.patient(tx, clinic, patient))) return { code: 'no-such-patient', message: 'There is no such patient.', field: 'patient' }
  return chairMissing(parts, tx, chair)
}

async function chairMissing({ chairs }: SessionParts, tx: Tx, id: string) {
  const found = (await chairs(tx)).find((chair) => chair.id === id)
  return found && !found.retired ? null : { code: 'no-such-chair', message: 'This chair is not in use.', field: 'chair' }
}
