import { randomBytes } from 'node:crypto'
import { chownSync, closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, statSync, writeSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** Keys this installation made for itself, in `secrets.json` of the data folder, readable by its owner alone. */
export function secret(dataDir: string, name: string, make: () => string = () => randomBytes(32).toString('base64url')): string {
  const file = join(dataDir, 'secrets.json')
  const kept: Record<string, string> = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {}
  const value = kept[name] ?? make()
  if (!(name in kept)) writePrivate(file, `${JSON.stringify({ ...kept, [name]: value }, null, 2)}\n`)
  return value
}

export const hasSecret = (dataDir: string, name: string): boolean => {
  const file = join(dataDir, 'secrets.json')
  return existsSync(file) && name in JSON.parse(readFileSync(file, 'utf8'))
}

/** Whole or not at all, even when the power fails; and under root it belongs to whoever owns the folder. */
export function writePrivate(file: string, text: string): void {
  const unfinished = `${file}.new`
  const handle = openSync(unfinished, 'w', 0o600)
  writeSync(handle, text)
  fsyncSync(handle)
  closeSync(handle)
  if (process.getuid?.() === 0) {
    const { uid, gid } = statSync(dirname(file))
    chownSync(unfinished, uid, gid)
  }
  renameSync(unfinished, file)
}
