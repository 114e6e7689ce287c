import { createHash } from 'node:crypto'
import { closeSync, existsSync, fsyncSync, mkdirSync, mkdtempSync, openSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { NeedsHelp } from '../db/needs-help.ts'
import { secret } from '../db/secrets.ts'

/** What must survive and is no table: folders and files of the data folder, taken when they are there. */
const KEPT = ['seals', 'keys'] as const
/** Of `secrets.json` everything but what opens this machine's own database; a restored one has its own. */
const SECRETS = 'secrets.json'
const ofThisMachine = (name: string): boolean => name === 'database' || name.startsWith('app ')

export type KeptFile = { readonly name: string; readonly bytes: Buffer }

/** The files a backup of this data folder takes. `signIn` stands in where the key to sign-in is given from outside (WAYMARK_SECRET). */
export function keptFiles(data: string, signIn?: string): KeptFile[] {
  const found = KEPT.flatMap((name) => below(data, name)).sort()
  const files = found.map((name) => ({ name, bytes: readFileSync(join(data, name)) }))
  const secrets = { ...secretsOf(data), ...(signIn ? { 'sign-in': signIn } : {}) }
  return Object.keys(secrets).length > 0 ? [{ name: SECRETS, bytes: Buffer.from(`${JSON.stringify(secrets, null, 2)}\n`) }, ...files] : files
}

function secretsOf(data: string): Record<string, string> {
  const file = join(data, SECRETS)
  const all: Record<string, string> = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {}
  return Object.fromEntries(Object.entries(all).filter(([name]) => !ofThisMachine(name)))
}

function below(data: string, name: string): string[] {
  const path = join(data, name)
  if (!existsSync(path)) return []
  if (!statSync(path).isDirectory()) return [name]
  return readdirSync(path).flatMap((inner) => below(data, `${name}/${inner}`))
}

export const digestOfFile = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex')

/** Before anything is written: names that lead elsewhere, and files that are there and say something else. */
export function expectRoom(data: string, files: readonly KeptFile[]): void {
  for (const { name, bytes } of files) {
    if (name === SECRETS) continue
    const [top = ''] = name.split('/')
    if (normalize(name) !== name || name.includes('\\') || !(KEPT as readonly string[]).includes(top))
      throw new NeedsHelp(`The backup holds a file ${name}, which belongs to no place Waymark knows.`)
    const place = join(data, name)
    if (existsSync(place) && !readFileSync(place).equals(bytes))
      throw new NeedsHelp(`${place} is there already and says something else than the backup. Restore into an empty data folder (--data DIR).`)
  }
}

/** The files in a folder that is gone again afterwards, for checks that need them where a data folder has them. */
export async function staged<T>(data: string, files: readonly KeptFile[], work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(data, '.restoring-'))
  try {
    plantFiles(folder, files)
    return await work(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Puts them in their places, whole or not at all. Keys this installation has made meanwhile give way: what they would open came from elsewhere. */
export function plantFiles(data: string, files: readonly KeptFile[]): void {
  for (const { name, bytes } of files) {
    if (name !== SECRETS) writeWhole(join(data, name), bytes)
    else for (const [key, value] of Object.entries(JSON.parse(bytes.toString('utf8')) as Record<string, string>)) replaceSecret(data, key, value)
  }
}

function replaceSecret(data: string, name: string, value: string): void {
  if (ofThisMachine(name) || secret(data, name, () => value) === value) return
  const file = join(data, SECRETS)
  writeWhole(file, Buffer.from(`${JSON.stringify({ ...JSON.parse(readFileSync(file, 'utf8')), [name]: value }, null, 2)}\n`))
}

function writeWhole(file: string, bytes: Buffer): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  const unfinished = `${file}.new`
  rmSync(unfinished, { force: true })
  const handle = openSync(unfinished, 'wx', 0o600)
  writeSync(handle, bytes)
  fsyncSync(handle)
  closeSync(handle)
  renameSync(unfinished, file)
}
