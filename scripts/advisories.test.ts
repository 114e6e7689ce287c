import { expect, test } from 'vitest'
import { read } from './advisories.ts'

const answer = (total: number, vulnerabilities = {}) => JSON.stringify({ vulnerabilities, metadata: { vulnerabilities: { total } } })

test('an answer without weaknesses is clean; one with them names each', () => {
  expect(read(answer(0), 0)).toEqual({ kind: 'clean' })
  expect(read(answer(1, { hono: { severity: 'high' } }), 1)).toEqual({ kind: 'weak', found: ['hono (high)'] })
})

test.each([
  ['no network', JSON.stringify({ error: { code: 'ENOTFOUND', summary: '' } }), 1],
  ['a registry without advisories', JSON.stringify({ message: 'Not found', error: { code: 'ENOAUDIT' } }), 1],
  ['no answer in time', '', null],
  ['a page instead of an answer', '<html>', 0],
  ['an empty object', '{}', 0],
  ['null', 'null', 0],
  ['a clean answer from an npm that failed', answer(0), 1],
])('%s is told as "not asked", neither clean nor weak', (_name, text, code) => {
  expect(read(text, code).kind).toBe('not-asked')
})
