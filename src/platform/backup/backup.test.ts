import { execFileSync, spawn } from 'node:child_process'
import { createDecipheriv, createHmac, hkdfSync, scryptSync } from 'node:crypto'
import { once } from 'node:events'
import { closeSync, copyFileSync, existsSync, mkdirSync, openSync, readdirSync, readFileSync, statSync, truncateSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { freshDatabase } from '../db/testing.ts'
import { ask, emptyDatabase, folder, PASSPHRASE, WORK } from './backup.testing.ts'
import { closed } from './envelope.ts'
import { headerOf, readBackup } from './read.ts'
import { restoreBackup } from './restore.ts'
import { closing, packed } from './tar.ts'
import { writeInThread } from './thread.ts'
import { type Made, writeBackup } from './write.ts'

const fresh = await freshDatabase()
const data = folder()
const file = join(data, 'small.age')
const order = { ownerUrl: fresh.ownerUrl, data, passphrase: PASSPHRASE, work: WORK, waymark: '0.1.0', takenAt: '2026-11-25T02:00:00.000Z' }
let made: Made
/** Text that COPY has to escape, and bytes. */
const ODD = 'a\\b\tc\nd\r\\N "quoted" å 終'

beforeAll(async () => {
  mkdirSync(join(data, 'seals'))
  writeFileSync(join(data, 'seals', 'clinic.jsonl'), '{"seal":1}\n')
  writeFileSync(join(data, 'secrets.json'), JSON.stringify({ database: 'of this machine', 'app waymark': 'of this machine', 'sign-in': 'the key to sign-in' }))
  await ask(
    fresh.ownerUrl,
    `insert into waymark.clinic (id, name, zone) values (gen_random_uuid(), E'${ODD.replaceAll('\\', '\\\\').replaceAll("'", "''")}', 'UTC')`,
  )
  await ask(
    fresh.ownerUrl,
    `insert into auth."user" (id, name, email, "emailVerified") select 'u' || n, 'Person ' || n, n || '@example', false from generate_series(1, 500) n`,
  )
  made = await writeBackup({ ...order, file })
})

const sound = async () => {}
const restoring = (from: string, into: { ownerUrl: string }, where = folder()) =>
  restoreBackup({ ownerUrl: into.ownerUrl, data: where, file: from, passphrase: PASSPHRASE, check: sound })

test('the header says what it is, from when, whose, how much; the answer says how large and which', async () => {
  const header = await headerOf(file, PASSPHRASE)
  expect(header).toMatchObject({ format: 1, waymark: '0.1.0', takenAt: '2026-11-25T02:00:00.000Z', files: ['secrets.json', 'seals/clinic.jsonl'] })
  expect(header.migrations.at(-1)?.name).toBe((await ask<{ name: string }>(fresh.ownerUrl, 'select max(name) as name from waymark.migration'))[0]?.name)
  expect(header.clinics.map(({ name }) => name)).toContain(ODD)
  expect(header.tables.find(({ name }) => name === 'user')?.rows).toBe(500)
  expect(made.bytes).toBe(statSync(file).size)
  expect(statSync(file).mode & 0o077).toBe(0)
})

test('odd text comes back letter by letter', async () => {
  const into = await emptyDatabase(fresh)
  await restoring(file, into)
  expect(await ask(into.ownerUrl, 'select name from waymark.clinic order by 1')).toEqual(
    await ask(fresh.ownerUrl, 'select name from waymark.clinic order by 1'),
  )
})

test('any age tool opens it: read here by the letter of the format, with no code of ours or the library', () => {
  const bytes = readFileSync(file)
  const text = bytes.toString('latin1')
  const [, salt = '', logN = '', key = '', mac = ''] = /^age-encryption\.org\/v1\n-> scrypt (\S+) (\d+)\n(\S+)\n--- (\S+)\n/.exec(text) ?? []
  const headEnd = text.indexOf('\n--- ') + 4
  const open = (secret: Buffer, nonce: Buffer, sealed: Buffer) => {
    const cipher = createDecipheriv('chacha20-poly1305', secret, nonce, { authTagLength: 16 })
    cipher.setAuthTag(sealed.subarray(-16))
    return Buffer.concat([cipher.update(sealed.subarray(0, -16)), cipher.final()])
  }
  const wrap = scryptSync(PASSPHRASE, Buffer.concat([Buffer.from('age-encryption.org/v1/scrypt'), Buffer.from(salt, 'base64')]), 32, {
    N: 2 ** Number(logN),
    r: 8,
    p: 1,
  })
  const fileKey = open(wrap, Buffer.alloc(12), Buffer.from(key, 'base64'))
  const derive = (saltOf: Buffer, info: string) => Buffer.from(hkdfSync('sha256', fileKey, saltOf, info, 32))
  expect(
    createHmac('sha256', derive(Buffer.alloc(0), 'header'))
      .update(bytes.subarray(0, headEnd))
      .digest('base64')
      .replaceAll('=', ''),
  ).toBe(mac)
  const body = bytes.subarray(headEnd + 1 + mac.length + 1)
  const stream = derive(body.subarray(0, 16), 'payload')
  const clear: Buffer[] = []
  const chunks = body.subarray(16)
  for (let at = 0, n = 0; at < chunks.length; at += 65_552, n++) {
    const nonce = Buffer.alloc(12)
    nonce.writeUInt32BE(n, 7)
    nonce[11] = at + 65_552 >= chunks.length ? 1 : 0
    clear.push(open(stream, nonce, chunks.subarray(at, at + 65_552)))
  }
  const archive = join(folder(), 'clear.tar')
  writeFileSync(archive, gunzipSync(Buffer.concat(clear)))
  const names = execFileSync('tar', ['tf', archive], { encoding: 'utf8' }).trim().split('\n')
  expect(names[0]).toBe('waymark-backup.json')
  expect(names.at(-1)).toBe('end.json')
  expect(names).toContain('tables/auth.user/000001.copy')
  expect(execFileSync('tar', ['xOf', archive, 'tables/auth.user/000001.copy'], { encoding: 'utf8' }).split('\n')).toHaveLength(501)
})

test('a file altered at any byte is refused, wherever it is', async () => {
  const whole = readFileSync(file)
  const altered = join(folder(), 'altered.age')
  await fc.assert(
    fc.asyncProperty(fc.oneof(fc.nat(whole.length - 1), fc.nat(250)), fc.integer({ min: 1, max: 255 }), async (at, by) => {
      const bytes = Buffer.from(whole)
      // Where the work factor stands, other digits would only make it slow.
      fc.pre(at < 30 || at > 70 || !/\d/.test(String.fromCharCode(bytes[at] ?? 0)) || by < 4)
      bytes[at] = (bytes[at] ?? 0) ^ by
      writeFileSync(altered, bytes)
      await expect(readBackup(altered, PASSPHRASE)).rejects.toMatchObject({ name: 'NeedsHelp' })
    }),
    {
      numRuns: 400,
      examples: [
        [0, 1],
        [whole.length - 1, 1],
        [whole.length - 17, 128],
      ],
    },
  )
})

test('a file cut short anywhere, or with something behind it, is refused', async () => {
  const whole = readFileSync(file)
  const cut = join(folder(), 'cut.age')
  await fc.assert(
    fc.asyncProperty(fc.nat(whole.length - 1), async (length) => {
      writeFileSync(cut, whole.subarray(0, length))
      await expect(readBackup(cut, PASSPHRASE)).rejects.toMatchObject({ name: 'NeedsHelp' })
    }),
    { numRuns: 150, examples: [[0], [1], [whole.length - 1]] },
  )
  writeFileSync(cut, Buffer.concat([whole, Buffer.from('x')]))
  await expect(readBackup(cut, PASSPHRASE)).rejects.toMatchObject({ name: 'NeedsHelp' })
})

test('a damaged file leaves the database as empty as it was', async () => {
  const into = await emptyDatabase(fresh)
  const cut = join(folder(), 'cut.age')
  copyFileSync(file, cut)
  truncateSync(cut, statSync(cut).size - 1)
  const where = folder()
  await expect(restoring(cut, into, where)).rejects.toThrow(/Its end is missing or was altered/)
  expect(await ask(into.ownerUrl, "select 1 from pg_namespace where nspname in ('waymark', 'auth', 'keeping')")).toEqual([])
  expect(readdirSync(where)).toEqual([])
})

test('a wrong passphrase, another file and no file are each told', async () => {
  const other = join(folder(), 'letter.txt')
  writeFileSync(other, 'Dear colleague')
  await expect(headerOf(file, 'not the passphrase')).rejects.toThrow(/passphrase does not open/)
  await expect(headerOf(other, PASSPHRASE)).rejects.toThrow(/no backup of Waymark/)
  await expect(headerOf(`${other}.gone`, PASSPHRASE)).rejects.toThrow(/cannot be read: ENOENT/)
})

/** Closed with the right passphrase, and still not what it says: a fault of ours, or somebody who has the passphrase. */
async function forged(change: (name: string, bytes: Buffer) => Buffer | null): Promise<string> {
  const target = join(folder(), 'forged.age')
  const entries: [string, Buffer][] = []
  const whole = await readBackup(file, PASSPHRASE, { table: async (id) => async (piece) => void entries.push([`tables/${id}/000001.copy`, piece]) })
  const parts = [
    ['waymark-backup.json', Buffer.from(`${JSON.stringify(whole.header, null, 2)}\n`)] as [string, Buffer],
    ...entries,
    ...whole.files.map(({ name, bytes }) => [`files/${name}`, bytes] as [string, Buffer]),
    ['end.json', Buffer.from(`${JSON.stringify(whole.end, null, 2)}\n`)] as [string, Buffer],
  ]
  const blocks = parts.flatMap(([name, bytes]) => {
    const kept = change(name, bytes)
    return kept ? packed({ name, bytes: kept }, 0) : []
  })
  const out = openSync(target, 'w')
  for await (const chunk of closed(
    (async function* () {
      yield* [...blocks, closing()]
    })(),
    PASSPHRASE,
    WORK,
  ))
    writeSync(out, chunk)
  closeSync(out)
  return target
}

test.each([
  [
    'a row changed',
    (name: string, bytes: Buffer) => (name.startsWith('tables/auth.user') ? Buffer.from(bytes.toString().replace('Person 7', 'Person 8')) : bytes),
    /auth.user is not as it was written/,
  ],
  [
    'a row less',
    (name: string, bytes: Buffer) => (name.startsWith('tables/auth.user') ? bytes.subarray(bytes.indexOf('\n') + 1) : bytes),
    /auth.user has 499 rows and should have 500/,
  ],
  ['a table less', (name: string, bytes: Buffer) => (name.startsWith('tables/auth.user') ? null : bytes), /auth.user has 0 rows/],
  [
    'a seal changed',
    (name: string, bytes: Buffer) => (name.startsWith('files/seals') ? Buffer.from('{"seal":2}\n') : bytes),
    /seals\/clinic.jsonl is missing or not as it was written/,
  ],
  ['a seal less', (name: string, bytes: Buffer) => (name.startsWith('files/seals') ? null : bytes), /seals\/clinic.jsonl is missing/],
  [
    'another time in the header',
    (name: string, bytes: Buffer) => (name === 'waymark-backup.json' ? Buffer.from(bytes.toString().replace('02:00', '03:00')) : bytes),
    /header is not the one it was closed with/,
  ],
  ['no end', (name: string, bytes: Buffer) => (name === 'end.json' ? null : bytes), /its end is missing/],
  [
    'a later format',
    (name: string, bytes: Buffer) => (name === 'waymark-backup.json' ? Buffer.from(bytes.toString().replace('"format": 1', '"format": 2')) : bytes),
    /written by a newer Waymark \(format 2\)/,
  ],
])('a file that was closed with %s is refused', async (_what, change, message) => {
  expect((await readBackup(await forged((_name, bytes) => bytes), PASSPHRASE)).header.format).toBe(1)
  const target = await forged(change)
  await expect(readBackup(target, PASSPHRASE)).rejects.toThrow(message)
})

test('what lives outside the database comes along; keys to this machine’s own database stay', async () => {
  const where = folder()
  writeFileSync(join(where, 'secrets.json'), JSON.stringify({ database: 'of the new machine', 'sign-in': 'made before the restore' }))
  await restoring(file, await emptyDatabase(fresh), where)
  expect(JSON.parse(readFileSync(join(where, 'secrets.json'), 'utf8'))).toEqual({ database: 'of the new machine', 'sign-in': 'the key to sign-in' })
  expect(readFileSync(join(where, 'seals', 'clinic.jsonl'), 'utf8')).toBe('{"seal":1}\n')
})

test('seals of another clinic in the data folder are not written over', async () => {
  const where = folder()
  mkdirSync(join(where, 'seals'))
  writeFileSync(join(where, 'seals', 'clinic.jsonl'), 'of another')
  const into = await emptyDatabase(fresh)
  await expect(restoring(file, into, where)).rejects.toThrow(/is there already and says something else/)
  expect(await ask(into.ownerUrl, "select 1 from pg_namespace where nspname = 'waymark'")).toEqual([])
})

test('an existing file is never written over without being told to', async () => {
  const there = join(folder(), 'there.age')
  writeFileSync(there, 'something')
  await expect(writeBackup({ ...order, file: there })).rejects.toThrow(/is there already/)
  expect(readFileSync(there, 'utf8')).toBe('something')
  await writeBackup({ ...order, file: there, force: true })
  expect((await headerOf(there, PASSPHRASE)).format).toBe(1)
  expect(readdirSync(join(there, '..'))).toEqual(['there.age'])
})

test('two that write the same name at once: one has it, and it is whole', async () => {
  const same = join(folder(), 'same.age')
  const answers = await Promise.allSettled([writeBackup({ ...order, file: same }), writeBackup({ ...order, file: same })])
  expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  expect((await readBackup(same, PASSPHRASE)).header.format).toBe(1)
  expect(readdirSync(join(same, '..'))).toEqual(['same.age'])
})

test('a backup whose database goes away in the middle leaves nothing behind', async () => {
  const target = join(folder(), 'lost.age')
  let gone = false
  const progress = ({ rows }: { rows: number }) => {
    if (gone || rows === 0) return
    gone = true
    throw new Error('the database went away')
  }
  await expect(writeBackup({ ...order, file: target, progress })).rejects.toThrow(/went away/)
  expect(readdirSync(join(target, '..'))).toEqual([])
})

test('a backup that is killed in the middle leaves no file that looks whole', async () => {
  const target = join(folder(), 'killed.age')
  const script = `const { writeBackup } = await import(${JSON.stringify(new URL('write.ts', import.meta.url).href)})
    await writeBackup({ ...${JSON.stringify({ ...order, file: target })}, progress: ({ rows }) => rows > 0 && process.kill(process.pid, 'SIGKILL') })`
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: 'inherit' })
  expect((await once(child, 'exit'))[1]).toBe('SIGKILL')
  expect(existsSync(target)).toBe(false)
  const [left = ''] = readdirSync(join(target, '..'))
  expect(left).toMatch(/^\.killed\.age\.[0-9a-f]{8}\.unfinished$/)
  await expect(readBackup(join(target, '..', left), PASSPHRASE)).rejects.toMatchObject({ name: 'NeedsHelp' })
  expect((await writeBackup({ ...order, file: target })).rows).toBe(made.rows)
})

test('a folder that cannot be written, or is not there, is told', async () => {
  await expect(writeBackup({ ...order, file: join(folder(), 'no', 'such', 'folder.age') })).rejects.toThrow(/cannot be written: ENOENT/)
})

test('beside the server, in a thread, it is the same backup; its faults come back in words', async () => {
  const target = join(folder(), 'thread.age')
  const other = await writeInThread({ ...order, file: target })
  expect([other.rows, (await readBackup(target, PASSPHRASE)).end.tables]).toEqual([made.rows, (await readBackup(file, PASSPHRASE)).end.tables])
  await expect(writeInThread({ ...order, file: target })).rejects.toThrow(/is there already/)
})
