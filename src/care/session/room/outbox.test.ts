import { expect, test } from 'vitest'
import type { Instant } from '../../../medicine/time.ts'
import type { SessionCommand } from '../session.ts'
import { type Answer, type Left, makeOutbox, pauseBefore } from './outbox.ts'

const note = (id: string): SessionCommand => ({
  id,
  at: '2026-11-24T14:05:00.000Z' as Instant,
  type: 'write-note',
  data: { voice: 'nurse', access: 'team', words: id },
})
const gone: Answer = { kind: 'unreachable', message: 'no network' }

function world(answers: Answer[], left?: Left) {
  const sent: string[] = []
  const seen: string[] = []
  const disk = new Map<string, string>(left?.unsent.map(({ command }) => [command.id, 'kept']))
  const outbox = makeOutbox(
    {
      send: async (command) => {
        sent.push(command.kept ? `${command.id} kept` : command.id)
        return answers.shift() ?? { kind: 'saved', facts: [] }
      },
      wait: () => ({ done: Promise.resolve(), cut: () => {} }),
      disk: {
        put: async ({ id }) => void disk.set(id, 'kept'),
        drop: async (id) => void disk.delete(id),
        turnBack: async (id) => void disk.set(id, 'returned'),
      },
    },
    left,
  )
  outbox.watch({
    changed: () =>
      void seen.push(
        outbox
          .unsent()
          .map((u) => `${u.command.id} ${u.state}, on disk: ${disk.has(u.command.id)}`)
          .join('; '),
      ),
  })
  return { sent, seen, outbox, disk: () => Object.fromEntries(disk), idle: () => expect.poll(() => outbox.unsent().length).toBe(0) }
}

test('entries are sent one at a time in the order in which they were made', async () => {
  const { sent, outbox, idle } = world([])
  await Promise.all(['a', 'b', 'c'].map((id) => outbox.add(note(id), [])))
  await idle()
  expect(sent).toEqual(['a', 'b', 'c'])
})

test('an entry is on the device’s disk before it is shown, and off it once the server has it', async () => {
  const { seen, outbox, disk, idle } = world([gone])
  await outbox.add(note('a'), [])
  expect(seen[0]).toBe('a sending, on disk: true')
  await idle()
  expect(seen.every((line) => line === '' || line.endsWith('true'))).toBe(true)
  expect(disk()).toEqual({})
})

test('an entry that did not reach the server is shown as waiting and sent again under the same id, as one that was shown as saved', async () => {
  const { sent, seen, outbox, idle } = world([gone, gone])
  const { first } = await outbox.add(note('a'), [])
  expect((await first).kind).toBe('unreachable')
  await idle()
  expect(sent).toEqual(['a', 'a kept', 'a kept'])
  expect(seen).toContain('a waiting, on disk: true')
})

test('a refusal goes back to the form that waits for it and does not hold up what follows', async () => {
  const because = [{ code: 'late', message: 'The session is signed' }]
  const { outbox, disk, idle } = world([{ kind: 'refused', because }])
  const [first, second] = await Promise.all([outbox.add(note('a'), []), outbox.add(note('b'), [])])
  expect(await first.first).toEqual({ kind: 'refused', because })
  expect((await second.first).kind).toBe('saved')
  await idle()
  expect([disk(), outbox.returned()]).toEqual([{}, []])
})

test('what the server will not take after the form is closed stays on the device until somebody puts it away', async () => {
  const because = [{ code: 'forbidden', message: 'You may not do this.' }]
  const { outbox, disk, idle } = world([gone, { kind: 'refused', because }])
  await outbox.add(note('a'), [])
  await idle()
  expect(outbox.returned()).toEqual([{ command: note('a'), because }])
  expect(disk()).toEqual({ a: 'returned' })
  outbox.putAway('a')
  expect([outbox.returned(), disk()]).toEqual([[], {}])
})

test('what an earlier page left is sent first, in its order, as entries that were shown as saved', async () => {
  const { sent, outbox, idle } = world([], { unsent: ['a', 'b'].map((id) => ({ command: note(id), facts: [] })), returned: [] })
  await outbox.add(note('c'), [])
  await idle()
  expect(sent).toEqual(['a kept', 'b kept', 'c'])
})

test('the tries grow apart to ten seconds and no further', () => {
  expect([0, 1, 2, 9].map(pauseBefore)).toEqual([500, 1000, 2000, 10_000])
})
