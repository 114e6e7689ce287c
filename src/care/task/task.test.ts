import fc from 'fast-check'
import { expect, test } from 'vitest'
import { after, call, minute, nora, opened, pat, people, type Step } from './task.fixture.ts'
import { type Around, decide, escalation, inOrder, isMine, type Opened, overdue, type TaskOrder } from './task.ts'

const around = (by = nora as Around['by'], now = minute(5)): Around => ({ now, by, people })
const acknowledge: TaskOrder = { type: 'acknowledge', data: {} }
const done: TaskOrder = { type: 'do', data: { outcome: 'Spoke to her; 128/80 today' } }
const open = (change: Partial<typeof call> = {}, ...steps: Step[]) => after(opened(change), ...steps) as Opened

test('the same task opened again changes nothing, whatever the second says', () => {
  expect(decide(open(), { type: 'open', data: { ...call, title: 'Another' } }, around())).toEqual({ kind: 'accepted', facts: [] })
})

test('a task needs words and somebody it is for', () => {
  const order: TaskOrder = { type: 'open', data: { ...call, title: ' ', for: { kind: 'roles', roles: [] } } }
  expect(decide(after(), order, around())).toMatchObject({ kind: 'refused', because: [{ code: 'no-title' }, { code: 'for-nobody' }] })
})

test('who acknowledges stands there by name; a second person is told who has it', () => {
  const task = open({}, { order: acknowledge })
  expect(task.acknowledged).toEqual({ at: minute(0), id: 'n1', name: 'Nora Nurse' })
  expect(decide(task, acknowledge, around())).toEqual({ kind: 'accepted', facts: [] })
  expect(decide(task, acknowledge, around(pat))).toMatchObject({ kind: 'refused', because: [{ message: 'Nora Nurse has acknowledged this.' }] })
})

test('a task is closed with what came of it, or called off with why; never without words', () => {
  expect(decide(open(), { type: 'do', data: { outcome: ' ' } }, around())).toMatchObject({ kind: 'refused', because: [{ code: 'no-outcome' }] })
  expect(decide(open(), { type: 'cancel', data: { reason: '' } }, around())).toMatchObject({ kind: 'refused', because: [{ code: 'no-reason' }] })
  expect(open({}, { order: done })).toMatchObject({ status: 'done', closed: { name: 'Nora Nurse', words: 'Spoke to her; 128/80 today' } })
})

test('what is closed is closed once, and says by whom', () => {
  const task = open({}, { order: done })
  expect(decide(task, { type: 'cancel', data: { reason: 'moved away' } }, around(pat))).toMatchObject({
    kind: 'refused',
    because: [{ message: 'Nora Nurse has done this already.' }],
  })
})

test('a task is handed to a person who works here, and to nobody else', () => {
  expect(open({}, { order: { type: 'assign', data: { staff: 'p1' } } }).for).toEqual({ kind: 'person', staff: 'p1', name: 'Pat Physician' })
  for (const staff of ['x1', 'nobody'])
    expect(decide(open(), { type: 'assign', data: { staff } }, around())).toMatchObject({ kind: 'refused', because: [{ code: 'no-such-person' }] })
})

test('what is answered where it came from cannot be ticked off here', () => {
  const concern = open({ withSource: true })
  for (const order of [acknowledge, done, { type: 'cancel', data: { reason: 'x' } } as const])
    expect(decide(concern, order, around())).toMatchObject({ kind: 'refused', because: [{ code: 'answered-at-source' }] })
  const answered: TaskOrder = { type: 'do', data: { outcome: 'assessed', source: true } }
  expect(open({ withSource: true }, { order: answered }).status).toBe('done')
  expect(decide(open({ withSource: true }, { order: answered }), answered, around())).toEqual({ kind: 'accepted', facts: [] })
})

test('overdue is after its hour, while it is open', () => {
  expect(overdue(open(), minute(120))).toBe(false)
  expect(overdue(open(), minute(121))).toBe(true)
  expect(overdue(open({}, { order: done }), minute(121))).toBe(false)
})

test('nobody acknowledged it in time: by the clock alone the owner and the physicians have it too, and it is recorded once', () => {
  expect(escalation(open(), minute(29))).toBeNull()
  expect(escalation(open(), minute(30))).toEqual({ since: minute(30), to: ['owner', 'physician'] })
  expect(decide(open(), { type: 'escalate', data: {} }, around(nora, minute(29)))).toEqual({ kind: 'accepted', facts: [] })
  const escalated = open({}, { order: { type: 'escalate', data: {} }, at: minute(31) })
  expect(escalated.escalatedAt).toBe(minute(31))
  expect(decide(escalated, { type: 'escalate', data: {} }, around(nora, minute(60)))).toEqual({ kind: 'accepted', facts: [] })
  expect(escalation(open({}, { order: acknowledge }), minute(60))).toBeNull()
})

test('mine is what is for me, for my role, or escalated to my role', () => {
  const [nurse, physician] = [
    { id: 'n1', roles: ['nurse'] as const },
    { id: 'p1', roles: ['physician'] as const },
  ]
  expect([isMine(open(), nurse, minute(5)), isMine(open(), physician, minute(5)), isMine(open(), physician, minute(31))]).toEqual([true, false, true])
  const handed = open({}, { order: { type: 'assign', data: { staff: 'p1' } } })
  expect([isMine(handed, nurse, minute(5)), isMine(handed, physician, minute(5))]).toEqual([false, true])
})

test('open before closed, of the open what is due first, whatever order they came in', () => {
  const task = fc.record({ due: fc.integer({ min: 0, max: 500 }), closed: fc.boolean() })
  fc.assert(
    fc.property(fc.array(task, { maxLength: 12 }), (all) => {
      const sorted = all.map(({ due, closed }) => open({ dueAt: minute(due) }, ...(closed ? [{ order: done }] : []))).sort(inOrder)
      const waiting = sorted.filter(({ status }) => status === 'open')
      expect(sorted.slice(0, waiting.length)).toEqual(waiting)
      expect(waiting.map(({ dueAt }) => dueAt)).toEqual(waiting.map(({ dueAt }) => dueAt).sort())
    }),
  )
})
