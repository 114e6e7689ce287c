import { expect, test } from 'vitest'
import { pdfText, says } from '../session/record/pdf.fixture.ts'
import { at, decision, ida, input, pia } from './letter.fixture.ts'
import { letterPdf } from './letter.pdf.ts'
import { gradeOf, type Letter, type LetterInput, type LetterKind, letterOf } from './letter.ts'

const wordsOf = (letter: Letter | null): string => JSON.stringify(letter)
const letter = (kind: LetterKind, change: Partial<LetterInput> = {}, decided = {}): Letter => {
  const made = letterOf(kind, input({ ...(kind === 'referrer' ? { to: ida } : kind === 'pcp' ? { to: pia } : {}), ...change }, decided))
  if (!made) throw new Error(`no ${kind} letter`)
  return made
}

test('a colleague reads who decided what, why, until when, what is missing and what to watch', () => {
  const told = wordsOf(letter('referrer'))
  for (const said of [
    'Dr. Ida Reed',
    '1 Elm Street',
    'Ana Reyes asked for treatment of treatment-resistant depression. On 20 November 2026 the request was accepted for treatment, by the decision of Dr. Sofia Marchetti.',
    'It holds until 20 February 2027.',
    'Intravenous ketamine for depression, version 0.3.0',
    'Two adequate trials without response.',
    'Blood pressure of 152/94 is to be treated first',
    'Liver panel',
    'Lamotrigine 200 mg may blunt the response',
    'Consent visit on 1 December',
  ])
    expect(told, said).toContain(said)
})

test.each<LetterKind>(['referrer', 'pcp', 'patient'])('nothing that rests on restricted notes is in a letter: %s', (kind) => {
  expect(wordsOf(letter(kind))).not.toMatch(/secret/i)
  expect(wordsOf(letter(kind, {}, { outcome: 'defer' }))).not.toMatch(/secret/i)
})

test.each(['accept', 'decline', 'defer'] as const)('the patient’s own says %s in plain words, whom to call, and nothing of findings', (outcome) => {
  const told = letter('patient', {}, { outcome })
  expect(gradeOf(told)).toBeLessThanOrEqual(8)
  expect(wordsOf(told)).not.toMatch(/152\/94|adequate|lamotrigine|protocol|off-label|indication|treatment-resistant/i)
  expect(wordsOf(told)).toContain('988 Suicide and Crisis Lifeline: call 988 or text 988.')
  expect(wordsOf(told)).toContain('Call Larch Street Clinic.')
  expect(told.parts.map(({ title }) => title)).toContain('What happens now')
})

test.each([
  ['accept', /you can have this treatment here if you want it/, /will not give you|cannot decide/],
  ['decline', /will not give you this treatment now/, /can have this treatment|cannot decide/],
  ['defer', /We cannot decide yet\. This is not a no\./, /can have this treatment|will not give/],
] as const)('%s is said as what was signed and as nothing else', (outcome, yes, no) => {
  const told = wordsOf(letter('patient', {}, { outcome }))
  expect(told).toMatch(yes)
  expect(told).not.toMatch(no)
})

test.each<LetterKind>(['referrer', 'pcp', 'patient'])('without a signature, or after it was withdrawn, there is no letter: %s', (kind) => {
  const to = kind === 'patient' ? {} : { to: ida }
  expect(letterOf(kind, input({ ...to, decision: { ...decision(), decided: null } }))).toBeNull()
  expect(letterOf(kind, input(to, { withdrawn: 'New findings' }))).toBeNull()
})

test('to nobody no letter is written', () => {
  expect(letterOf('referrer', input())).toBeNull()
})

test('a decision whose time is over is not told as if it held', () => {
  const late = { asOf: at('2027-03-01') }
  expect(wordsOf(letter('patient', late))).toContain('This held until 20 February 2027. We must look at it again.')
  expect(wordsOf(letter('referrer', late))).toContain('It held until 20 February 2027 and has to be made anew.')
})

test('deferred, the patient reads what is missing', () => {
  expect(letter('patient', {}, { outcome: 'defer' }).parts).toContainEqual({
    title: 'What we still need to know',
    says: ['Liver panel', 'Alcohol score'],
    list: true,
  })
})

test('on paper it is whole, and the same bytes for the same words', async () => {
  const pdf = await letterPdf(letter('referrer'))
  const pages = pdfText(pdf)
  for (const said of ['Dr. Ida Reed', 'Blood pressure of 152/94', 'Dr. Sofia Marchetti, 20 November 2026', 'Page 1 of 1'])
    expect(says(pages, said), said).toBe(true)
  expect((await letterPdf(letter('referrer'))).equals(pdf)).toBe(true)
})
