import fc from 'fast-check'
import { expect, test } from 'vitest'
import { robin } from './patient.fixture.ts'
import { plain, sortKey, wordsAsked, wordsOf } from './search.ts'

const finds = (asked: string, person = robin) => {
  const words = wordsOf(person)
  return wordsAsked(asked).every((word) => words.some((known) => known.startsWith(word)))
}
const maire = { ...robin, givenName: 'Máire Áine', familyName: "O'Brien-Müller", mrn: 'A-00123' }

test.each(['rob', 'ROBIN', 'exam', 'example robin', 'Example, Robin', '1980-02-29', '1980-02', '02/29/1980', '2/29/1980', '29.02.1980', ''])(
  'Robin Example, born 29 February 1980, is found by %j',
  (asked) => {
    expect(finds(asked)).toBe(true)
  },
)

test.each(['obin', 'roby', 'robin sample', '1980-03'])('… and not by %j', (asked) => {
  expect(finds(asked)).toBe(false)
})

test.each(['maire', 'Máire', 'aine', "o'brien", 'o’brien', 'obrien', 'brien', 'muller', 'Müller', 'obrien-m', 'a-00123', 'A00123', '00123'])(
  "Máire Áine O'Brien-Müller, number A-00123, is found by %j",
  (asked) => {
    expect(finds(asked, maire)).toBe(true)
  },
)

test('letters of other scripts are letters', () => {
  expect(finds('анна', { ...robin, givenName: 'Анна' })).toBe(true)
  expect(finds('山', { ...robin, familyName: '山田' })).toBe(true)
})

test('accents do not move a name in the list', () => {
  expect(sortKey({ ...robin, familyName: 'Émile' })).toBe(sortKey({ ...robin, familyName: 'Emile' }))
})

test('whatever is typed, a word asked for holds only letters and digits, and there are at most six', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const words = wordsAsked(text)
      expect(words.length).toBeLessThanOrEqual(6)
      for (const word of words) expect(word).toMatch(/^[\p{L}\p{N}]+$/u)
    }),
  )
})

test('a patient is found by any beginning of their own names', () => {
  fc.assert(
    fc.property(fc.constantFrom('Robin', 'Ana María', 'van der Berg', "D'Souza"), fc.nat(12), (familyName, length) => {
      expect(finds(familyName.slice(0, length), { ...robin, familyName })).toBe(true)
    }),
  )
  expect(plain('ß')).toBe('ss')
})
