import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { addMinutes, instant } from '../../../medicine/time.ts'
import { freshDatabase } from '../../db/testing.ts'
import { add } from '../journal.fixture.ts'
import { openJournal } from '../postgres.ts'
import { sealClinic, sealGround, sealPlace } from '../seal.ts'
import { verify } from '../verify.ts'
import { Attacker } from './attacker.fixture.ts'

const { database, clinic, ownerUrl } = await freshDatabase()
const attacker = new Attacker(ownerUrl, clinic)
await attacker.open()
afterAll(attacker.close)
const data = mkdtempSync(join(tmpdir(), 'waymark-any-'))
afterAll(() => rmSync(data, { recursive: true, force: true }))

let clock = addMinutes(instant(Date.now()), -60)
const now = () => clock
const journal = openJournal({ database, now })
for (const stream of ['s1', 's2', 's3']) for (let n = 1; n <= 4; n += 1) await add(journal, clinic, stream, n, n)
const ground = sealGround({ database, data, env: {}, now })
clock = addMinutes(clock, 1)
await sealClinic(ground, clinic)
for (const stream of ['s1', 's4']) await add(journal, clinic, stream, 5)
clock = addMinutes(clock, 1)
await sealClinic(ground, clinic)
const back = await attacker.snapshot()

const RESPELLED = `data = jsonb_set(data, '{by}', ((data->>'by') || '.0')::jsonb)`
/** A value that is another one than before, for every column that says something. */
const OTHER: Readonly<Record<string, readonly string[]>> = {
  journal: [
    `clinic = '0195b0a0-0000-7000-8000-00000000abcd'`,
    `stream_kind = 'patient'`,
    `stream_id = stream_id || 'x'`,
    'seq = seq + 1000',
    'id = gen_random_uuid()',
    `type = type || '-not'`,
    'version = version + 1',
    `data = jsonb_set(data, '{by}', '77')`,
    RESPELLED,
    `data = data || '{"more":null}'`,
    `data = '{}'`,
    `at = at + interval '1 microsecond'`,
    `at = at - interval '1 day'`,
    `recorded_at = recorded_at + interval '1 ms'`,
    `"by" = jsonb_set("by", '{id}', '"n2"')`,
    `via = via || '{"device":"other"}'`,
    'corrects = gen_random_uuid()',
    `hash = sha256(hash)`,
  ],
  stream_head: [
    `clinic = '0195b0a0-0000-7000-8000-00000000abcd'`,
    `stream_kind = 'patient'`,
    `stream_id = stream_id || 'x'`,
    'seq = seq + 1',
    'seq = seq - 1',
    'hash = sha256(hash)',
  ],
  command_done: [
    `clinic = '0195b0a0-0000-7000-8000-00000000abcd'`,
    'id = gen_random_uuid()',
    'digest = sha256(digest)',
    `stream_kind = 'patient'`,
    `stream_id = stream_id || 'x'`,
    'first_seq = first_seq + 1',
    'first_seq = first_seq - 1',
    'last_seq = last_seq + 1',
    'hash = sha256(hash)',
  ],
  seal: ['number = number + 7', `line = line || ' '`, `line = replace(line, '"events":', '"events":1')`],
  seal_part: ['part = part + 1', `lines = replace(lines, 's1', 's7')`, `lines = ''`],
}
const edits = Object.entries(OTHER).flatMap(([table, changes]) => [...changes.map((change) => ({ table, change })), { table, change: null }])

test('any edit of any row, and any row removed, is found: by a full run, and by one that follows on an earlier one', { timeout: 180_000 }, async () => {
  const look = (full: boolean) => verify(database, { seals: sealPlace(data, {}), full, now: clock })
  expect(await look(true)).toMatchObject({ clean: true, events: 26 })
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...edits), fc.nat(1_000_000), fc.boolean(), async ({ table, change }, n, full) => {
      await back()
      // Leaves the mark of a run that found all well; the rows were put in anew, so it is needed each time.
      expect((await look(false)).clean).toBe(true)
      if (table === 'seal') await attacker.sql('alter table seal_part drop constraint if exists seal_part_clinic_number_fkey')
      const [{ rows } = { rows: 0 }] = await attacker.sql<{ rows: number }>(`select count(*) as rows from ${table}`)
      const one = `ctid = (select ctid from ${table} order by ctid offset ${n % rows} limit 1)`
      await attacker.sql(change === null ? `delete from ${table} where ${one}` : `update ${table} set ${change} where ${one}`)
      // PostgreSQL calls 1 and 1.0 equal, and so does whoever reads them; only the text tells them apart.
      const found = await look(full || change === RESPELLED)
      expect(found.clean).toBe(false)
      if (['journal', 'stream_head'].includes(table)) expect(found.flaw).not.toBeNull()
    }),
    { numRuns: 60 },
  )
})
