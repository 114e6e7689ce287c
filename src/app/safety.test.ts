import { afterAll, expect, test } from 'vitest'
import { factsModel, factsStream } from '../care/facts/facts.store.ts'
import { addMinutes, instant } from '../medicine/time.ts'
import { freshDatabase } from '../platform/db/testing.ts'
import { uuid7 } from '../platform/journal/uuid7.ts'
import { type Clinic, openWorld } from './routes-walk.world.ts'

/** Suicide safety through the doors of the whole house. */
const world = await openWorld(await freshDatabase())
afterAll(world.close)
const { ask } = world
const now = () => instant(Date.now())
const send = (clinic: Clinic, who: keyof Clinic['people'], path: string, body: object) =>
  ask('POST', path, clinic.people[who].cookie, { id: uuid7(), at: now(), ...body })
const read = async (clinic: Clinic, who: keyof Clinic['people'], path: string) => {
  const answer = await ask('GET', path, clinic.people[who].cookie)
  return { ...answer, body: JSON.parse(answer.text || 'null') }
}

async function clinicWith(name: string) {
  const clinic = await world.clinic(name)
  const patient = uuid7()
  const data = { givenName: 'Robin', familyName: 'Everglade', birthDate: '1980-02-03', sex: 'female' }
  await send(clinic, 'nurse', '/api/patients', { patient, type: 'register', data })
  const raise = (item: string, answer: number | boolean, ago = 0) =>
    world.ground.raiseConcern(clinic.id, { kind: 'patient', id: patient, name: 'Robin Everglade', roles: ['patient'] }, {}, addMinutes(now(), -ago), {
      ...{ patient, item, answer, where: { kind: 'intake', id: 'link' } as const },
    })
  return { clinic, patient, raise, commands: `/api/patients/${patient}/safety/commands` }
}
const standing = async (clinic: Clinic, who: keyof Clinic['people']) =>
  (await read(clinic, who, '/api/safety/open')).body.concerns.filter(({ stands }: { stands: boolean }) => stands)

test('a positive answer stands for every clinician with name and answer; the front desk is not asked', async () => {
  const { clinic, raise } = await clinicWith('One')
  await raise('phq9-item9', 2)
  for (const who of ['nurse', 'physician', 'therapist'] as const)
    expect(await standing(clinic, who)).toMatchObject([{ name: 'Robin Everglade', says: 'PHQ-9 item 9: 2', onCall: null }])
  expect((await read(clinic, 'front-desk', '/api/safety/open')).status).toBe(403)
})

test('the owner reads no chart: they learn of it once it has escalated, by name and without the answer', async () => {
  const { clinic, raise } = await clinicWith('Two')
  await raise('phq9-item9', 2)
  expect(await standing(clinic, 'owner')).toEqual([])
  const late = await clinicWith('Late')
  await late.raise('phq9-item9', 2, 20)
  const [seen] = await standing(late.clinic, 'owner')
  expect(seen).toMatchObject({ name: 'Robin Everglade' })
  expect(seen.says).toBeUndefined()
  const tasks = (await read(late.clinic, 'owner', '/api/tasks')).body.tasks
  expect(tasks).toMatchObject([{ kind: 'safety', mine: true }])
})

test('the escalation is written down once by the work of the house, whichever node does it', async () => {
  const { clinic, patient, raise } = await clinicWith('Three')
  await raise('suicidal-plan-or-intent', true, 20)
  await Promise.all([world.ground.lookAfter(), world.ground.lookAfter()])
  await world.ground.lookAfter()
  const facts = await world.ground.journal.read(clinic.id, { kind: 'safety', id: patient })
  expect(facts.map(({ type }) => type)).toEqual(['concern-raised', 'concern-escalated'])
})

test('of a chart kept to named people the others see that something waits, not whose and not what', async () => {
  const { clinic, patient, raise, commands } = await clinicWith('Four')
  await send(clinic, 'physician', `/api/patients/${patient}/commands`, {
    ...{ type: 'restrict-chart', data: { staff: [clinic.people.physician.staff], reason: 'a colleague' } },
  })
  await raise('phq9-item9', 3)
  for (const path of ['/api/safety/open', '/api/safety', '/api/tasks']) {
    const { text } = await read(clinic, 'nurse', path)
    for (const word of ['Everglade', 'item 9: 3']) expect(text, path).not.toContain(word)
  }
  expect((await read(clinic, 'nurse', '/api/tasks')).body.tasks).toMatchObject([{ hidden: true, name: null }])
  expect(await standing(clinic, 'nurse')).toMatchObject([{ name: null }])
  const [concern] = await standing(clinic, 'physician')
  const acknowledge = { type: 'acknowledge', data: { concern: concern.id } }
  expect(await send(clinic, 'nurse', commands, acknowledge)).toMatchObject({ status: 403, code: 'chart-restricted' })
  expect(await send(clinic, 'physician', commands, acknowledge)).toMatchObject({ status: 200 })
})

test('a safety task cannot be ticked off, and is done once the concern is answered', async () => {
  const { clinic, raise, commands } = await clinicWith('Five')
  await raise('phq9-item9', 1)
  const [task] = (await read(clinic, 'nurse', '/api/tasks')).body.tasks
  const path = `/api/tasks/${task.id}/commands`
  expect((await send(clinic, 'nurse', path, { type: 'do', data: { outcome: 'seen' } })).text).toContain('answered-at-source')
  const [concern] = await standing(clinic, 'nurse')
  const data = { concern: concern.id, finding: 'No plan, no intent', step: 'safety-plan', assessedBy: 'Dr. Pat', assessedAt: now() }
  expect(await send(clinic, 'nurse', commands, { type: 'answer', data: { ...data, finding: ' ' } })).toMatchObject({ status: 422 })
  expect(await send(clinic, 'nurse', commands, { type: 'answer', data })).toMatchObject({ status: 200 })
  expect((await read(clinic, 'nurse', '/api/tasks?state=closed')).body.tasks).toMatchObject([{ status: 'done', closed: { name: 'nurse of Five' } }])
  expect((await read(clinic, 'nurse', '/api/tasks')).body.tasks).toEqual([])
})

test('a positive answer among the facts of a person is raised by itself', async () => {
  const { clinic, patient } = await clinicWith('Six')
  const statements = [{ id: 's1', fact: 'phq9-item9', value: 1, at: now(), source: { kind: 'import', by: 'A hospital' } }]
  await world.ground.journal.execute(
    {
      clinic: clinic.id,
      stream: factsStream(patient),
      id: uuid7(),
      digest: statements,
      by: { kind: 'system', id: 'waymark', name: 'Waymark', roles: [] },
      via: {},
      at: now(),
    },
    factsModel,
    () => ({ kind: 'accepted', facts: [{ type: 'facts-stated', data: { statements } }] }),
  )
  await expect.poll(() => standing(clinic, 'nurse')).toMatchObject([{ says: 'PHQ-9 item 9: 1' }])
})

test('anybody learns whom to call, with the clinic’s own line where the clinic is known', async () => {
  const { clinic } = await clinicWith('Seven')
  await send(clinic, 'owner', '/api/safety/commands', { type: 'set-lines', data: { lines: [{ name: 'Nurse on call', call: '555 0117' }] } })
  const lines = async (path: string) => JSON.parse((await ask('GET', path)).text).lines.map(({ call }: { call: string }) => call)
  expect(await lines(`/api/crisis?clinic=${clinic.id}`)).toEqual(['988', '911', '555 0117'])
  expect(await lines(`/api/crisis?clinic=${uuid7()}`)).toEqual(['988', '911'])
  expect(await lines('/api/crisis')).toEqual(['988', '911'])
})

test('nothing of it was a fault', () => expect(world.faults).toEqual([]))
