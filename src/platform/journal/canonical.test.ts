import canonicalize from 'canonicalize'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { freshDatabase } from '../db/testing.ts'
import { canonical } from './canonical.ts'

const { database, clinic } = await freshDatabase()

test('keys are sorted and numbers short, as RFC 8785 says', () => {
  expect(canonical({ b: 1e21, a: [0.1, -0, 1.0], é: '\u20ac', Z: null })).toBe('{"Z":null,"a":[0.1,0,1],"b":1e+21,"é":"€"}')
})

test('every JSON value has the text that the reference implementation gives it', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
      fc.pre(!JSON.stringify(value).includes('\\u0000'))
      expect(canonical(value)).toBe(canonicalize(value))
    }),
    { numRuns: 2000 },
  )
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (n) => {
      expect(canonical(n)).toBe(canonicalize(n))
    }),
    { numRuns: 2000 },
  )
})

test('a field that is undefined is a field that is not there', () => {
  expect(canonical({ a: undefined, b: 2 })).toBe(canonical({ b: 2 }))
})

test.each([
  ['NaN', { rate: Number.NaN }, /rate: NaN/],
  ['infinity', [2, Number.POSITIVE_INFINITY], /\[1\]: Infinity/],
  ['a NUL character', { words: 'a\u0000b' }, /words: PostgreSQL keeps no NUL/],
  ['a NUL in a key', { 'a\u0000': 2 }, /NUL/],
  ['half a surrogate pair', ['\ud83d'], /surrogate/],
  ['half a surrogate pair in a key', { '\udc00': 2 }, /surrogate/],
  ['a hole in a list', [undefined], /undefined/],
  ['a big integer', { n: 2n }, /bigint/],
  ['a date', { at: new Date(2) }, /plain objects/],
  ['a map', new Map(), /plain objects/],
])('%s cannot be kept and is refused by its place', (_, value, message) => {
  expect(() => canonical(value)).toThrow(message)
})

const keepable = fc.jsonValue({ stringUnit: 'binary', maxDepth: 4 }).filter((value) => !JSON.stringify(value).includes('\\u0000'))

test('every value that is kept comes back from jsonb with the same text', async () => {
  await database.as(clinic, async (tx) => {
    await fc.assert(
      fc.asyncProperty(keepable, async (value) => {
        const text = canonical(value)
        const [row] = await tx.sql<{ kept: unknown }>`select ${text}::jsonb as kept`
        expect(canonical(row?.kept)).toBe(text)
      }),
      { numRuns: 500 },
    )
  })
})

test('numbers of every size come back from jsonb with the same text', async () => {
  await database.as(clinic, async (tx) => {
    const numbers = fc.sample(fc.double({ noNaN: true, noDefaultInfinity: true }), 2000)
    const [row] = await tx.sql<{ kept: unknown }>`select ${canonical(numbers)}::jsonb as kept`
    expect(canonical(row?.kept)).toBe(canonical(numbers))
  })
})

test('the order in which an object was built does not show', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.integer()), (object) => {
      expect(canonical(Object.fromEntries(Object.entries(object).reverse()))).toBe(canonical(object))
    }),
  )
})
