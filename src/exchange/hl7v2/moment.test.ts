import { expect, test } from 'vitest'
import type { Instant } from '../../medicine/time.ts'
import { hl7Time, momentOf } from './moment.ts'

const clock = (zone: string, near = '2026-11-01T12:00:00.000Z') => ({ zone, near: near as Instant })

test.each([
  ['20260912120000.0000+0530', '2026-09-12T06:30:00.000Z'],
  ['20260912120000+0530', '2026-09-12T06:30:00.000Z'],
  ['202609121200-0215', '2026-09-12T14:15:00.000Z'],
  ['20260124131540250+0800', '2026-01-24T05:15:40.250Z'],
  ['2026-09-12T12:00:00+05:30', '2026-09-12T06:30:00.000Z'],
  ['20260912120000.5Z', '2026-09-12T12:00:00.500Z'],
])('%s states its zone', (text, at) => {
  expect(momentOf(text, clock('Asia/Kolkata'))).toEqual({ at, zone: 'stated' })
})

test('without a zone it is the wall clock of the clinic, and says that this was assumed', () => {
  expect(momentOf('20191206111016', clock('America/New_York'))).toEqual({ at: '2019-12-06T16:10:16.000Z', zone: 'assumed' })
})

test('the hour that autumn has twice is the one nearer to when the message came', () => {
  const early = momentOf('20261101013000', clock('America/New_York', '2026-11-01T05:31:00.000Z'))
  const late = momentOf('20261101013000', clock('America/New_York', '2026-11-01T06:31:00.000Z'))
  expect([early?.at, late?.at]).toEqual(['2026-11-01T05:30:00.000Z', '2026-11-01T06:30:00.000Z'])
})

test.each([
  '',
  '2026',
  '20260912',
  '20260231120000',
  '20260912250000+0000',
  '20260912126000',
  '20260912120000+2500',
  '20260308023000',
  'yesterday',
  '00000000000000',
])('%j is no time of a reading', (text) => {
  expect(momentOf(text, clock('America/New_York'))).toBeNull()
})

test('what we write is read back as the same moment', () => {
  const at = '2026-11-24T14:05:09.120Z' as Instant
  expect(momentOf(hl7Time(at), clock('Asia/Kolkata'))).toEqual({ at, zone: 'stated' })
})
