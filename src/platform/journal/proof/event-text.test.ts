import fc from 'fast-check'
import pg from 'pg'
import { afterAll, expect, test } from 'vitest'
import type { Actor } from '../../../medicine/record.ts'
import { instant } from '../../../medicine/time.ts'
import { connection } from '../../db/database.ts'
import { freshDatabase } from '../../db/testing.ts'
import { sealedText } from '../chain.ts'
import { AS_TEXT } from './check-rows.ts'
import { type EventRow, instantOf, plain, textOfRow } from './event-text.ts'

const { ownerUrl, clinic } = await freshDatabase()
const client = new pg.Client(connection(ownerUrl))
await client.connect()
afterAll(() => client.end())

const fact = fc.record({
  stream: fc.record({ kind: fc.constantFrom('session', 'patient'), id: fc.string({ unit: 'grapheme', minLength: 1 }).filter(keepable) }),
  seq: fc.integer({ min: 1, max: 2 ** 31 - 1 }),
  id: fc.uuid(),
  type: fc.string({ unit: 'grapheme' }).filter(keepable),
  version: fc.integer({ min: 1, max: 30_000 }),
  data: fc.jsonValue({ noUnicodeString: false }).filter((value) => keepable(JSON.stringify(value)) && !JSON.stringify(value).includes('\\u0000')),
  at: fc.integer({ min: Date.parse('0001-01-01T00:00:00Z'), max: Date.parse('9999-12-31T23:59:59Z') }).map(instant),
  recordedAt: fc.integer({ min: 0, max: 4e12 }).map(instant),
  by: fc.constant<Actor>({ kind: 'staff', id: 'n1', name: 'Zoë "Z" \\ O’Neill', roles: ['nurse'] }),
  via: fc.record({ device: fc.string().filter(keepable) }),
  corrects: fc.option(fc.uuid(), { nil: undefined }),
})
function keepable(text: string): boolean {
  return text.isWellFormed() && !text.includes('\u0000') && !/\\ud[89a-f]/i.test(text)
}

test('the text of any event is the same from its row as from its values', async () => {
  await fc.assert(
    fc.asyncProperty(fact, async ({ corrects, ...rest }) => {
      const event = { clinic, ...rest, ...(corrects !== undefined && { corrects }) }
      const values = [
        event.seq,
        event.id,
        event.type,
        event.version,
        JSON.stringify(event.data),
        event.at,
        event.recordedAt,
        JSON.stringify(event.by),
        JSON.stringify(event.via),
        corrects ?? null,
      ]
      const text = 'select $1::int, $2::uuid, $3::text, $4::smallint, $5::jsonb, $6::timestamptz, $7::timestamptz, $8::jsonb, $9::jsonb, $10::uuid, null'
      const { rows } = await client.query<EventRow>({ text, values, rowMode: 'array', types: AS_TEXT } as never)
      expect(textOfRow(clinic, event.stream.kind, event.stream.id, rows[0] as EventRow)).toBe(sealedText(event as never))
    }),
    { numRuns: 200 },
  )
})

test('a number as PostgreSQL writes it, all digits and no exponent', async () => {
  const numbers = fc.sample(fc.double({ noNaN: true, noDefaultInfinity: true }), { numRuns: 200, seed: 7 }).map((n) => (Object.is(n, -0) ? 0 : n))
  for (const n of [...numbers, 0, 1e21, 1.5e-7, 5e-324, 1.7976931348623157e308, -12.25, 100]) {
    const { rows } = await client.query<{ text: string }>('select $1::jsonb::text as text', [JSON.stringify(n)])
    expect(plain(n)).toBe(rows[0]?.text)
  }
})

const row = (change: Partial<Record<number, string>> = {}) =>
  ['1', 'i', 't', '1', '{"dose": 1.5, "words": "3.10 mg"}', '2026-11-24 14:05:00.12+00', '2026-11-24 14:05:00+00', '{}', '{}', null, ''].map(
    (value, i) => change[i] ?? value,
  ) as unknown as EventRow

test('what cannot have been written so has no text: a number spelled otherwise, a moment finer than a millisecond', () => {
  expect(textOfRow(clinic, 'session', 's', row())).toContain('"data":{"dose":1.5,"words":"3.10 mg"}')
  for (const data of ['{"dose": 1.50}', '{"dose": 1.0}', '[0.1000000000000000055511151231257827]', '{"n": 12345678901234567891}', 'no json'])
    expect(textOfRow(clinic, 'session', 's', row({ 4: data }))).toBeNull()
  for (const at of ['2026-11-24 14:05:00.1234+00', '2026-11-24 14:05:00+02', 'infinity', '10000-01-01 00:00:00+00'])
    expect(textOfRow(clinic, 'session', 's', row({ 5: at }))).toBeNull()
})

test('a moment of the row in the one form', () => {
  expect(instantOf('2026-11-24 14:05:00+00')).toBe('2026-11-24T14:05:00.000Z')
  expect(instantOf('2026-11-24 14:05:00.1+00')).toBe('2026-11-24T14:05:00.100Z')
  expect(instantOf('0001-01-01 00:00:00.123+00')).toBe('0001-01-01T00:00:00.123Z')
})
