import { expect, test } from 'vitest'
import { codes, fay, infusing, minute, monitor, nina, noor, pat, prepared, readied, recovering, scheduled, sentences, theo } from './session.fixture.ts'

const event = { term: 'nausea', words: '', grade: 1, serious: false, relatedness: 'possibly', action: '' } as const

test.each([
  [{}, 'accepted', []],
  [{ grade: 3 }, 'refused', ['action']],
  [{ grade: 3, action: 'stopped, physician called' }, 'accepted', []],
  [{ serious: true }, 'refused', ['action']],
  [{ grade: 4, action: 'ambulance' }, 'refused', ['serious']],
  [{ grade: 5, serious: true, action: 'resuscitation' }, 'accepted', []],
  [{ term: 'other' }, 'refused', ['no-words']],
] as const)('an adverse event with %j is %s', (change, kind, expected) => {
  const decision = infusing().ask(70, nina, 'record-adverse-event', { ...event, ...change })
  expect(decision.kind).toBe(kind)
  expect(codes(decision)).toEqual(expected)
})

test('a grade that is serious by definition says so', () => {
  expect(sentences(infusing().ask(70, nina, 'record-adverse-event', { ...event, grade: 4, action: 'x' }))).toContain('Grade 4 is life-threatening')
  expect(sentences(infusing().ask(70, nina, 'record-adverse-event', { ...event, grade: 5, action: 'x' }))).toContain('Grade 5 is a death')
})

test('an event is followed to its end, and the first grade stays', () => {
  const t = infusing()
  const id = t.does(70, nina, 'record-adverse-event', { ...event, grade: 2 })
  expect(codes(t.ask(69, nina, 'follow-adverse-event', { event: id, grade: 1, outcome: 'ongoing', remark: '' }))).toEqual(['before-event'])
  expect(codes(t.ask(75, nina, 'follow-adverse-event', { event: 'x', grade: 1, outcome: 'ongoing', remark: '' }))).toEqual(['no-such-event'])
  t.does(75, nina, 'follow-adverse-event', { event: id, grade: 1, outcome: 'ongoing', remark: 'less' })
  t.does(90, noor, 'follow-adverse-event', { event: id, grade: 1, outcome: 'resolved', remark: 'gone' })
  expect(t.s.adverseEvents[0]).toMatchObject({
    grade: 2,
    followUps: [
      { outcome: 'ongoing', at: minute(75) },
      { outcome: 'resolved', by: noor },
    ],
  })
})

test('an emergency has one timer, a log and an outcome, and one is open at a time', () => {
  const t = infusing()
  expect(codes(t.ask(70, nina, 'log-emergency', { words: 'x' }))).toEqual(['no-emergency'])
  t.does(70, theo, 'open-emergency', { kind: 'chest-pain' })
  expect(codes(t.ask(71, nina, 'open-emergency', { kind: 'other' }))).toEqual(['emergency-open'])
  expect(codes(t.ask(69, nina, 'log-emergency', { words: 'before' }))).toEqual(['before-emergency'])
  expect(codes(t.ask(71, nina, 'log-emergency', { words: ' ' }))).toEqual(['no-words'])
  t.does(71, nina, 'log-emergency', { words: 'oxygen 10 L' })
  expect(codes(t.ask(73, theo, 'close-emergency', { outcome: 'well' }))).toEqual(['not-your-role'])
  expect(codes(t.ask(73, nina, 'close-emergency', { outcome: '' }))).toEqual(['outcome'])
  t.does(80, pat, 'close-emergency', { outcome: 'pain gone, ECG normal' })
  expect(t.s.emergencies).toMatchObject([{ at: minute(70), log: [{ words: 'oxygen 10 L' }], closed: { outcome: 'pain gone, ECG normal', by: pat } }])
  t.does(85, nina, 'open-emergency', { kind: 'other' })
  expect(codes(t.ask(84, nina, 'close-emergency', { outcome: 'well' }))).toEqual(['before-emergency'])
  expect(t.s.emergencies).toHaveLength(2)
})

test('nobody leaves while an emergency is open', () => {
  const t = recovering()
  t.does(110, nina, 'open-emergency', { kind: 'other' })
  expect(codes(t.ask(170, nina, 'discharge', {}))).toContain('emergency-open')
})

test('one line at a time: placed, checked, removed, with what was seen when it is not right', () => {
  const t = prepared()
  expect(codes(t.ask(47, nina, 'check-iv', { patent: true }))).toEqual(['no-iv'])
  expect(codes(t.ask(47, nina, 'place-iv', { site: ' ', gauge: '22 G', attempts: 0 }))).toEqual(['incomplete', 'attempts'])
  t.does(47, nina, 'place-iv', { site: 'left hand', gauge: '22 G', attempts: 2 })
  expect(codes(t.ask(48, nina, 'place-iv', { site: 'right hand', gauge: '22 G', attempts: 1 }))).toEqual(['iv-in-place'])
  expect(codes(t.ask(48, nina, 'check-iv', { patent: false }))).toEqual(['remark'])
  t.does(48, nina, 'check-iv', { patent: false, remark: 'swelling' })
  expect(codes(t.ask(49, nina, 'remove-iv', { intact: false }))).toEqual(['remark'])
  t.does(49, nina, 'remove-iv', { intact: true })
  t.does(50, nina, 'place-iv', { site: 'right hand', gauge: '22 G', attempts: 1 })
  expect(t.s.iv).toMatchObject({ site: 'right hand' })
  expect(t.s.iv?.removed).toBeUndefined()
})

test('a line is not pulled while the pump runs through it, and not resumed without one', () => {
  const t = infusing()
  expect(codes(t.ask(70, nina, 'remove-iv', { intact: true }))).toEqual(['infusion-running'])
  t.does(70, nina, 'pause', {})
  t.does(71, nina, 'remove-iv', { intact: true })
  expect(codes(t.ask(72, nina, 'resume', { rateMlPerHour: '100' }))).toEqual(['no-iv'])
})

test('nothing runs through a line that was last seen failing', () => {
  const t = readied()
  t.does(57, nina, 'check-iv', { patent: false, remark: 'swelling' })
  const start = { rateMlPerHour: '131.25', concentrationMgPerMl: '0.4', bagMl: '100' }
  expect(codes(t.ask(60, nina, 'start-infusion', start))).toEqual(['iv-not-patent'])
  t.does(61, nina, 'check-iv', { patent: true })
  t.does(62, nina, 'start-infusion', start)
})

test('nothing is made ready, started or called off while an emergency is open', () => {
  const t = prepared()
  t.does(47, nina, 'open-emergency', { kind: 'other' })
  expect(codes(t.ask(48, nina, 'ready', {}))).toEqual(['emergency-open'])
  expect(codes(t.ask(48, nina, 'abandon', { reason: 'unwell' }))).toEqual(['emergency-open'])
  t.does(49, nina, 'close-emergency', { outcome: 'fainted at the needle, well again' })
  t.does(50, nina, 'ready', {})
})

test.each([
  [nina, 'nurse', 'accepted'],
  [nina, 'physician', 'refused'],
  [pat, 'physician', 'accepted'],
  [pat, 'nurse', 'refused'],
  [theo, 'sitter', 'accepted'],
  [theo, 'nurse', 'refused'],
  [fay, 'sitter', 'refused'],
] as const)('%o writes a %s’s note: %s', (by, voice, kind) => {
  expect(infusing().ask(70, by, 'write-note', { voice, access: 'team', words: 'quiet, eyes closed' }).kind).toBe(kind)
})

test('who is with the patient is known, and nobody is after leaving', () => {
  const t = infusing()
  t.does(61, nina, 'attend', { present: true })
  t.does(62, theo, 'attend', { present: true })
  t.does(63, nina, 'attend', { present: true })
  expect(t.s.attending.map(({ name }) => name)).toEqual(['Theo Therapist', 'Nina Nurse'])
  t.does(64, theo, 'attend', { present: false })
  expect(t.s.attending.map(({ name }) => name)).toEqual(['Nina Nurse'])
})

test('a session is called off before the infusion only, with a reason, and not with a line in', () => {
  expect(codes(scheduled().ask(10, nina, 'abandon', { reason: '' }))).toEqual(['reason'])
  expect(sentences(infusing().ask(70, nina, 'abandon', { reason: 'wish' }))).toBe(
    'Calling the session off is possible before the infusion has started; afterwards stop it and let the patient recover. This session is dosing.',
  )
  const t = readied()
  expect(codes(t.ask(57, nina, 'abandon', { reason: 'pressure' }))).toEqual(['iv-in-place'])
  t.does(57, nina, 'remove-iv', { intact: true })
  t.does(58, nina, 'abandon', { reason: 'pressure stays high' })
  expect(t.s).toMatchObject({ status: 'abandoned', abandoned: { reason: 'pressure stays high' }, attending: [] })
  expect(codes(t.ask(59, nina, 'arrive', {}))).toEqual(['not-in-this-status'])
  t.does(60, nina, 'amend', { words: 'Rebooked', reason: 'for the file' })
})

test('a script may chart, a device may not', () => {
  expect(codes(infusing().ask(70, monitor, 'pause', {}))).toEqual(['not-a-person'])
})

test('an escort can be called: name, phone and how they know each other', () => {
  expect(codes(scheduled().ask(10, fay, 'name-escort', { name: '', phone: 'none', relation: ' ' }))).toEqual(['no-name', 'no-phone', 'no-relation'])
})

test('the last meal is not in the future', () => {
  expect(codes(prepared().ask(48, nina, 'answer-fast', { lastFood: minute(50), lastDrink: minute(20) }))).toEqual(['not-yet'])
})

test('a chair is changed for another one, while the patient is here', () => {
  const t = infusing()
  expect(codes(t.ask(70, fay, 'change-chair', { chair: '3' }))).toEqual(['same-chair'])
  t.does(70, fay, 'change-chair', { chair: '5' })
  expect(t.s.chair).toBe('5')
})
