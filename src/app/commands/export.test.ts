import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { instant } from '../../medicine/time.ts'
import { freshDatabase } from '../../platform/db/testing.ts'
import { canonical } from '../../platform/journal/canonical.ts'
import { exportClinic } from '../../platform/journal/export.ts'
import { sealAll, sealGround } from '../../platform/journal/seal.ts'
import { verify } from '../../platform/journal/verify.ts'
import { seedDemo } from '../demo/seed.ts'
import { openGround } from '../house.ts'
import { ALONG } from './export.ts'

// A day of the demonstration clinic, sealed in the middle of it, with a signed record and an access trail; exported, and
// verified by the program that goes along, which knows nothing of Waymark.
const { database, ownerUrl, appUrl } = await freshDatabase()
const house = openGround({ ownerUrl, appUrl, connections: 8 })
afterAll(house.close)
const data = mkdtempSync(join(tmpdir(), 'waymark-export-'))
afterAll(() => rmSync(data, { recursive: true, force: true }))

const clinic = await seedDemo(house)
const [session] = await database.as(clinic, (tx) => tx.sql<{ session: string }>`select session from session_list order by session limit 1`)
await database.as(clinic, async (tx) => {
  await tx.sql`insert into sealed_record (clinic, session, seq, sha256, bytes) values (${clinic}, ${session?.session}, 3, encode(sha256('%PDF paper'), 'hex'), '%PDF paper')`
  await tx.sql`insert into access_log (clinic, id, at, actor_kind, actor, actor_name, roles, act, event)
    select ${clinic}, gen_random_uuid(), now() - interval '3 days', 'staff', 'n1', 'Nora', '{nurse}', 'read', 'chart.read' from generate_series(1, 5)`
})
const ground = sealGround({ database, data, env: {}, now: () => instant(Date.now()) })
await sealAll(ground)
const whole = join(data, 'whole')
const exported = await exportClinic({ ground, clinic: { id: clinic, name: 'Demo', zone: 'UTC' }, folder: whole, along: ALONG, program: '0.1.0' })

type Said = { readonly code: number; readonly text: string }
const run = (folder: string, ...words: string[]): Promise<Said> =>
  new Promise((done) => {
    execFile(process.execPath, [join(folder, 'verify-export.mjs'), folder, ...words], (fault, text, err) =>
      done({ code: fault ? Number(fault.code) : 0, text: text + err }),
    )
  })

let copies = 0
async function after(change: (folder: string) => void): Promise<Said> {
  copies += 1
  const folder = join(data, `copy-${copies}`)
  cpSync(whole, folder, { recursive: true })
  change(folder)
  const said = await run(folder)
  rmSync(folder, { recursive: true, force: true })
  return said
}
const edit = (name: string, change: (text: string) => string) => (folder: string) => {
  const file = join(folder, name)
  const before = readFileSync(file, 'utf8')
  writeFileSync(file, change(before))
  if (readFileSync(file, 'utf8') === before) throw new Error(`${name} was not changed`)
}
const journal = readFileSync(join(whole, 'journal.jsonl'), 'utf8').trimEnd().split('\n')
type Line = { event: { stream: { kind: string; id: string }; seq: number; id: string }; hash: string }
const parsed = journal.map((line) => JSON.parse(line) as Line)

test('an export has the whole journal, the seals, every document, and is found whole by its own verifier', async () => {
  expect(await verify(database)).toMatchObject({ clean: true, events: exported.events })
  expect(journal).toHaveLength(exported.events)
  const { code, text } = await run(whole)
  expect(text).toContain(`All ${exported.events} events in `)
  expect(text).toContain('and every file is as it was exported')
  expect(text).toMatch(/Sealed until .* by seal 1/)
  expect(code).toBe(0)
  expect(readdirSync(join(whole, 'documents', 'protocol-version')).length).toBeGreaterThan(0)
  expect(readFileSync(join(whole, 'documents', 'session-record', `${session?.session}`, '3.pdf'), 'utf8')).toBe('%PDF paper')
  expect(readFileSync(join(whole, 'access.jsonl'), 'utf8').trimEnd().split('\n')).toHaveLength(5)
  expect(statSync(join(whole, 'journal.jsonl')).mode & 0o077).toBe(0)
  expect(journal.length).toBeGreaterThan(100)
})

test('the key that is known from elsewhere is held against the one in the export', async () => {
  const key = ground.key.of(clinic).publicKey
  expect(await run(whole, '--key', key)).toMatchObject({ code: 0, text: expect.stringContaining(`Signed with the key you gave: ${key}`) })
  expect(await run(whole, '--key', 'ab'.repeat(32))).toMatchObject({ code: 1, text: expect.stringContaining('key.pem is not the key') })
})

const at = (n: number) => parsed[n] as Line
const place = ({ event }: Line) => `First bad event: stream ${event.stream.kind} ${event.stream.id}, number ${event.seq}`

test('an event that was edited is named, and so is its file', async () => {
  const { code, text } = await after(
    edit('journal.jsonl', (all) => all.replace(journal[20] as string, (journal[20] as string).replace('"recordedAt":"2', '"recordedAt":"1'))),
  )
  expect(text).toContain(`${place(at(20))}, id ${at(20).event.id}: changed since it was written`)
  expect(text).toContain('journal.jsonl was changed after the export')
  expect(code).toBe(1)
})

test('an event that was taken out is named', async () => {
  const n = parsed.findIndex(({ event }, i) => event.seq > 2 && parsed[i + 1]?.event.seq === event.seq + 1)
  const { code, text } = await after(edit('journal.jsonl', () => `${journal.toSpliced(n, 1).join('\n')}\n`))
  expect(text).toContain(`${place(at(n))}: missing: the next event there is number ${at(n).event.seq + 1}`)
  expect(code).toBe(1)
})

test('the end of a stream, or all of it, taken off is missed by the seal', async () => {
  const n = parsed.findIndex(({ event }, i) => event.seq > 2 && parsed[i + 1]?.event.seq === 1)
  const cut = await after(edit('journal.jsonl', () => `${journal.toSpliced(n, 1).join('\n')}\n`))
  expect(cut).toMatchObject({ code: 1, text: expect.stringContaining(`${place(at(n))}: missing: the stream was sealed with ${at(n).event.seq} events`) })
  const { stream } = at(n).event
  const gone = await after(edit('journal.jsonl', () => `${journal.filter((_, i) => at(i).event.stream.id !== stream.id).join('\n')}\n`))
  expect(gone).toMatchObject({ code: 1, text: expect.stringContaining(`stream ${stream.kind} ${stream.id}, number 1: missing`) })
})

test('a stream that was written anew with a fitting chain is named by the seal, at the event', async () => {
  const n = parsed.findIndex(({ event }) => event.seq === 2)
  const { stream } = at(n).event
  let before = Buffer.alloc(32)
  const anew = journal.map((line, i) => {
    if (at(i).event.stream.id !== stream.id || at(i).event.stream.kind !== stream.kind) return line
    const event = i === n ? { ...at(i).event, at: '2001-01-01T00:00:00.000Z' } : at(i).event
    before = createHash('sha256').update(before).update(canonical(event)).digest()
    return canonical({ event, hash: before.toString('hex') })
  })
  const { code, text } = await after(edit('journal.jsonl', () => `${anew.join('\n')}\n`))
  expect(text).toContain(`${place(at(n))}, id ${at(n).event.id}: not the event that was sealed (seal 1 of`)
  expect(code).toBe(1)
})

test('two events that changed places are named', async () => {
  const n = parsed.findIndex(({ event }, i) => event.seq > 1 && parsed[i + 1]?.event.seq === event.seq + 1)
  const { text } = await after(edit('journal.jsonl', () => `${journal.toSpliced(n, 2, journal[n + 1] as string, journal[n] as string).join('\n')}\n`))
  expect(text).toContain(place(at(n)))
})

test.each<[string, string, (text: string) => string, RegExp]>([
  ['a seal', 'seals.jsonl', (text) => text.replace(/"events":\d+/, '"events":1'), /Seal 1 was changed: its signature does not fit/],
  ['a line of a seal', 'seals.jsonl', (text) => text.replace('"seq":', '"seq":1'), /Seal 1 does not fit the lines before it/],
  ['the seals, taken away', 'seals.jsonl', () => '', /seals.jsonl has 0 seals, and was exported with 1/],
  ['the access trail', 'access.jsonl', (text) => text.replace('Nora', 'Nara'), /access.jsonl: the lines of .* are not the ones that were sealed/],
  ['the list of files', 'manifest.json', (text) => text.replace('"Demo"', '"Other"'), /manifest.json: its signature/],
  ['its signature', 'manifest.sig', () => 'AAAA\n', /manifest.json: its signature/],
  ['the key', 'key.pem', (text) => text.replace(/\n(.)/, '\nA'), /key.pem|signature/],
  ['the verifier beside it', 'verifying.md', (text) => `${text} `, /verifying.md has \d+ bytes/],
])('%s that was edited is said', async (_, name, change, words) => {
  const { code, text } = await after(edit(name, change))
  expect(text).toMatch(words)
  expect(code).toBe(1)
})

test('a document that was changed, removed or added is said', async () => {
  const name = join('documents', 'session-record', `${session?.session}`, '3.pdf')
  expect((await after(edit(name, () => '%PDF other'))).text).toMatch(/3.pdf is not the document that was sealed/)
  expect((await after((folder) => rmSync(join(folder, name)))).text).toMatch(/3.pdf was sealed and is missing/)
  const rules = readdirSync(join(whole, 'documents', 'protocol-version')).find((file) => file.endsWith('.json'))
  expect((await after(edit(join('documents', 'protocol-version', `${rules}`), (text) => text.replace('0', '1')))).text).toMatch(
    /json is not the protocol that sessions name/,
  )
  expect((await after((folder) => writeFileSync(join(folder, 'documents', 'new.pdf'), 'x'))).text).toMatch(/documents\/new.pdf was added after the export/)
})

test('one byte changed anywhere in the journal is always found', { timeout: 120_000 }, async () => {
  const bytes = readFileSync(join(whole, 'journal.jsonl'))
  await fc.assert(
    fc.asyncProperty(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), async (place, flip) => {
      const changed = Buffer.from(bytes)
      changed[place] = (changed[place] as number) ^ flip
      const { code, text } = await after((folder) => writeFileSync(join(folder, 'journal.jsonl'), changed))
      expect(text).toContain('First bad event: ')
      expect(code).toBe(1)
    }),
    { numRuns: 15 },
  )
})

test('a folder that holds something is not written over', async () => {
  await expect(exportClinic({ ground, clinic: { id: clinic, name: 'Demo', zone: 'UTC' }, folder: whole, along: ALONG, program: '0.1.0' })).rejects.toThrow(
    /is not empty/,
  )
})

test('as commands: seal, verify, export; each ends with 0, and the access trail notes the export', { timeout: 120_000 }, async () => {
  const folder = join(data, 'commands')
  mkdirSync(folder)
  const env = {
    ...process.env,
    DATABASE_URL: ownerUrl,
    WAYMARK_APP_DATABASE_URL: appUrl,
    WAYMARK_SEAL_KEY: readFileSync(join(data, 'keys', 'seal.key'), 'utf8'),
  }
  const waymark = (...words: string[]): Promise<Said> =>
    new Promise((done) => {
      const cli = new URL('../cli.ts', import.meta.url).pathname
      execFile(process.execPath, [cli, ...words, '--data', folder], { env }, (fault, text, err) =>
        done({ code: fault ? Number(fault.code) : 0, text: text + err }),
      )
    })
  expect(await waymark('seal', '--clinic', clinic)).toMatchObject({
    code: 0,
    text: expect.stringMatching(/: seal 2, \d+ events in \d+ streams, \d+ changed since the seal before\. [0-9a-f]{64}\n$/),
  })
  const sent = await waymark('seal', '--print', '--clinic', clinic)
  const file = join(data, 'sent.jsonl')
  writeFileSync(file, sent.text)
  const key = (JSON.parse(sent.text) as { seal: { key: string } }).seal.key
  expect(await waymark('verify', '--seen', file)).toMatchObject({
    code: 0,
    text: expect.stringMatching(/^All \d+ events .*\n(.*\n)*.*sealed until .* by seal 2/),
  })
  expect(await waymark('verify', '--seen', join(data, 'none'))).toMatchObject({ code: 1, text: expect.stringContaining('cannot be read') })
  expect(await waymark('verify', '--key', 'ab'.repeat(32))).toMatchObject({ code: 1, text: expect.stringContaining('was signed with the key') })
  const to = join(data, 'out')
  expect(await waymark('export', '--clinic', clinic, to)).toMatchObject({ code: 0, text: expect.stringContaining('To verify it anywhere: node ') })
  expect(await run(to, '--key', key)).toMatchObject({ code: 0 })
  const noted = await database.as(clinic, (tx) => tx.sql`select act, event, actor_name from access_log where act = 'export'`)
  expect(noted).toEqual([{ act: 'export', event: 'record.exported', actor_name: 'Waymark' }])
  expect(await waymark('seal', '--anew', ' ')).toMatchObject({ code: 1, text: expect.stringContaining('--anew needs the reason') })
})
