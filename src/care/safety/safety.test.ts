import fc from 'fast-check'
import { expect, test } from 'vitest'
import { instant } from '../../medicine/time.ts'
import { acknowledge, after, answer, answering, around, minute, nora, pat, policy, raise } from './safety.fixture.ts'
import { decide, dueAt, EMPTY, escalation, latest, onCallAt, openConcern, overdue, readingOf, type Safety, standsFor } from './safety.ts'

const concernOf = (safety: Safety) => safety.concerns[0] as Safety['concerns'][number]
const refusal = (safety: Safety, order: Parameters<typeof decide>[1], n: number, by = nora as { id: string }) => {
  const decision = decide(safety, order, around(n, { by }))
  return decision.kind === 'refused' ? decision.because.map(({ code }) => code) : decision.kind
}

test.each([
  ['item9', 0, 'negative'],
  ['item9', 1, 'positive'],
  ['item9', 3, 'positive'],
  ['plan', false, 'negative'],
  ['plan', true, 'positive'],
  ['item9', 'several days', 'unreadable'],
  ['item9', Number.NaN, 'unreadable'],
  ['plan', 'yes', 'unreadable'],
  ['nobody-lists-this', false, 'unlisted'],
] as const)('%s answered %s is %s', (item, given, reading) => {
  expect(readingOf(policy, item, given)).toBe(reading)
  expect(after([0, raise(item, given)]).concerns).toHaveLength(reading === 'negative' ? 0 : 1)
})

test('only a plain "no" raises nothing: whatever else arrives is a concern until a clinician has looked', () => {
  const given = fc.oneof(fc.boolean(), fc.double(), fc.string())
  fc.assert(
    fc.property(fc.constantFrom('item9', 'plan', 'unheard-of'), given, (item, said) => {
      const plainNo = (item === 'item9' && typeof said === 'number' && said <= 0) || (item === 'plan' && said === false)
      expect(after([0, raise(item, said)]).concerns).toHaveLength(plainNo ? 0 : 1)
    }),
  )
})

test('it must be answered within the hours of the policy, and never after the day on the clinic’s wall', () => {
  // 14:00 UTC is 9:00 in New York, where the day ends at 5:00 UTC.
  expect(concernOf(after([0, raise('item9', 2)])).dueAt).toBe(minute(360))
  expect(dueAt(policy, instant(Date.parse('2026-11-25T03:30:00Z')), 'America/New_York')).toBe('2026-11-25T05:00:00.000Z')
  // Clocks go back on 1 November 2026: the day has 25 hours and ends at 5:00 UTC all the same.
  expect(dueAt(policy, instant(Date.parse('2026-11-02T04:00:00Z')), 'America/New_York')).toBe('2026-11-02T05:00:00.000Z')
})

test('positive answers while a concern is open add to it; they make no second one', () => {
  const safety = after([0, raise('item9', 2)], [1, raise('plan', true)], [2, raise('item9', 2)])
  expect(safety.concerns).toHaveLength(1)
  expect(concernOf(safety).raisings.map(({ item, answer: given }) => [item, given])).toEqual([
    ['item9', 2],
    ['plan', true],
    ['item9', 2],
  ])
})

test('once it is answered, the next positive answer is a new concern', () => {
  const safety = after([0, raise('item9', 2)], [3, answer(2), pat], [4, raise('item9', 1)])
  expect(safety.concerns.map(({ status }) => status)).toEqual(['answered', 'open'])
  expect(openConcern(safety)?.raisings).toHaveLength(1)
})

test('the same raising sent twice is one line', () => {
  const twice = raise('item9', 2)
  expect(concernOf(after([0, twice], [0, twice])).raisings).toHaveLength(1)
})

test('who acknowledges stands there by name; a second person is told who has it', () => {
  const safety = after([0, raise('item9', 2)], [4, acknowledge, nora])
  expect(concernOf(safety).acknowledged).toEqual({ at: minute(4), id: 'n1', name: 'Nora Nurse' })
  expect(refusal(safety, acknowledge(safety), 5, pat)).toEqual(['already-acknowledged'])
  expect(refusal(safety, acknowledge(safety), 5, nora)).toBe('accepted')
})

test('what says more after somebody acknowledged must be acknowledged again; the same again must not', () => {
  const calm = after([0, raise('item9', 2)], [4, acknowledge, nora], [5, raise('item9', 2)], [6, raise('item9', 1)])
  expect(concernOf(calm).acknowledged?.name).toBe('Nora Nurse')
  for (const worse of [raise('item9', 3), raise('plan', true)]) {
    const safety = after([0, raise('item9', 2)], [4, acknowledge, nora], [5, worse])
    expect(concernOf(safety).acknowledged).toBeUndefined()
    expect(concernOf(safety).acknowledgements).toHaveLength(1)
    expect(escalation(concernOf(safety), minute(17))).toEqual({ since: minute(17) })
  }
})

test('nobody acknowledged it in time: by the clock alone it is escalated, and recorded once', () => {
  const safety = after([0, raise('item9', 2)])
  expect(escalation(concernOf(safety), minute(11))).toBeNull()
  expect(escalation(concernOf(safety), minute(12))).toEqual({ since: minute(12) })
  const order = { type: 'escalate', data: { concern: concernOf(safety).id } } as const
  expect(decide(safety, order, around(11))).toEqual({ kind: 'accepted', facts: [] })
  expect(decide(safety, order, around(12))).toMatchObject({ facts: [{ type: 'concern-escalated', data: { to: ['owner', 'physician'] } }] })
  const escalated = after([0, raise('item9', 2)], [12, (now) => ({ type: 'escalate', data: { concern: concernOf(now).id } })])
  expect(concernOf(escalated).escalatedAt).toBe(minute(12))
  expect(decide(escalated, { type: 'escalate', data: { concern: concernOf(escalated).id } }, around(30))).toEqual({ kind: 'accepted', facts: [] })
})

test('the bar stands for clinicians until somebody acknowledges, and for the owner once it has escalated', () => {
  const [open, taken] = [concernOf(after([0, raise('item9', 2)])), concernOf(after([0, raise('item9', 2)], [1, acknowledge, nora]))]
  const stands = (concern: typeof open, roles: readonly ('owner' | 'nurse' | 'front-desk')[], clinician: boolean, n: number) =>
    standsFor(concern, { roles, clinician }, policy.escalateTo, minute(n))
  expect([stands(open, ['nurse'], true, 1), stands(open, ['owner'], false, 1), stands(open, ['owner'], false, 12)]).toEqual([true, false, true])
  expect([stands(open, ['front-desk'], false, 60), stands(taken, ['nurse'], true, 60)]).toEqual([false, false])
})

test('it is closed only with what was found, by whom, when, and what happens next', () => {
  const safety = after([0, raise('item9', 2)])
  const id = concernOf(safety).id
  expect(refusal(safety, answering(id, 3, { finding: ' ', step: 'x', assessedBy: '' }), 5)).toEqual(['no-finding', 'no-step', 'no-name'])
  expect(refusal(safety, answering(id, 9), 5)).toEqual(['in-the-future'])
  expect(refusal(safety, answering(id, -3), 5)).toEqual(['before-it'])
  const answered = after([0, raise('item9', 2)], [5, answer(3), pat])
  expect(concernOf(answered)).toMatchObject({ status: 'answered', answers: [{ step: 'plan-made', assessedAt: minute(3), by: { name: 'Pat Physician' } }] })
  // Who answers has seen it.
  expect(concernOf(answered).acknowledged?.name).toBe('Pat Physician')
})

test('"not reached" is written down and closes nothing', () => {
  const safety = after([0, raise('item9', 2)], [5, answer(4, { step: 'not-reached', finding: 'No answer, twice' }), nora])
  expect(concernOf(safety)).toMatchObject({ status: 'open', tries: [{ finding: 'No answer, twice' }], answers: [] })
  expect(openConcern(safety)).toBeDefined()
})

test('a correction keeps both, with its reason; it cannot take the answer away', () => {
  const answered = after([0, raise('item9', 2)], [5, answer(3), pat])
  const data = { concern: concernOf(answered).id, finding: 'Brother is with her', step: 'plan-made', assessedBy: 'Pat Physician', assessedAt: minute(3) }
  expect(refusal(answered, { type: 'correct', data: { ...data, reason: '' } }, 8)).toEqual(['no-reason'])
  expect(refusal(answered, { type: 'correct', data: { ...data, step: 'not-reached', reason: 'x' } }, 8)).toEqual(['would-reopen'])
  const corrected = after(
    [0, raise('item9', 2)],
    [5, answer(3), pat],
    [8, (safety) => ({ type: 'correct', data: { ...data, concern: concernOf(safety).id, reason: 'It was her brother' } }), nora],
  )
  expect(concernOf(corrected).answers.map(({ finding, reason }) => [finding, reason])).toEqual([
    ['No intent, no plan; sister is with her', undefined],
    ['Brother is with her', 'It was her brother'],
  ])
  expect(refusal(answered, answering(concernOf(answered).id, 6), 8)).toEqual(['answered'])
})

test('a statement that says what the intake raised is the same answer, once; a second statement is another', () => {
  const direct = raise('item9', 2)
  const said = (statement: string) => raise('item9', 2, { statement })
  const matched = after([0, direct], [1, said('s1')], [1, said('s1')])
  expect(concernOf(matched).raisings).toHaveLength(1)
  expect(matched.seen).toEqual(['s1'])
  expect(concernOf(after([0, direct], [1, said('s1')], [2, said('s2')])).raisings).toHaveLength(2)
  // After the time of the policy the same answer is a new one.
  expect(concernOf(after([0, direct], [8, said('s1')])).raisings).toHaveLength(2)
})

test('a statement raises once, also after its concern was answered', () => {
  const said = raise('plan', true, { statement: 's1' })
  expect(after([0, said], [3, answer(2), pat], [4, { ...said, data: { ...said.data, id: 'again' } }]).concerns).toHaveLength(1)
})

test('an old imported answer is written down as history and raises nothing; one whose age nobody knows is raised', () => {
  const from = (said: string | undefined, kind: 'import' | 'intake' = 'import') =>
    after([0, raise('item9', 2, { statement: 's1', where: { kind }, ...(said === undefined ? {} : { said }) })])
  expect(from('2026-11-01').concerns).toHaveLength(0)
  expect(from('2026-11-01').passedOver).toMatchObject([{ item: 'item9', answer: 2, said: '2026-11-01' }])
  for (const said of ['2026-11-20', '2026-11', '2026', 'last spring', undefined]) expect(from(said).concerns, said).toHaveLength(1)
  expect(from('2026-11-01', 'intake').concerns).toHaveLength(1)
})

test.each([
  ['2025', '2026-01-01T12:00:00.000Z'],
  ['2025-12', '2026-01-01T12:00:00.000Z'],
  ['2025-11', '2025-12-01T12:00:00.000Z'],
  ['2025-11-30', '2025-12-01T12:00:00.000Z'],
  ['2025-11-30T09:00:00Z', '2025-11-30T09:00:00.000Z'],
  ['2025-02-31', null],
  ['soon', null],
])('%s may be as late as %s', (said, at) => expect(latest(said)).toBe(at))

test('a turn on call that ran out is nobody’s, and cannot be set', () => {
  const onCall = { staff: 'p1', name: 'Pat Physician', until: minute(60) }
  const safety = after([0, { type: 'set-on-call', data: { onCall } }])
  expect([onCallAt(safety, minute(59)), onCallAt(safety, minute(60))]).toEqual([onCall, null])
  expect(refusal(EMPTY, { type: 'set-on-call', data: { onCall } }, 61)).toEqual(['over-already'])
})

test('a line for a crisis has a name and a number', () => {
  for (const line of [{ name: '', call: '555 0100' }, { name: 'Night desk' }, { name: 'Night desk', call: ' ' }])
    expect(refusal(EMPTY, { type: 'set-lines', data: { lines: [line] } }, 0)).toEqual(['no-number'])
})

test('overdue is after its hour, while it is open', () => {
  expect([overdue(concernOf(after([0, raise('item9', 2)])), minute(360)), overdue(concernOf(after([0, raise('item9', 2)])), minute(361))]).toEqual([
    false,
    true,
  ])
  expect(overdue(concernOf(after([0, raise('item9', 2)], [5, answer(3), pat])), minute(361))).toBe(false)
})
