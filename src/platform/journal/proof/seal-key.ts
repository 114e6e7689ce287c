import { createPrivateKey, createPublicKey, hash, hkdfSync, type KeyObject, randomBytes, sign as signWith, verify as verifyWith } from 'node:crypto'
import { existsSync, linkSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { NeedsHelp } from '../../db/needs-help.ts'
import { writePrivate } from '../../db/secrets.ts'

/** The key of one clinic: Ed25519, its public half as 32 bytes in hex. */
export type ClinicKey = { readonly publicKey: string; sign(text: string): string }
export type SealKey = { of(clinic: string): ClinicKey }
export type SealEnv = { readonly WAYMARK_SEAL_KEY?: string | undefined; readonly WAYMARK_SEAL_KEY_FILE?: string | undefined }

/** What stands before the 32 bytes in DER (RFC 8410). */
const PRIVATE = Buffer.from('302e020100300506032b657004220420', 'hex')
const PUBLIC = Buffer.from('302a300506032b6570032100', 'hex')

/**
 * The installation's secret, from which each clinic's key follows. It is never in the database: in the environment
 * (several nodes on one database share it) or in `keys/seal.key` of the data folder, made there when nothing was sealed yet.
 */
export function openSealKey(data: string, env: SealEnv = {}): SealKey {
  return keysFrom(given(env) ?? kept(data))
}

/** The same, where it is installed already; null where it is not. Nothing is made. */
export function installedKey(data: string, env: SealEnv = {}): SealKey | null {
  const file = keptIn(data)
  const secret = given(env) ?? (existsSync(file) ? secretIn(readFileSync(file, 'utf8'), file) : null)
  return secret && keysFrom(secret)
}

const keptIn = (data: string): string => join(data, 'keys', 'seal.key')

export function keysFrom(secret: Buffer): SealKey {
  return {
    of(clinic) {
      const seed = Buffer.from(hkdfSync('sha256', secret, clinic, 'waymark seal key', 32))
      const key = createPrivateKey({ key: Buffer.concat([PRIVATE, seed]), format: 'der', type: 'pkcs8' })
      return { publicKey: rawOf(createPublicKey(key)), sign: (text) => signWith(null, Buffer.from(text), key).toString('base64') }
    },
  }
}

function given({ WAYMARK_SEAL_KEY: text, WAYMARK_SEAL_KEY_FILE: file }: SealEnv): Buffer | null {
  if (text) return secretIn(text, 'WAYMARK_SEAL_KEY')
  if (!file) return null
  if (!existsSync(file)) throw new NeedsHelp(`WAYMARK_SEAL_KEY_FILE names ${file}, and there is no such file.`)
  return secretIn(readFileSync(file, 'utf8'), file)
}

function kept(data: string): Buffer {
  const file = keptIn(data)
  if (existsSync(file)) return secretIn(readFileSync(file, 'utf8'), file)
  if (hasSeals(data)) throw new NeedsHelp(`The key that seals the journal is gone: ${file}. Put it back from a backup, or give it in WAYMARK_SEAL_KEY.`)
  make(file)
  return secretIn(readFileSync(file, 'utf8'), file)
}

/** Two processes that make one at the same moment must not have two: a link is made or not made. */
function make(file: string): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  const offered = `${file}.${process.pid}`
  writePrivate(offered, `${randomBytes(32).toString('base64url')}\n`)
  try {
    linkSync(offered, file)
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code !== 'EEXIST') throw fault
  } finally {
    rmSync(offered, { force: true })
  }
}

const hasSeals = (data: string): boolean => existsSync(join(data, 'seals')) && readdirSync(join(data, 'seals')).some((name) => name.endsWith('.jsonl'))

function secretIn(text: string, where: string): Buffer {
  const secret = Buffer.from(text.trim(), 'base64url')
  if (secret.length === 32) return secret
  throw new NeedsHelp(`${where} holds no seal key: 32 bytes in base64url are needed, such as 'openssl rand -base64 32' prints.`)
}

export function signedBy(publicKey: string, text: string, signature: string): boolean {
  try {
    return verifyWith(null, Buffer.from(text), publicOf(publicKey), Buffer.from(signature, 'base64'))
  } catch {
    return false
  }
}

/** For people and for `openssl`. */
export const pemOf = (publicKey: string): string => publicOf(publicKey).export({ format: 'pem', type: 'spki' }).toString()
/** The 32 bytes of a public key in PEM, in hex. */
export const publicKeyIn = (pem: string): string => rawOf(createPublicKey(pem))
/** Short enough to be read over the telephone. */
export const fingerprint = (publicKey: string): string => (hash('sha256', Buffer.from(publicKey, 'hex')).slice(0, 32).match(/.{4}/g) ?? []).join(' ')

const publicOf = (publicKey: string): KeyObject => createPublicKey({ key: Buffer.concat([PUBLIC, Buffer.from(publicKey, 'hex')]), format: 'der', type: 'spki' })
const rawOf = (key: KeyObject): string => key.export({ format: 'der', type: 'spki' }).subarray(-32).toString('hex')
