import fc from 'fast-check'
import { expect, test } from 'vitest'
import { gradeOfAll, hardest, readingGrade } from './grade.ts'

// Counted by hand: 6 words of 6 syllables in one sentence; 0.39·6 + 11.8·1 − 15.59 = −1.45, so 0.
test('a short sentence of short words is for everybody', () => {
  expect(readingGrade('The cat sat on the mat.')).toEqual({ grade: 0, sentences: 1, words: 6, syllables: 6 })
})

// Counted by hand: 9 words, 2 sentences, 14 syllables (doc-tor 2, will 1, look 1, at 1, your 1, an-swers 2 | noth-ing 2, is 1, de-ci-ded 3).
test('words, sentences and syllables are those somebody counts by hand', () => {
  const found = readingGrade('Doctor will look at your answers. Nothing is decided.')
  expect(found).toMatchObject({ sentences: 2, words: 9, syllables: 14 })
  expect(found.grade).toBeCloseTo(0.39 * (9 / 2) + 11.8 * (14 / 9) - 15.59, 9)
})

test('the language of a consent form is far above grade 8', () => {
  const said = 'Administration of intravenous ketamine necessitates uninterrupted cardiovascular monitoring by appropriately credentialed personnel.'
  expect(readingGrade(said).grade).toBeGreaterThan(16)
})

test('headings and buttons without a full stop are sentences of their own', () => {
  expect(gradeOfAll(['Your medicines', 'That is all of them', 'Go on']).sentences).toBe(3)
})

test('a number with a point and a short form end no sentence', () => {
  expect(readingGrade('Take 0.5 mg at 8 a.m. each day.').sentences).toBe(1)
})

test('a text without words has grade 0', () => expect(readingGrade(' …  – ')).toEqual({ grade: 0, sentences: 0, words: 0, syllables: 0 }))

test('no grade is below 0 or not a number, whatever is typed', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const { grade } = readingGrade(text)
      expect(Number.isFinite(grade) && grade >= 0).toBe(true)
    }),
  )
})

test('the hardest sentence is named first, so that somebody can rewrite it', () => {
  const text = 'You may eat until ten. Subsequent administration necessitates uninterrupted cardiovascular observation. Bring a friend.'
  expect(hardest(text, 2).map(({ sentence }) => sentence)).toEqual([
    'Subsequent administration necessitates uninterrupted cardiovascular observation.',
    expect.stringMatching(/^(You may|Bring)/),
  ])
})
