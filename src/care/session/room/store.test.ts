import { expect, test } from 'vitest'
import { calm, infusing, minute, nina, protocol, RATE, type Telling } from '../session.fixture.ts'
import type { SessionCommand, SessionRecorded } from '../session.ts'
import { type Answer, type Disk, makeOutbox } from './outbox.ts'
import { makeRoomStore, type RoomState } from './store.ts'

const disk: Disk = { put: async () => {}, drop: async () => {}, turnBack: async () => {} }
const NEVER = new Promise<void>(() => {})
const full: Disk = { ...disk, put: () => Promise.reject(new DOMException('full', 'QuotaExceededError')) }

/** A room over a told session; the server answers what the test says, and remembers what was asked. */
function room(t: Telling, server: (command: SessionCommand) => Answer | Promise<Answer>, on: Disk = disk, pause = Promise.resolve()) {
  const at = 80
  let id = 0
  const seen: RoomState[] = []
  const missing: number[] = []
  const store = makeRoomStore(t.facts, {
    protocol,
    by: nina,
    now: () => minute(at),
    newId: () => `0192f000-0000-7000-9000-${String(++id).padStart(12, '0')}`,
    post: async (command) => server(command),
    outbox: makeOutbox({ send: async (command) => server(command), wait: () => ({ done: pause, cut: () => {} }), disk: on }),
    changed: (state) => void seen.push(state),
    missing: (after) => void missing.push(after),
  })
  return { store, seen, missing }
}

/** What a server would write down for it, in its own telling of the same session. */
const written = (t: Telling, command: SessionCommand): Answer => {
  const decision = t.ask(80, nina, command.type, command.data as never, { id: command.id, kept: command.kept === true })
  return decision.kind === 'accepted' ? { kind: 'saved', facts: t.write(decision.facts, command.id, 80, nina, 80) } : decision
}
const readings = { type: 'record-readings', data: { values: calm, from: {} } } as const
const shownReadings = (state: RoomState) => (state.shown.status === 'none' ? 0 : state.shown.readings.length)

test('an entry stands on the screen before the server has answered, and once afterwards', async () => {
  const [here, there] = [infusing(), infusing()]
  const { store, seen } = room(here, (command) => written(there, command))
  const before = shownReadings(store.state())
  expect((await store.send(readings)).kind).toBe('saved')
  expect(seen.length).toBeGreaterThan(0)
  expect(seen.map(shownReadings).every((count) => count === before + 1)).toBe(true)
  expect(store.state().confirmed.seq).toBe(there.facts.length)
  expect(store.state().unsent).toEqual([])
})

test('what is refused here is refused at once and never sent', async () => {
  const sent: string[] = []
  const { store } = room(infusing(), (command) => {
    sent.push(command.type)
    return { kind: 'saved', facts: [] }
  })
  const outcome = await store.send({ type: 'record-readings', data: { values: { systolic: 80, diastolic: 120 }, from: {} } })
  expect(outcome.kind).toBe('refused')
  expect(sent).toEqual([])
})

test('without a network the form may close; the entry is kept, shown and sent under the same id when it can be', async () => {
  const [here, there] = [infusing(), infusing()]
  const ids: string[] = []
  const { store } = room(here, (command) => {
    ids.push(command.id)
    return ids.length === 1 ? { kind: 'unreachable', message: 'no network' } : written(there, command)
  })
  expect(await store.send(readings)).toEqual({ kind: 'kept' })
  await expect.poll(() => store.state().unsent.length).toBe(0)
  expect(new Set(ids).size).toBe(1)
  expect(store.state().confirmed.seq).toBe(there.facts.length)
})

test('an entry refused after its form was closed comes back with its reason and its data', async () => {
  const because = [{ code: 'stopped', message: 'The infusion was stopped by somebody else.' }]
  let tries = 0
  const { store } = room(infusing(), () => (++tries === 1 ? { kind: 'unreachable', message: 'no network' } : { kind: 'refused', because }))
  await store.send({ type: 'change-rate', data: { rateMlPerHour: '100' } })
  await expect.poll(() => store.state().returned.length).toBe(1)
  const [back] = store.state().returned
  expect(back?.because).toEqual(because)
  expect(back?.command.data).toEqual({ rateMlPerHour: '100' })
  store.putAway(back?.command.id ?? '')
  expect(store.state().returned).toEqual([])
})

test('another device’s facts are taken under what is still on its way here', async () => {
  const [here, there] = [infusing(), infusing()]
  const later = Promise.withResolvers<Answer>()
  const { store } = room(here, () => later.promise)
  const sending = store.send({ type: 'write-note', data: { voice: 'nurse', access: 'team', words: 'calm' } })
  await expect.poll(() => store.state().unsent.length).toBe(1)
  there.does(79, nina, 'pause', {})
  store.absorb(there.facts.slice(here.facts.length))
  expect(store.state().shown).toMatchObject({ status: 'dosing', infusion: 'paused' })
  expect(store.state().shown).toMatchObject({ notes: [{ words: 'calm' }] })
  later.resolve({ kind: 'saved', facts: [] })
  await sending
})

test('an entry that the live channel brings before its answer is not shown twice', async () => {
  const [here, there] = [infusing(), infusing()]
  const later = Promise.withResolvers<void>()
  const { store } = room(here, async (command) => {
    const answer = written(there, command)
    await later.promise
    return answer
  })
  const before = shownReadings(store.state())
  const sending = store.send(readings)
  await expect.poll(() => there.facts.length).toBeGreaterThan(here.facts.length)
  store.absorb(there.facts.slice(here.facts.length))
  expect(shownReadings(store.state())).toBe(before + 1)
  later.resolve()
  await sending
  expect(shownReadings(store.state())).toBe(before + 1)
})

test('facts that were seen before change nothing, and a hole is asked for instead of skipped', () => {
  const [here, there] = [infusing(), infusing()]
  const { store, missing } = room(here, () => ({ kind: 'saved', facts: [] }))
  store.absorb(here.facts)
  expect(store.state().confirmed.seq).toBe(here.facts.length)
  there.does(78, nina, 'pause', {})
  there.does(79, nina, 'resume', { rateMlPerHour: RATE })
  store.absorb(there.facts.slice(-1) as SessionRecorded[])
  expect(missing).toEqual([here.facts.length])
  expect(store.state().confirmed.seq).toBe(here.facts.length)
})

test('a device that cannot keep an entry says so before it accepts it, and the words stay in the form', async () => {
  const { store } = room(infusing(), () => ({ kind: 'unreachable', message: 'no network' }), full)
  const outcome = await store.send(readings)
  expect(outcome).toMatchObject({
    kind: 'refused',
    because: [{ code: 'cannot-keep', message: expect.stringMatching(/^This device cannot keep entries right now/) }],
  })
  expect(store.state()).toMatchObject({ unsent: [], keeps: false })
})

test('a device that cannot keep an entry still charts while the server answers, and never twice what it tried before', async () => {
  const [here, there] = [infusing(), infusing()]
  const before = there.s.readings.length
  let tries = 0
  // The first answer is lost on its way back: the server has it, the device does not know.
  const { store } = room(
    here,
    (command) => {
      tries += 1
      if (there.facts.some(({ id }) => id === command.id)) return { kind: 'saved', facts: there.facts.filter(({ id }) => id === command.id) }
      const answer = written(there, command)
      return tries === 1 ? { kind: 'unreachable', message: 'no answer' } : answer
    },
    full,
  )
  expect((await store.send(readings)).kind).toBe('refused')
  expect((await store.send(readings)).kind).toBe('saved')
  expect(there.s.readings.length).toBe(before + 1)
})

test('two taps in one moment are decided one after the other: the second pause is refused here', async () => {
  const { store } = room(infusing(), () => ({ kind: 'unreachable', message: 'no network' }), disk, NEVER)
  const [first, second] = await Promise.all([store.send({ type: 'pause', data: {} }), store.send({ type: 'pause', data: {} })])
  expect([first.kind, second.kind]).toEqual(['kept', 'refused'])
})

test('an entry that is saved stays on the screen while what stands before it is still on its way here', async () => {
  const [here, there] = [infusing(), infusing()]
  there.does(78, nina, 'write-note', { voice: 'nurse', access: 'team', words: 'from the other tablet' })
  const { store, missing } = room(here, (command) => written(there, command))
  const before = shownReadings(store.state())
  await store.send(readings)
  expect(missing).toEqual([here.facts.length])
  expect(shownReadings(store.state())).toBe(before + 1)
  store.absorb(there.facts.slice(here.facts.length))
  expect(shownReadings(store.state())).toBe(before + 1)
})
