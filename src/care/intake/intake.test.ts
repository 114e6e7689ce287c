import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { gradeOfAll, hardest } from '../../medicine/reading/grade.ts'
import { instant } from '../../medicine/time.ts'
import { readRulebook } from '../policy/policy.load.ts'
import { saidBack, weeksNeeded } from './adequacy.ts'
import { applies } from './applies.ts'
import { inDanger } from './danger.ts'
import { found } from './ingredients.ts'
import { readInstruments } from './instrument.load.ts'
import { FACTS, INGREDIENTS } from './intake.fixture.ts'
import { decide, EMPTY, fold, type Given, type IntakeRecorded } from './intake.ts'
import { fateOf, type Sent, withWaiting } from './phone/queue.ts'
import { CHECK, lookedAt, sharedOf } from './selfcheck.ts'
import { factStep, howFar, itemStep, nextStep, progress, stepsOf } from './steps.ts'
import { WORDS } from './words.ts'

const root = join(import.meta.dirname, '../../..')
const instruments = readInstruments(join(root, 'instruments'))
const rulebook = readRulebook(join(root, 'protocols'))
const material = { facts: FACTS, instruments }
const value = (of: boolean | string): { given: Given } => ({ given: { kind: 'value', value: of } })
const ids = (answers = {}) => stepsOf(material, answers).map(({ id }) => id)

// ---- which question comes when ---------------------------------------------------------------------------------------

test('sections come in the order of the catalogue; what staff, the door or the day of a session asks is left out', () => {
  const asked = ids()
  expect(asked.slice(0, 4)).toEqual(['fact:sex-at-birth', 'fact:weight', 'fact:primary-diagnosis', 'fact:treatment-trials'])
  for (const left of ['birth-date', 'capacity-to-consent', 'last-food', 'phq9-total', 'phq9-item9']) expect(asked).not.toContain(factStep(left))
})

test('the scales stand where their totals stand, PCL-5 only for whoever comes for PTSD, C-SSRS not while it is a place without text', () => {
  const asked = ids({ 'fact:primary-diagnosis': value('ptsd') })
  const at = (id: string) => asked.indexOf(id)
  expect(at(itemStep('phq-9', 'phq9-1'))).toBeGreaterThan(at('fact:treatment-trials'))
  expect(at(itemStep('phq-9', 'phq9-9'))).toBeLessThan(at('fact:suicidal-thoughts'))
  expect(asked).toContain(itemStep('pcl-5', 'pcl5-20'))
  expect(ids().some((id) => id.startsWith('item:pcl-5'))).toBe(false)
  expect(asked.some((id) => id.startsWith('item:c-ssrs'))).toBe(false)
})

test('who is male is not asked about pregnancy; while nobody knows, it is asked', () => {
  expect(ids()).toContain('fact:pregnant')
  expect(ids({ 'fact:sex-at-birth': value('female') })).toContain('fact:pregnant')
  expect(ids({ 'fact:sex-at-birth': value('male') })).not.toContain('fact:pregnant')
  expect(ids({ 'fact:sex-at-birth': { given: { kind: 'unknown', why: 'rather-not-say' } } })).toContain('fact:pregnant')
})

test('"I do not know" is an answer: it is not asked again, and the next question comes', () => {
  const answers = { 'fact:sex-at-birth': { given: { kind: 'unknown', why: 'does-not-know' } as Given } }
  expect(nextStep(stepsOf(material, answers), answers)?.id).toBe('fact:weight')
  expect(progress(stepsOf(material, answers), 'fact:weight').at).toBe(2)
})

test('every question that is shown has an end: answered one after the other, none is left', () => {
  const choice = fc.constantFrom<Given>(
    { kind: 'unknown', why: 'does-not-know' },
    { kind: 'value', value: true },
    { kind: 'value', value: 'ptsd' },
    { kind: 'option', code: '0' },
  )
  fc.assert(
    fc.property(fc.array(choice, { minLength: 120, maxLength: 120 }), (given) => {
      let answers: Record<string, { given: Given }> = {}
      for (const one of given) {
        const step = nextStep(stepsOf(material, answers), answers)
        if (step) answers = { ...answers, [step.id]: { given: one } }
      }
      expect(nextStep(stepsOf(material, answers), answers)).toBeNull()
      const { answered, of } = howFar(material, answers)
      expect(answered).toBe(of)
    }),
    { numRuns: 25 },
  )
})

test('conditions that cannot be told are unknown, and unknown is asked', () => {
  const known = (facts: Record<string, boolean | number | string>) => (fact: string) => facts[fact]
  const heavy = { fact: 'weight', above: { value: 100, unit: 'kg', source: 'made up', confirmed: false } } as const
  expect(applies(heavy, known({ weight: 101 }))).toBe('met')
  expect(applies(heavy, known({ weight: 100 }))).toBe('not-met')
  expect(applies(heavy, known({}))).toBe('unknown')
  expect(applies({ all: [heavy, { fact: 'x', is: true }] }, known({ x: false }))).toBe('not-met')
  expect(applies({ any: [heavy, { fact: 'x', is: true }] }, known({ x: false }))).toBe('unknown')
  expect(applies({ not: { any: [heavy, { fact: 'x', is: true }] } }, known({ x: true }))).toBe('not-met')
})

test('the shipped documents ask a patient every fact that a patient may answer, and nothing of the others', () => {
  const shipped = { facts: rulebook.catalogue.facts, instruments }
  const asked = stepsOf(shipped, { 'fact:primary-diagnosis': value('ptsd') })
  expect(asked.length).toBeGreaterThan(70)
  for (const wanted of ['suicidal-thoughts', 'suicidal-plan-or-intent', 'aneurysm', 'medicines', 'allergies', 'treatment-trials'])
    expect(asked.map(({ id }) => id)).toContain(factStep(wanted))
  expect(asked.some((step) => step.kind === 'fact' && /_total|-total|item9/.test(step.fact.id))).toBe(false)
})

// ---- danger ----------------------------------------------------------------------------------------------------------

test('each answer that may mean danger is known on the phone itself, without a network', () => {
  const all = stepsOf({ facts: rulebook.catalogue.facts, instruments }, {})
  const dangerous = all.filter((step) =>
    step.kind === 'fact'
      ? inDanger(step, { kind: 'value', value: true })
      : (step.item.answerOption ?? []).some(({ valueCoding }) => valueCoding && inDanger(step, { kind: 'option', code: valueCoding.code })),
  )
  expect(dangerous.map(({ id }) => id).sort()).toEqual([
    'fact:suicidal-plan-or-intent',
    'fact:suicidal-thoughts',
    'fact:suicide-attempt-recent',
    'item:phq-9/phq9-9',
  ])
})

// ---- an answer is not lost -------------------------------------------------------------------------------------------

test.each([
  [200, 'sent'],
  [0, 'keep'],
  [429, 'keep'],
  [500, 'keep'],
  [503, 'keep'],
  [401, 'door'],
  [422, 'refused'],
  [400, 'refused'],
])('an answer that was met with %i is %s', (status, fate) => expect(fateOf(status)).toBe(fate))

test('what waits on the phone lies over what the clinic has, but not over something newer', () => {
  const sent = (step: string, at: string, is: boolean): Sent => ({ id: at, at, step, given: { kind: 'value', value: is } })
  const have = { a: { ...value(false), at: '2026-11-25T10:00:00.000Z' } }
  expect(withWaiting(have, [sent('a', '2026-11-25T10:01:00.000Z', true)]).a?.given).toMatchObject({ value: true })
  expect(withWaiting(have, [sent('a', '2026-11-25T09:59:00.000Z', true)]).a?.given).toMatchObject({ value: false })
})

test('a link that is over takes no answer, and a finished intake says whom to call', () => {
  const now = instant(Date.UTC(2026, 10, 25))
  const recorded = (type: string, data: object, seq: number) =>
    ({
      id: String(seq),
      seq,
      type,
      version: 1,
      data,
      at: now,
      recordedAt: now,
      by: { kind: 'staff', id: 's', name: 'S', roles: [] },
      via: {},
    }) as unknown as IntakeRecorded
  const person = { patient: 'p', givenName: 'R', familyName: 'V' }
  const open = [recorded('intake-opened', person, 1), recorded('link-made', { hash: 'h', until: instant(Date.UTC(2026, 10, 26)) }, 2)]
  const order = { type: 'answer', data: { step: 'fact:x', given: { kind: 'value', value: true } } } as const
  expect(decide(fold(open), order, now).kind).toBe('accepted')
  expect(decide(fold(open), order, instant(Date.UTC(2026, 10, 27)))).toMatchObject({ because: [{ code: 'link-over' }] })
  expect(decide(fold([...open, recorded('finished', {}, 3)]), order, now)).toMatchObject({ because: [{ code: 'finished' }] })
  expect(decide(EMPTY, order, now)).toMatchObject({ because: [{ code: 'no-such-intake' }] })
})

// ---- medicines -------------------------------------------------------------------------------------------------------

test('a medicine is found by the beginning of its name, of a brand, and of a word within', () => {
  const names = (typed: string) => found(INGREDIENTS, typed).map(({ by }) => by)
  expect([names('ser'), names('ZOL'), names('s'), names('ibu')]).toEqual([['sertraline'], ['Zoloft'], [], []])
  expect(found(rulebook.ingredients, 'prozac')[0]?.ingredient.name).toBe('Fluoxetine')
})

test('how long is long enough comes from the rules in force; nothing is said of a dose or of a treatment', () => {
  const needed = weeksNeeded(rulebook.policies)
  expect(needed?.unit).toBe('wk')
  expect(saidBack({ weeks: (needed?.value ?? 0) + 1 }, needed)).toEqual(['Long enough: yes', 'Dose: your doctor will look'])
  expect(saidBack({ weeks: 0.5 }, needed)[0]).toBe('Long enough: maybe not')
  expect(saidBack({}, needed)[0]).toBe('Long enough: your doctor will look')
  expect(saidBack({ weeks: 9 }, null)[0]).toBe('Long enough: your doctor will look')
})

// ---- the self-check --------------------------------------------------------------------------------------------------

test('the self-check says why a doctor looks, never whether somebody may be treated', () => {
  const every = CHECK.flatMap(({ asks, answers }) => [asks, ...answers.flatMap(({ says, looks }) => [says, looks ?? ''])]).join(' ')
  expect(every).not.toMatch(/eligible|qualify|candidate|right for you|cannot have|not allowed|score|you (may|can) have ketamine/i)
  expect(lookedAt({})).toEqual([])
  expect(lookedAt({ heart: 'yes', home: 'yes' })).toEqual([expect.stringContaining('check your heart')])
  expect(sharedOf({ tried: 'one', nonsense: 'x' })).toEqual([{ question: 'Have you tried medicine for it?', answer: 'Yes, one' }])
})

// ---- reading ---------------------------------------------------------------------------------------------------------

const MOST = 8
const own = Object.entries(WORDS).map(([section, words]) => [`our words: ${section}`, Object.values(words)] as const)
const catalogue = [...new Set(rulebook.catalogue.facts.map(({ section }) => section))].flatMap((section) => {
  const texts = rulebook.catalogue.facts
    .filter((fact) => fact.section === section && fact.ask.patient)
    .flatMap(({ ask }) => [ask.patient ?? '', ask.help ?? '', ...Object.values(ask.answers ?? {})])
    .filter(Boolean)
  return texts.length > 0 ? [[`questions: ${section}`, texts] as const] : []
})
const checked = [
  ['the self-check', CHECK.flatMap(({ asks, answers }) => [asks, ...answers.flatMap(({ says, looks }) => (looks ? [says, looks] : [says]))])] as const,
]

// The scales are not ours to rewrite: their words are what was validated.
test.each([...own, ...catalogue, ...checked])('%s read at grade 8 or below', (_section, texts) => {
  const { grade } = gradeOfAll(texts)
  expect(grade, JSON.stringify(hardest(texts.join('\n'), 3))).toBeLessThanOrEqual(MOST)
})
