import { expect, test } from 'vitest'
import { hardest, reading } from './reading.ts'
import { syllables } from './syllables.ts'

test.each([
  ['dose', 1],
  ['doses', 2],
  ['nurse', 1],
  ['nurses', 2],
  ['walked', 1],
  ['needed', 2],
  ['treated', 2],
  ['table', 2],
  ['little', 2],
  ['the', 1],
  ['medicine', 3],
  ['bladder', 2],
  ['memory', 3],
  ['pressure', 2],
  ['nausea', 3],
  ['pregnant', 2],
  ['breathing', 2],
  ['approved', 2],
  ['dissociation', 5],
  ['depression', 3],
  ['alternative', 4],
  ['psychotherapy', 5],
  ['monitoring', 4],
  ['year', 1],
  ['clinic', 2],
  ['tired', 1],
  ['insurance', 3],
  ['question', 2],
  ['questions', 2],
  ['people', 2],
  ['blood', 1],
  ['liver', 2],
  ['anxious', 2],
  ['period', 3],
])('%s has %i syllables', (word, expected) => {
  expect(syllables(word)).toBe(expected)
})

// By hand from the formula: 6 words, 1 sentence, 6 syllables: 0.39 × 6 + 11.8 × 1 − 15.59 = −1.45.
test('the plainest sentence is below the first grade', () => {
  expect(reading('The cat sat on the mat.')).toEqual({ grade: -1.4, words: 6, sentences: 1, syllables: 6 })
})

test('one sentence of the journals is far above the eighth grade, and the plain one is not', () => {
  const hard = 'Administration of subanaesthetic intravenous ketamine may precipitate transient dissociative phenomena and haemodynamic perturbation.'
  const plain = 'Ketamine can make you feel apart from your body for a while. It can also raise your blood pressure.'
  expect(reading(hard)?.grade).toBeGreaterThan(16)
  expect(reading(plain)?.grade).toBeLessThan(8)
})

test('a heading or an item of a list is a sentence of its own, and does not lengthen its neighbour', () => {
  expect(reading('What it is\nKetamine is a medicine.')?.sentences).toBe(2)
})

test('of no words there is no grade, which is not grade 0', () => {
  expect(reading('')).toBeNull()
  expect(reading(' … 。\n')).toBeNull()
})

test('longer words and longer sentences never read easier', () => {
  const [short, long] = ['We check you. We help you.', 'We check you and we help you and we stay with you until you go home.']
  expect((reading(long)?.grade ?? 0) > (reading(short)?.grade ?? 0)).toBe(true)
})

test('the hardest sentence comes first', () => {
  expect(hardest('You rest. Cardiovascular complications necessitate hospitalisation. We call.', 1)).toMatchObject([
    { sentence: expect.stringContaining('Cardiovascular') },
  ])
})
