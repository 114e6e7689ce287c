import { expect, test } from 'vitest'
import { seen } from './seen.ts'
import { after, minute, opened } from './task.fixture.ts'
import type { Opened } from './task.ts'

const task = after(opened()) as Opened
const done = after(opened(), { order: { type: 'do', data: { outcome: 'She takes lithium' } } }) as Opened
const nurse = { id: 'n1', roles: ['nurse'] as const, readsCharts: true }
const therapist = { id: 't1', roles: ['therapist'] as const, readsCharts: true }
const desk = { id: 'd1', roles: ['front-desk'] as const, readsCharts: false }

test('whoever reads charts sees every task; what waits for them is theirs', () => {
  expect(seen(task, 'open', nurse, minute(1))).toMatchObject({ mine: true, title: task.title })
  expect(seen(task, 'open', therapist, minute(1))).toMatchObject({ mine: false, title: task.title })
})

test('whoever reads no charts sees what is for them, and nothing else', () => {
  expect(seen(task, 'open', desk, minute(1))).toBeNull()
  const theirs = after(opened({ for: { kind: 'roles', roles: ['front-desk'] } })) as Opened
  expect(seen(theirs, 'none', desk, minute(1))).toMatchObject({ mine: true, title: task.title })
})

test('about a chart kept to others nobody reads what it is about, and what came of it neither', () => {
  const text = JSON.stringify([seen(task, 'kept', nurse, minute(1)), seen(done, 'kept', nurse, minute(1))])
  for (const word of [task.title, task.why, 'lithium']) expect(text).not.toContain(word)
  expect(seen(task, 'kept', nurse, minute(1))).toMatchObject({ hidden: true, mine: true })
})
