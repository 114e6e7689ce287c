import type { Context, MiddlewareHandler, Next } from 'hono'
import { createMiddleware } from 'hono/factory'
import { instant } from '../../medicine/time.ts'
import type { AccessLine, Act } from '../audit/audit.ts'
import type { Problem } from './answers.ts'
import type { Commands, Door } from './door.ts'
import type { Env, Person } from './env.ts'
import type { Right } from './right.ts'

type C = Context<Env>
type Refused = { readonly status: 400 | 401 | 403 | 404 | 423; readonly problem: Problem }

/**
 * The door of a route: who is it, may they, is the chart open to them; then the handler, in a transaction when the
 * door wants one; then the audit line. A change and its line commit together, or neither does. Refusals leave a line too.
 */
export const guarded = (door: Door): MiddlewareHandler<Env> =>
  createMiddleware<Env>(async (c, next) => {
    const refused = (await admit(c, door)) ?? (await openChart(c, door))
    if (refused) {
      if (REFUSALS.has(refused.status) && refused.problem.code !== 'second-factor') noteRefusal(c, door, refused)
      return c.json(refused.problem, refused.status)
    }
    await pass(c, door, next)
    if (REFUSALS.has(c.res.status)) noteRefusal(c, door, { status: c.res.status })
  })

/** What belongs in the trail as a refusal. A body that does not read, a fault here or a screen that refreshes itself behind its lock tells of no act. */
const REFUSALS = new Set([403, 404, 422])

/** Who is it, and may they? Leaves person, clinic and via in the context. */
async function admit(c: C, door: Door): Promise<Refused | null> {
  c.set('about', {})
  const caller = await c.var.house.who(c.req.raw)
  if (caller.kind === 'nobody') return { status: 401, problem: { code: 'sign-in', message: 'Please sign in.' } }
  if (caller.kind === 'ended') return { status: 401, problem: { code: 'sign-in', message: caller.why } }
  const { person } = caller
  c.set('person', person)
  c.set('clinic', person.clinic)
  const device = c.req.header('waymark-device')
  c.set('via', { request: c.var.requestId, ...(device ? { device: device.slice(0, 64) } : {}) })
  if (caller.kind === 'locked' && !door.beforeUnlock)
    return { status: 423, problem: { code: 'locked', message: 'The screen is locked. Unlock it to go on; your work is kept.' } }
  if (caller.kind === 'needs-second-factor' && !door.beforeUnlock)
    return { status: 403, problem: { code: 'second-factor', message: 'This clinic asks for a second factor. Add one to go on.' } }
  return allowed(c, door, person)
}

async function allowed(c: C, door: Door, person: Person): Promise<Refused | null> {
  if (door.may === 'signed-in') return null
  const right = typeof door.may === 'string' ? door.may : await rightOfBody(c, door, door.may)
  if (right === 'unreadable') return { status: 400, problem: { code: 'bad-request', message: 'The command does not read.' } }
  if (right === null) return { status: 403, problem: { code: 'not-allowed', message: 'Nobody who signs in may send this.' } }
  c.set('right', right)
  // For reading a chart a grant may stand in for the right; `openChart` asks for it.
  return person.rights.has(right) || (door.chart && c.req.method === 'GET') ? null : notAllowed(c, right)
}

const noSuch = (what: string): Refused => ({ status: 404, problem: { code: `no-such-${what}`, message: `There is no such ${what}.` } })

const notAllowed = (c: C, right: Right): Refused => ({
  status: 403,
  problem: { code: 'not-allowed', message: `Your role does not include: ${c.var.house.says(right)}.`, right },
})

async function rightOfBody(c: C, door: Door, { commands, rightOf }: Commands): Promise<Right | null | 'unreadable'> {
  const command: unknown = await c.req.json().catch(() => undefined)
  if (typeof command !== 'object' || command === null || !('type' in command) || typeof command.type !== 'string') return 'unreadable'
  c.var.about.event = `${door.leaves}: ${command.type}`
  if (!Object.hasOwn(commands, command.type)) return 'unreadable'
  return rightOf ? rightOf(command as never) : (commands[command.type] as Right)
}

async function openChart(c: C, door: Door): Promise<Refused | null> {
  const id = c.req.param('id')
  if (!door.chart || !id) return null
  const right = c.var.right
  const of = door.chart === 'patient' ? { patient: id } : { session: id }
  Object.assign(c.var.about, of)
  const answer = await c.var.house.chart(c.var.person, right, of)
  const mayAnyway = c.var.person.rights.has(right)
  if (answer.kind === 'unknown') return mayAnyway ? noSuch(door.chart) : notAllowed(c, right)
  c.var.about.patient = answer.patient
  if (answer.kind === 'open') {
    if (!mayAnyway && answer.by !== 'grant') return notAllowed(c, right)
    c.set('chart', { patient: answer.patient, by: answer.by })
    return null
  }
  if (answer.code === 'not-allowed') return notAllowed(c, right)
  return { status: 403, problem: { code: answer.code, message: answer.why, right } }
}

/** Marks a transaction whose answer was a refusal, so that it is undone. */
class Undo extends Error {}

async function pass(c: C, door: Door, next: Next): Promise<void> {
  const { house, clinic } = c.var
  if ((door.through ?? 'transaction') !== 'transaction') {
    await next()
    if (c.res.status < 400 && (door.through === 'nothing' || actOf(c, door) !== 'write')) noteAct(c, door)
    return
  }
  const change = actOf(c, door) !== 'read'
  await house.database
    .as(clinic, async (tx) => {
      c.set('tx', tx)
      await next()
      if (c.res.status >= 400) throw new Undo()
      if (change) await house.audit.write(tx, line(c, door, actOf(c, door), c.res.status))
    })
    .catch((fault: unknown) => {
      if (!(fault instanceof Undo)) throw fault
    })
  if (c.res.status < 400 && !change) noteAct(c, door)
}

const actOf = (c: C, door: Door): Act => door.act ?? (c.req.method === 'GET' ? 'read' : 'write')

function noteAct(c: C, door: Door): void {
  if (!door.quiet) c.var.house.audit.note(line(c, door, actOf(c, door), c.res.status))
}

/** A refusal of a known person; a stranger without a clinic has no trail to write in (failed sign-ins have their own lines). */
function noteRefusal(c: C, door: Door, { status, problem }: { status: number; problem?: Problem }): void {
  if (!c.var.person) return
  const reason = c.var.about.reason ?? problem?.code
  c.var.house.audit.note({ ...line(c, door, 'refused', status), ...(reason ? { reason } : {}) })
}

function line(c: C, door: Door, act: Act, outcome: number): AccessLine {
  const { person, about, right } = c.var
  return {
    clinic: person.clinic,
    at: instant(c.var.house.now().getTime()),
    by: person.by,
    act,
    ...about,
    event: about.event ?? door.leaves,
    ...(right ? { right } : {}),
    requestId: c.var.requestId,
    outcome,
  }
}
