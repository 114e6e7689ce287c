import { afterAll, describe, expect, test } from 'vitest'
import { RIGHTS, type Right } from '../care/staff/rights.ts'
import { freshDatabase } from '../platform/db/testing.ts'
import type { Door } from '../platform/http/door.ts'
import { doorsOf } from '../platform/http/doors.ts'
import { uuid7 } from '../platform/journal/uuid7.ts'
import { openWorld, WALKERS, type Walker } from './routes-walk.world.ts'

const world = await openWorld(await freshDatabase())
afterAll(world.close)
const { ask } = world
const [ours, theirs] = [await world.clinic('Ourclinic'), await world.clinic('Theirclinic')]
const { doors, withoutDoor } = doorsOf(world.app)

/** What a stranger must never see: a patient, a session and a name of our clinic. */
const patient = uuid7()
const session = uuid7()
const SURNAME = 'Quillfeather'
await planted()

type Step = { readonly method: string; readonly path: string; readonly right: Right | 'signed-in'; readonly command?: string; readonly door: Door }
const guarded = doors.filter((found): found is typeof found & { door: Door } => 'may' in found.door)
const steps: Step[] = guarded.flatMap(({ method, path, door }): Step[] => {
  if (typeof door.may === 'string') return [{ method, path, right: door.may as Right | 'signed-in', door }]
  return Object.entries(door.may.commands).map(([command, right]) => ({ method, path, right: right as Right, command, door }))
})
const ids: Readonly<Record<string, string>> = { '/api/patients/{id}': patient, '/api/sessions/{id}': session, '/api/staff/{id}': ours.people.therapist.staff }
const at = (path: string) => {
  const known = Object.keys(ids).find((prefix) => path.startsWith(prefix))
  return path.replaceAll(/\{\w+\}/g, known ? (ids[known] as string) : uuid7())
}
/** An empty body, or one that only says which command it would be: past the door it does not fit, so nothing changes. */
const bodyOf = ({ method, command }: Step) => (method === 'GET' || method === 'DELETE' ? undefined : command ? { type: command } : {})
const allowed = ({ right }: Step, role: Walker) => right === 'signed-in' || (RIGHTS[right].roles as readonly string[]).includes(role)

test('every route states a right, or why it needs none', () => expect(withoutDoor).toEqual([]))

test('the walk covers the house', () => {
  expect(steps.length).toBeGreaterThan(60)
  expect(new Set(steps.map(({ right }) => right)).size).toBeGreaterThan(25)
  expect(steps.filter(({ right }) => right !== 'signed-in' && !Object.hasOwn(RIGHTS, right))).toEqual([])
})

describe.each(steps.map((step) => [`${step.method} ${step.path}${step.command ? ` ${step.command}` : ''}`, step] as const))('%s', (_name, step) => {
  test(`needs ${step.right}`, async () => {
    expect((await ask(step.method, at(step.path), undefined, bodyOf(step))).status, 'nobody').toBe(401)
    for (const role of WALKERS) {
      const answer = await ask(step.method, at(step.path), ours.people[role].cookie, bodyOf(step))
      const refused = answer.status === 403 && answer.code === 'not-allowed'
      expect({ role, refused, answer: refused ? '' : answer.text.slice(0, 200) }).toEqual({ role, refused: !allowed(step, role), answer: expect.any(String) })
      expect(answer.status, `${role}: ${answer.text}`).toBeLessThan(500)
      if (!refused) expect([401, 423], role).not.toContain(answer.status)
      if (step.path === '/api/lock') await world.unlockAll()
    }
  })

  test('shows and changes nothing for another clinic', async () => {
    for (const role of WALKERS) {
      const answer = await ask(step.method, at(step.path), theirs.people[role].cookie, bodyOf(step))
      for (const secret of [SURNAME, patient, session, ours.id, 'Ourclinic', ours.people.nurse.staff])
        expect(answer.text.includes(secret), `${role} saw ${secret}`).toBe(false)
      if (step.door.chart) expect([400, 403, 404], `${role}: ${answer.text}`).toContain(answer.status)
      if (step.path === '/api/lock') await world.unlockAll()
    }
  })
})

test('our own people do see what strangers do not', async () => {
  expect((await ask('GET', `/api/patients/${patient}`, ours.people.nurse.cookie)).text).toContain(SURNAME)
  expect((await ask('GET', `/api/sessions/${session}`, ours.people.nurse.cookie)).status).toBe(200)
})

test('nothing in the walk was a fault', () => expect(world.faults).toEqual([]))

async function planted(): Promise<void> {
  const head = () => ({ id: uuid7(), at: new Date().toISOString() })
  const { cookie } = ours.people.nurse
  const person = { givenName: 'Wren', familyName: SURNAME, birthDate: '1980-02-03', sex: 'female' }
  expect(await ask('POST', '/api/patients', cookie, { ...head(), patient, type: 'register', data: person })).toMatchObject({ status: 200 })
  const plan = { patient, protocol: world.protocol, chair: 'window', plannedFor: new Date().toISOString() }
  expect(await ask('POST', '/api/sessions', cookie, { ...head(), session, type: 'schedule', data: plan })).toMatchObject({ status: 200 })
}
