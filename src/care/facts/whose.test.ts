import { expect, test } from 'vitest'
import { doubts } from './facts.ts'

const chart = { givenName: 'Zoë Anna', familyName: 'O’Neill', birthDate: '1980-02-29' }
const record = { id: 'p', givenName: 'zoe', familyName: "O'Neill", birthDate: '1980-02-29' }
const codes = (change: object) => doubts(chart, { ...record, ...change }).map(({ code }) => code)

test('accents, capitals and middle names make nobody another person', () => expect(codes({})).toEqual([]))

test.each([
  [{ familyName: 'Neill' }, ['other-name']],
  [{ givenName: 'Zara' }, ['other-name']],
  [{ birthDate: '1980-02-28' }, ['other-birth-date']],
  [{ birthDate: undefined }, ['no-birth-date']],
  [{ givenName: undefined, familyName: undefined }, ['nobody-named']],
])('%j is asked about', (change, expected) => expect(codes(change)).toEqual(expected))

test('a record that names nobody is asked about', () => expect(doubts(chart, undefined).map(({ code }) => code)).toEqual(['nobody-named']))
