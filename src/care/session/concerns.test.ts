import { expect, test } from 'vitest'
import { freshDatabase } from '../../platform/db/testing.ts'
import { uuid7 } from '../../platform/journal/uuid7.ts'
import { openDesk, ref } from './session.desk.fixture.ts'
import { arrived, both, codes, discharged, fay, homeward, minute, nina, pat, protocol, scheduled, sentences, type Telling } from './session.fixture.ts'
import { decide, options, type SessionCommand } from './session.ts'

const waits = [{ raisedAt: minute(20) }]
/** The time of each is after everything that was told. */
const closing = (t: Telling, at: number, by: typeof nina, type: 'discharge' | 'sign' | 'abandon', data: object, change: object = {}) =>
  decide(t.s, { id: uuid7(), at: minute(at), type, data, ...change } as SessionCommand, protocol, { by, now: minute(at), concerns: waits })

test('a visit is not closed while a safety answer of the patient waits: not by going home, not by signing, not by calling it off', () => {
  expect(codes(closing(homeward(), 168, nina, 'discharge', {}))).toContain('safety-unanswered')
  expect(codes(closing(discharged(), 200, nina, 'sign', { as: 'nurse' }))).toContain('safety-unanswered')
  expect(codes(closing(arrived(), 45, nina, 'abandon', { reason: 'not well today' }))).toContain('safety-unanswered')
  expect(sentences(closing(homeward(), 168, nina, 'discharge', {}))).toMatch(/waits for a clinician/)
})

test('nobody goes past it: not the physician, not with "yes, really"', () => {
  for (const by of [nina, pat, both])
    expect(codes(closing(homeward(), 168, by, 'discharge', {}, { confirmed: ['safety-unanswered', 'really:safety-unanswered'] }))).toContain(
      'safety-unanswered',
    )
})

test('a session nobody came to can be called off; what is answered holds nothing up', () => {
  expect(codes(closing(scheduled(), 30, nina, 'abandon', { reason: 'moved to Friday' }))).not.toContain('safety-unanswered')
  const t = homeward()
  t.does(168, nina, 'discharge', {})
  expect(t.s.status).toBe('discharged')
})

test('the button says so before it is pressed; a device that cannot ask promises nothing and refuses nothing', () => {
  const { s } = homeward()
  const discharge = (concerns?: typeof waits) => options(s, protocol, { by: nina, now: minute(168), concerns }).find(({ type }) => type === 'discharge')
  expect(discharge(waits)).toMatchObject({ can: false, why: expect.stringMatching(/safety answer/) })
  expect(discharge([])).toMatchObject({ can: true })
  expect(discharge()).toMatchObject({ can: true })
})

test('a discharge that a device had kept is not taken when it arrives: it becomes something to look at, and stays refused', () => {
  const t = homeward()
  const decision = closing(t, 168, nina, 'discharge', {}, { kept: true })
  expect(decision).toMatchObject({
    kind: 'accepted',
    facts: [{ type: 'look-asked', data: { refused: { type: 'discharge' }, because: [{ code: 'safety-unanswered' }] } }],
  })
})

const { database, newClinic } = await freshDatabase()

test('the server asks the safety room each time a visit is closed, and only then', async () => {
  const { at, waiting } = openDesk(database)
  const clinic = await newClinic()
  const say = at(clinic, uuid7())
  waiting.push({ raisedAt: minute(1) })
  const steps = [await say(0, fay, 'schedule', { patient: uuid7(), protocol: ref, chair: '3', plannedFor: minute(60) }), await say(40, fay, 'arrive', {})]
  expect(steps.map(({ kind }) => kind)).toEqual(['done', 'done'])
  expect(await say(45, nina, 'abandon', { reason: 'not well' })).toMatchObject({ kind: 'refused', because: [{ code: 'safety-unanswered' }] })
  waiting.length = 0
  expect((await say(46, nina, 'abandon', { reason: 'not well' })).kind).toBe('done')
})
