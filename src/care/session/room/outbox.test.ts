import { expect, test } from 'vitest'
import type { Instant } from '../../../medicine/time.ts'
import type { SessionCommand } from '../session.ts'
import { type Answer, makeOutbox, pauseBefore, type Unsent } from './outbox.ts'

const note = (id: string): SessionCommand => ({
  id,
  at: '2026-11-24T14:05:00.000Z' as Instant,
  type: 'write-note',
  data: { voice: 'nurse', access: 'team', words: id },
})

function world(answers: Answer[]) {
  const sent: string[] = []
  const seen: string[] = []
  const outbox = makeOutbox({
    send: async (command) => {
      sent.push(command.id)
      return answers.shift() ?? { kind: 'saved', facts: [] }
    },
    wait: () => ({ done: Promise.resolve(), cut: () => {} }),
    changed: (unsent: readonly Unsent[]) => void seen.push(unsent.map((u) => `${u.command.id} ${u.state}`).join(', ')),
    answered: () => {},
  })
  return { sent, seen, outbox }
}

test('entries are sent one at a time in the order in which they were made', async () => {
  const { sent, outbox } = world([])
  await Promise.all(['a', 'b', 'c'].map((id) => outbox.add(note(id), []).final))
  expect(sent).toEqual(['a', 'b', 'c'])
  expect(outbox.unsent()).toEqual([])
})

test('an entry that did not reach the server is sent again under the same id and is shown as waiting meanwhile', async () => {
  const { sent, seen, outbox } = world([
    { kind: 'unreachable', message: 'no network' },
    { kind: 'unreachable', message: 'no network' },
  ])
  const entry = outbox.add(note('a'), [])
  expect((await entry.first).kind).toBe('unreachable')
  expect(await entry.final).toEqual({ kind: 'saved', facts: [] })
  expect(sent).toEqual(['a', 'a', 'a'])
  expect(seen).toContain('a waiting')
})

test('a refusal is handed back and does not hold up what follows', async () => {
  const because = [{ code: 'late', message: 'The session is signed' }]
  const { outbox } = world([{ kind: 'refused', because }])
  const [first, second] = await Promise.all([outbox.add(note('a'), []).final, outbox.add(note('b'), []).final])
  expect(first).toEqual({ kind: 'refused', because })
  expect(second.kind).toBe('saved')
})

test('the tries grow apart to ten seconds and no further', () => {
  expect([0, 1, 2, 9].map(pauseBefore)).toEqual([500, 1000, 2000, 10_000])
})
