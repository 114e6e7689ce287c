import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bytesOf } from './hl7.testing.ts'
import { component, escaped, field, parseMessage, STANDARD, unescaped } from './message.ts'

const ENDS: readonly [string, string][] = [
  ['CR', '\r'],
  ['LF', '\n'],
  ['CR+LF', '\r\n'],
  ['CR, blank line', '\r\r\n'],
]

test.each(ENDS)('segments that end in %s are segments', (_, end) => {
  const message = parseMessage(new TextEncoder().encode(['MSH|^~\\&|A||||||ORU^R01|7|P|2.6', 'PID|||55', 'OBX|2|NM', ''].join(end)))
  expect(message?.segments.map(({ name }) => name)).toEqual(['MSH', 'PID', 'OBX'])
})

test('MSH-1 is the separator itself, so MSH-9 is the type', () => {
  const message = parseMessage(bytesOf('MSH|^~\\&|A||||||ORU^R01|7|P|2.6'))
  expect(message && field(message.segments[0], 9)).toBe('ORU^R01')
})

test('a message that brings its own separators is read by them', () => {
  const message = parseMessage(bytesOf('MSH#*%!@#BED*9######ORU*R01#7#P#2.6', 'OBX#2#ST#x*a!F!b'))
  expect(message && component(message, field(message.segments[0], 9), 2)).toBe('R01')
  expect(message && component(message, field(message.segments[1], 3), 2)).toBe('a#b')
})

test.each([
  ['', 'nothing'],
  ['hello', 'words'],
  ['PID|||1', 'a message without its head'],
  ['MSH', 'a head without separators'],
  ['MSH|^^^^|', 'a head whose separators are all one'],
])('%j is no message: %s', (text) => {
  expect(parseMessage(new TextEncoder().encode(text))).toBeNull()
})

test('a byte order mark before MSH is no part of it', () => {
  expect(parseMessage(Uint8Array.from([0xef, 0xbb, 0xbf, ...bytesOf('MSH|^~\\&|A')]))?.segments[0]?.name).toBe('MSH')
})

test('MSH-18 says Latin-1, and so it is read; without it UTF-8 is, and bytes that are none of it are Latin-1', () => {
  const said = Buffer.from('MSH|^~\\&|M\xfcnchen||||||ORU^R01|7|P|2.3||||||8859/1\r', 'latin1')
  const unsaid = Buffer.from('MSH|^~\\&|M\xfcnchen\r', 'latin1')
  const utf8 = Buffer.from('MSH|^~\\&|München||||||ORU^R01|7|P|2.6||||||UNICODE UTF-8\r')
  expect([said, unsaid, utf8].map((bytes) => field(parseMessage(bytes)?.segments[0], 3))).toEqual(['München', 'München', 'München'])
})

test('the explicit null of HL7 is no value', () => {
  const message = parseMessage(bytesOf('MSH|^~\\&|""|""^x'))
  expect(message && [field(message.segments[0], 3), component(message, field(message.segments[0], 4), 1)]).toEqual(['', ''])
})

test('what is escaped and unescaped again is what it was', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme-ascii' }), (words) => unescaped(escaped(words, STANDARD), STANDARD) === words))
})

test('an escape nobody knows, or one that never closes, stays as it is written', () => {
  expect(['a\\Zq\\b', 'ab\\', 'a\\F'].map((text) => unescaped(text, STANDARD))).toEqual(['a\\Zq\\b', 'ab\\', 'a\\F'])
  expect(unescaped('\\X41\\\\T\\', STANDARD)).toBe('A&')
})
