import { execFile } from 'node:child_process'
import { generateKeyPairSync, randomUUID, sign, verify } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, expect, test } from 'vitest'
import { fingerprint, installedKey, openSealKey, pemOf, publicKeyIn, signedBy } from './seal-key.ts'

const data = mkdtempSync(join(tmpdir(), 'waymark-key-'))
afterAll(() => rmSync(data, { recursive: true, force: true }))
const [one, two] = [randomUUID(), randomUUID()]

test('the key is made once, for its owner alone, and each clinic has its own', () => {
  expect(installedKey(data)).toBeNull()
  const made = openSealKey(data)
  expect(statSync(join(data, 'keys', 'seal.key')).mode & 0o777).toBe(0o600)
  expect(openSealKey(data).of(one).publicKey).toBe(made.of(one).publicKey)
  expect(installedKey(data)?.of(one).publicKey).toBe(made.of(one).publicKey)
  expect(made.of(one).publicKey).not.toBe(made.of(two).publicKey)
  expect(made.of(one).publicKey).toMatch(/^[0-9a-f]{64}$/)
})

test('processes that start at one moment agree on one key', async () => {
  const folder = join(data, 'race')
  mkdirSync(folder)
  const script = `import { openSealKey } from ${JSON.stringify(new URL('./seal-key.ts', import.meta.url).href)}; console.log(openSealKey(${JSON.stringify(folder)}).of('c').publicKey)`
  const keys = await Promise.all(
    Array.from({ length: 4 }, async () => (await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script])).stdout.trim()),
  )
  expect(new Set(keys).size).toBe(1)
})

test('a signature is plain Ed25519: others can check it, and nothing else passes', () => {
  const key = openSealKey(data).of(one)
  const signature = key.sign('words')
  expect(verify(null, Buffer.from('words'), pemOf(key.publicKey), Buffer.from(signature, 'base64'))).toBe(true)
  expect(publicKeyIn(pemOf(key.publicKey))).toBe(key.publicKey)
  expect(signedBy(key.publicKey, 'words', signature)).toBe(true)
  expect(signedBy(key.publicKey, 'other words', signature)).toBe(false)
  expect(signedBy(openSealKey(data).of(two).publicKey, 'words', signature)).toBe(false)
  const { privateKey } = generateKeyPairSync('ed25519')
  expect(signedBy(key.publicKey, 'words', sign(null, Buffer.from('words'), privateKey).toString('base64'))).toBe(false)
  expect(signedBy('no key', 'words', signature)).toBe(false)
  expect(fingerprint(key.publicKey)).toMatch(/^([0-9a-f]{4} ){7}[0-9a-f]{4}$/)
})

test('several nodes are given one key, as text or as a file', () => {
  const text = readFileSync(join(data, 'keys', 'seal.key'), 'utf8')
  const elsewhere = join(data, 'node-2')
  const file = join(data, 'given.key')
  writeFileSync(file, text)
  for (const env of [{ WAYMARK_SEAL_KEY: text }, { WAYMARK_SEAL_KEY_FILE: file }])
    expect(openSealKey(elsewhere, env).of(one).publicKey).toBe(openSealKey(data).of(one).publicKey)
  expect(() => openSealKey(elsewhere, { WAYMARK_SEAL_KEY: 'short' })).toThrow(/holds no seal key/)
  expect(() => openSealKey(elsewhere, { WAYMARK_SEAL_KEY_FILE: join(data, 'none') })).toThrow(/there is no such file/)
})
