import { appendFileSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { addMinutes, type Instant, instant } from '../../../medicine/time.ts'
import { freshDatabase } from '../../db/testing.ts'
import { add } from '../journal.fixture.ts'
import { openJournal } from '../postgres.ts'
import type { JournalRow } from '../rows.ts'
import { lastSeal, sealClinic, sealGround, sealPlace, signedSeals } from '../seal.ts'
import { uuid7 } from '../uuid7.ts'
import { verdict } from '../verdict.ts'
import { verify } from '../verify.ts'
import { Attacker } from './attacker.fixture.ts'
import { type ClinicKey, keysFrom } from './seal-key.ts'
import { linesDigest, type Seal, sealHash, sealLine, sealText } from './seal-text.ts'

// Three streams of six events, two by each command; all sealed but the last two events of s3, and s4, which came later.
const { database, clinic, ownerUrl } = await freshDatabase()
const attacker = new Attacker(ownerUrl, clinic)
await attacker.open()
afterAll(attacker.close)

const began = Date.now() - 3 * 3_600_000
let clock: Instant = instant(began)
const now = () => clock
const journal = openJournal({ database, now })
const later = (minutes: number) => {
  clock = addMinutes(clock, minutes)
}

let data: string
const folders: string[] = []
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})
const fresh = () => {
  const folder = mkdtempSync(join(tmpdir(), 'waymark-seals-'))
  folders.push(folder)
  return folder
}

const seal = async (options = {}, folder = data) => sealClinic(sealGround({ database, data: folder, env: {}, now }), clinic, options)
const look = (options = {}) => verify(database, { seals: sealPlace(data, {}), now: clock, ...options })
const flawNow = async (options = {}) => (await look(options)).flaw
const at = (stream: string, seq: number) => ({ clinic, stream: { kind: 'session', id: stream }, seq })
const file = () => join(data, 'seals', `${clinic}.jsonl`)

beforeEach(async () => {
  data = fresh()
  clock = instant(began)
  for (const table of ['journal', 'stream_head', 'command_done', 'seal_part', 'seal', 'access_log', 'sealed_record', 'protocol_version'])
    await attacker.sql(`delete from ${table}`)
  for (const stream of ['s1', 's2', 's3']) for (let n = 1; n <= 2; n += 1) await add(journal, clinic, stream, n, n)
  later(30)
  expect(await seal()).toMatchObject({ kind: 'sealed', seal: { number: 1, streams: 3, events: 12 } })
  later(30)
  for (const stream of ['s1', 's2']) await add(journal, clinic, stream, 3, 3)
  later(30)
  expect(await seal()).toMatchObject({ kind: 'sealed', seal: { number: 2, streams: 3, events: 16, changes: { lines: 2 } } })
  later(30)
  await add(journal, clinic, 's3', 3, 3)
  await add(journal, clinic, 's4', 4, 4)
})

test('an honest journal is clean: it says until when it is sealed and what lies behind', async () => {
  const found = await look()
  expect(found).toMatchObject({ clean: true, events: 20, streams: 4, flaw: null, faults: [] })
  expect(verdict(found, () => 'Harbour')).toContain('Harbour: sealed until ')
  expect(verdict(found)).toContain('by seal 2 (16 events in 3 streams; 4 events came after it (new streams: 1) and are held by the chain alone)')
})

test('sealing and verifying while others write finds nothing wrong', async () => {
  clock = instant(Date.now())
  let writing = true
  const writers = ['w1', 'w2', 'w3', 'w4'].map(async (stream) => {
    for (let n = 0; writing && n < 90; n += 1) await add(journal, clinic, stream, 1)
  })
  for (let round = 0; round < 6; round += 1) {
    expect((await seal()).kind).toBe('sealed')
    expect(await look()).toMatchObject({ clean: true })
  }
  writing = false
  await Promise.all(writers)
  expect(await look({ full: true })).toMatchObject({ clean: true })
})

const edited = (seq: number, change: Partial<JournalRow>) => (rows: JournalRow[]) => rows.map((row) => (row.seq === seq ? { ...row, ...change } : row))

// In each of these, chain, heads and commands fit afterwards: only the seals know.
test.each<[string, (rows: JournalRow[]) => readonly JournalRow[], number]>([
  ['its data was changed', edited(2, { data: { by: 9 } }), 2],
  ['its time was changed', edited(3, { at: instant(began - 60_000) }), 3],
  ['its author was changed', edited(5, { by: { kind: 'staff', id: 'n2', name: 'Somebody Else', roles: ['nurse'] } }), 5],
  ['two changed places', (rows) => [rows[0], rows[2], rows[1], ...rows.slice(3)] as JournalRow[], 2],
  ['one was taken out of the middle', (rows) => rows.filter(({ seq }) => seq !== 3), 3],
  ['one was put into the middle', (rows) => [...rows.slice(0, 4), { ...(rows[3] as JournalRow), id: uuid7(began), data: { by: 1 } }, ...rows.slice(4)], 5],
  ['the last ones were taken off', (rows) => rows.slice(0, 4), 5],
  ['all of them were changed', (rows) => rows.map((row) => ({ ...row, data: { by: 0 } })), 1],
  ['the first was taken away', (rows) => rows.slice(1), 1],
])('a stream written anew whole is found at the very event: %s', async (_, change, seq) => {
  await attacker.rewrite('s2', change)
  expect((await verify(database)).flaw).toBeNull()
  const found = await look()
  expect(found.flaw).toMatchObject(at('s2', seq))
  expect(found.clean).toBe(false)
  expect(found.flaw?.what).toMatch(/seal [12] of /)
})

test('an event put behind a sealed stream and dated back is named', async () => {
  await attacker.rewrite('s2', (rows) => [...rows, { ...(rows[5] as JournalRow), id: uuid7(began), data: { by: 1 } }])
  expect((await verify(database)).flaw).toBeNull()
  expect(await flawNow()).toMatchObject({ ...at('s2', 7), what: expect.stringMatching(/^added: it says it was recorded before the seal/) })
})

test('a stream made up whole and dated back is named', async () => {
  await attacker.rewrite('s9', () => [{ ...forged, stream_id: 's9' }])
  expect((await verify(database)).flaw).toBeNull()
  expect(await flawNow()).toMatchObject({ ...at('s9', 1), what: expect.stringMatching(/^added/) })
})
const forged = {
  clinic,
  stream_kind: 'session',
  stream_id: '',
  seq: 1,
  id: uuid7(began),
  type: 'counted',
  version: 1,
  data: { by: 1 },
  at: instant(began),
  recorded_at: instant(began),
  by: { kind: 'staff', id: 'n1', name: 'Nora Nurse', roles: ['nurse'] },
  via: {},
  corrects: null,
  hash: Buffer.alloc(32),
} as JournalRow

test('a whole stream removed with its head and commands is missed', async () => {
  await attacker.remove('s1')
  expect((await verify(database)).flaw).toBeNull()
  expect(await flawNow()).toMatchObject({ ...at('s1', 1), what: expect.stringMatching(/^missing: the stream was sealed with 6 events/) })
})

test('everything removed, seals too, is missed', async () => {
  for (const table of ['journal', 'stream_head', 'command_done', 'seal_part', 'seal']) await attacker.sql(`delete from ${table}`)
  const found = await look()
  expect(found).toMatchObject({ flaw: at('s1', 1), flawed: 3, clean: false })
  expect(found.faults.map(({ what }) => what)).toEqual([expect.stringMatching(/^Seal 1 and all up to 2 are in the file and not in the database/)])
})

test('a database put back to an older state, seals and all, is found by the file', async () => {
  const back = await attacker.snapshot()
  await add(journal, clinic, 's1', 5)
  later(10)
  expect((await seal()).kind).toBe('sealed')
  await back()
  expect((await verify(database)).flaw).toBeNull()
  const found = await look()
  expect(found.flaw).toMatchObject({ ...at('s1', 7), what: expect.stringMatching(/sealed with 7 events \(seal 3 of/) })
  expect(found.faults[0]?.what).toMatch(/^Seal 3 is in the file and not in the database/)
  expect(await seal()).toMatchObject({ kind: 'broken', what: expect.stringMatching(/^Seal 3 /) })
})

test('after a restore seals begin anew with the reason, and every verification says so', async () => {
  const back = await attacker.snapshot()
  await add(journal, clinic, 's1', 5)
  later(10)
  await seal()
  await back()
  expect(await seal({ anew: 'Disk lost; backup of Monday restored' })).toMatchObject({ kind: 'sealed', seal: { number: 4, events: 20, streams: 4 } })
  const found = await look()
  expect(found).toMatchObject({ clean: true })
  expect(verdict(found)).toMatch(/Seals begin anew with seal 4 of .*: Disk lost; backup of Monday restored/)
  await add(journal, clinic, 's2', 5)
  later(10)
  expect(await seal()).toMatchObject({ kind: 'sealed', seal: { number: 5, changes: { lines: 1 } } })
  await attacker.rewrite('s2', edited(1, { data: { by: 7 } }))
  expect(await flawNow()).toMatchObject({ ...at('s2', 1), what: expect.stringContaining('seal 4 of') })
})

test.each([
  [
    'a seal edited',
    `update seal set line = replace(line, '"events":16', '"events":18') where number = 2`,
    /^Seal 2 in the database is not the one in the file/,
  ],
  ['the last seal removed', `delete from seal where number = 2`, /^Seal 2 is in the file and not in the database/],
  ['the first seal removed', `delete from seal where number = 1`, /^Seal 1 is in the file and was removed from the database/],
  ['a line of a seal edited', `update seal_part set lines = replace(lines, 's2', 's8') where number = 1`, /^Seal 1 in the database has other lines/],
  ['a line of a seal removed', `delete from seal_part where number = 2`, /^Seal 2 in the database has other lines/],
  [
    'a seal made up',
    `insert into seal select clinic, 3, replace(line, '"number":2', '"number":3') from seal where number = 2`,
    /^Seal 3 in the database was changed: its signature/,
  ],
])('%s in the database is said', async (name, change, words) => {
  if (name.endsWith('seal removed')) await attacker.sql(`delete from seal_part where number = ${name.includes('last') ? 2 : 1}`)
  await attacker.sql(change)
  const found = await look()
  expect(found.clean).toBe(false)
  expect(found.faults.map(({ what }) => what)).toContainEqual(expect.stringMatching(words))
  expect((await seal()).kind).toBe(/line of a seal/.test(name) ? 'sealed' : 'broken')
})

test('a seal signed by another key does not count, on this node or on one that comes new', async () => {
  const other = keysFrom(Buffer.alloc(32, 7)).of(clinic)
  const [last] = signedSeals((await lastSeal(sealGround({ database, data, env: {}, now }), clinic)) as string)
  if (!last) throw new Error('There should be a seal')
  const { line } = forgedSeal(other, last.seal)
  await attacker.sql('insert into seal values ($1, 3, $2)', clinic, line)
  expect((await look()).faults[0]?.what).toMatch(/^Seal 3 in the database was signed with another key/)
})

test('a seal of the right key that does not follow the one before it does not count', async () => {
  const ground = sealGround({ database, data, env: {}, now })
  const [last] = signedSeals((await lastSeal(ground, clinic)) as string)
  if (!last) throw new Error('There should be a seal')
  const { line } = forgedSeal(ground.key.of(clinic), { ...last.seal, at: instant(began) })
  await attacker.sql('insert into seal values ($1, 3, $2)', clinic, line)
  expect((await look()).faults[0]?.what).toMatch(/^Seal 3 in the database does not follow the one before it/)
})

function forgedSeal(key: ClinicKey, before: Seal) {
  const made = { ...before, number: before.number + 1, previous: sealHash(before), key: key.publicKey, changes: { lines: 0, sha256: linesDigest([]) } }
  return { line: sealLine({ seal: made, signature: key.sign(sealText(made)) }) }
}

test('another key in place of the installed one is noticed, and seals nothing', async () => {
  writeFileSync(join(data, 'keys', 'seal.key'), `${Buffer.alloc(32, 7).toString('base64url')}\n`)
  expect((await look()).faults[0]?.what).toMatch(/^The key was replaced/)
  expect(await seal()).toMatchObject({ kind: 'broken', what: expect.stringMatching(/key is not the one/) })
})

test('with a new key seals begin anew, and the old ones still stand under the old one', async () => {
  writeFileSync(join(data, 'keys', 'seal.key'), `${Buffer.alloc(32, 7).toString('base64url')}\n`)
  expect(await seal({ anew: 'The old key was on a laptop that was stolen' })).toMatchObject({ kind: 'sealed', seal: { number: 3, events: 20 } })
  expect(await look()).toMatchObject({ clean: true })
  expect(await seal()).toMatchObject({ kind: 'sealed', seal: { number: 4, changes: { lines: 0 } } })
})

test('a lost key is asked for, never made anew in silence', async () => {
  rmSync(join(data, 'keys', 'seal.key'))
  expect(() => sealGround({ database, data, env: {}, now })).toThrow(/The key that seals the journal is gone/)
  expect(await look()).toMatchObject({ clean: true })
})

test('what was sealed and then changed is never sealed over', async () => {
  await attacker.rewrite('s2', edited(2, { data: { by: 9 } }))
  await add(journal, clinic, 's2', 1)
  expect(await seal()).toMatchObject({ kind: 'broken', what: expect.stringMatching(/its event number 6 is not the one that was sealed/) })
  await attacker.remove('s1')
  expect((await seal()).kind).toBe('broken')
})

test('a seal that was sent out testifies against a folder that was changed with the database', async () => {
  const sent = signedSeals((await lastSeal(sealGround({ database, data, env: {}, now }), clinic)) as string)
  expect(await look({ seals: { ...sealPlace(data, {}), witnesses: sent } })).toMatchObject({ clean: true })
  await attacker.sql('delete from seal_part')
  await attacker.sql('delete from seal')
  data = fresh()
  await attacker.remove('s1')
  expect((await seal()).kind).toBe('sealed')
  expect(await look()).toMatchObject({ clean: true })
  const found = await look({ seals: { ...sealPlace(data, {}), witnesses: sent } })
  expect(found.faults.map(({ what }) => what)).toEqual([expect.stringMatching(/^Seal 2 of .* was sent out and is not here/)])
  const key = sent[0]?.seal.key as string
  expect((await look({ seals: { ...sealPlace(data, {}), trusted: key } })).faults[0]?.what).toMatch(/^Seal 1 was signed with the key/)
})

test('a power cut in the middle of writing the file leaves nothing wrong: the file is completed from the database', async () => {
  const whole = readFileSync(file(), 'utf8')
  truncateSync(file(), whole.length - 40)
  expect(await look()).toMatchObject({ clean: true })
  expect(readFileSync(file(), 'utf8')).toBe(whole)
  appendFileSync(file(), '{"of":"stream","kind":')
  expect(await seal()).toMatchObject({ kind: 'sealed', seal: { number: 3 } })
  expect(await look()).toMatchObject({ clean: true })
})

test.each([
  ['a number of a seal', (text: string) => text.replace('"events":12', '"events":11'), /^Seal 1 in the file was changed: its signature/],
  ['a line of a stream', (text: string) => text.replace('"id":"s2"', '"id":"s8"'), /^Seal 1 in the file does not fit the lines before it/],
  ['a line taken out', (text: string) => text.slice(text.indexOf('\n') + 1), /^Seal 1 in the file does not fit the lines before it/],
  ['rubbish', (text: string) => `rubbish\n${text}`, /^Seal 1 in the file is not readable/],
])('a file of seals that was edited is said: %s', async (_, change, words) => {
  writeFileSync(file(), change(readFileSync(file(), 'utf8')))
  expect((await look()).faults.map(({ what }) => what)).toContainEqual(expect.stringMatching(words))
  expect((await seal()).kind).toBe('broken')
})

test('a node that has no file yet takes the seals over from the database', async () => {
  const env = { WAYMARK_SEAL_KEY: readFileSync(join(data, 'keys', 'seal.key'), 'utf8') }
  const elsewhere = fresh()
  const ground = sealGround({ database, data: elsewhere, env, now })
  later(10)
  expect(await sealClinic(ground, clinic)).toMatchObject({ kind: 'sealed', seal: { number: 3 } })
  expect(await seal()).toMatchObject({ kind: 'sealed', seal: { number: 4 } })
  expect(await look()).toMatchObject({ clean: true })
  expect(await verify(database, { seals: sealPlace(elsewhere, env), now: clock })).toMatchObject({ clean: true })
})

test('two nodes that seal at one moment make one seal after the other', async () => {
  const env = { WAYMARK_SEAL_KEY: readFileSync(join(data, 'keys', 'seal.key'), 'utf8') }
  const grounds = [data, fresh(), fresh()].map((folder) => sealGround({ database, data: folder, env, now }))
  const outcomes = await Promise.all(grounds.map((ground) => sealClinic(ground, clinic)))
  expect(outcomes.map((outcome) => outcome.kind === 'sealed' && outcome.seal.number).sort()).toEqual([3, 4, 5])
  expect(await look()).toMatchObject({ clean: true })
})

// Found by every run: by one that hashes everything, and by one that only looks at what has changed since the last.
test.each([
  ['its digest', `update command_done set digest = sha256('x')`, /note of a command|note of its command/],
  ['its hash', `update command_done set hash = sha256('x')`, /was not|not the event that was acknowledged/],
  ['where it begins', `update command_done set first_seq = first_seq + 1`, /note of/],
  ['removed', `delete from command_done`, /note of its command was removed/],
  ['its stream', `update command_done set stream_id = 's1'`, /note of/],
])('the note of a command that was changed is named: %s', async (_, change, words) => {
  await look()
  await attacker.sql(`${change} where stream_id = 's2' and last_seq = 4`)
  for (const full of [false, true]) expect(await flawNow({ full })).toMatchObject({ stream: { id: 's2' }, what: expect.stringMatching(words) })
})

test('a second run hashes only what is new, and still finds what was changed behind it', async () => {
  expect(await look()).toMatchObject({ remembered: 0, clean: true })
  await add(journal, clinic, 's4', 1)
  expect(await look()).toMatchObject({ remembered: 18, events: 21, clean: true })
  expect(await look()).toMatchObject({ remembered: 21, clean: true })
  expect(await look({ full: true })).toMatchObject({ remembered: 0, clean: true })
  await attacker.sql(`update journal set data = '{"by":3}' where stream_id = 's1' and seq = 1`)
  expect(await flawNow()).toMatchObject(at('s1', 1))
  await attacker.sql(`update journal set data = '{"by":1}' where stream_id = 's1' and seq = 1`)
  expect(await look()).toMatchObject({ clean: true })
})

test('what an earlier run found whole is held to a seal that came later', async () => {
  expect(await look()).toMatchObject({ clean: true })
  const [head] = await attacker.sql(`select hash from stream_head where stream_id = 's1'`)
  await add(journal, clinic, 's1', 5)
  later(10)
  await seal()
  // Every row is again as the earlier run has seen it, to the byte.
  for (const text of [`delete from journal where stream_id = 's1' and seq = 7`, `delete from command_done where stream_id = 's1' and last_seq = 7`])
    await attacker.sql(text)
  await attacker.sql(`update stream_head set seq = 6, hash = $1 where stream_id = 's1'`, head?.hash)
  expect(await flawNow()).toMatchObject(at('s1', 7))
})

test.each([
  [
    'a signed record and its digest',
    `update sealed_record set bytes = 'other', sha256 = encode(sha256('other'), 'hex')`,
    /^The document session-record s1\/4 is not the one that was sealed/,
  ],
  ['a signed record removed', 'delete from sealed_record', /^The document session-record s1\/4 was sealed and is not there any more/],
  ['the text of a protocol version', `update protocol_version set text = 'other'`, /^The document protocol-version .* is not the one that was sealed/],
  ['the rules of a protocol version', `update protocol_version set document = '{"dose":2}'`, /^The protocol version .* was changed/],
])('what is kept beside the journal is held to the seals: %s', async (_, change, words) => {
  await attacker.sql(`insert into sealed_record (clinic, session, seq, sha256, bytes) values ($1, 's1', 4, encode(sha256('paper'), 'hex'), 'paper')`, clinic)
  await attacker.sql(`insert into protocol_version values ($1, encode(sha256('{"dose":1}'), 'hex'), 'p', '1', '{"dose":1}', 'dose: 1')`, clinic)
  expect(await seal()).toMatchObject({ kind: 'sealed', seal: { changes: { lines: 4 } } })
  expect(await look()).toMatchObject({ clean: true })
  await attacker.sql(change)
  expect((await look()).faults.map(({ what }) => what)).toContainEqual(expect.stringMatching(words))
})

test.each([
  [
    'a line edited',
    `update access_log set actor_name = 'Somebody Else' where request = 'r2'`,
    /^The access trail of 2026-11-20 is not the one that was sealed, from line 2 on: 3 lines then, 3 now/,
  ],
  ['a line removed', `delete from access_log where request = 'r3'`, /from line 3 on: 3 lines then, 2 now/],
  ['a day removed', 'delete from access_log', /^The access trail of 2026-11-20 was sealed with 3 lines and is gone/],
  [
    'a line dated back',
    `insert into access_log select clinic, gen_random_uuid(), at - interval '1 day', actor_kind, actor, actor_name, roles, act, event from access_log where request = 'r1'`,
    /^The access trail of 2026-11-19 has 1 lines; that day was sealed without any/,
  ],
])('who looked at what is sealed day by day: %s', async (_, change, words) => {
  for (const [n, request] of ['r1', 'r2', 'r3'].entries())
    await attacker.sql(
      `insert into access_log (clinic, id, at, actor_kind, actor, actor_name, roles, act, event, request) values ($1, $2, $3, 'staff', 'n1', 'Nora', '{nurse}', 'read', 'chart.read', $4)`,
      clinic,
      uuid7(Date.parse('2026-11-20T10:00:00Z') + n),
      '2026-11-20T10:00:00Z',
      request,
    )
  clock = instant(Date.parse('2026-11-21T03:00:00Z'))
  expect(await seal({ anew: 'On another day' })).toMatchObject({ kind: 'sealed' })
  clock = instant(began)
  expect(await look()).toMatchObject({ clean: true })
  await attacker.sql(change)
  expect((await look()).faults.map(({ what }) => what)).toContainEqual(expect.stringMatching(words))
})
