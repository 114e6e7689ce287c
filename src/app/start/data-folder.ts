import { accessSync, chmodSync, constants, existsSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { userInfo } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { NeedsHelp } from '../../platform/db/needs-help.ts'

const BESIDE = fileURLToPath(new URL('../../../data', import.meta.url))

export const dataPath = (given?: string): string => (given === undefined ? BESIDE : resolve(given))

/** The data folder, made where it is missing, known to be writable. */
export function dataFolder(given?: string): string {
  const folder = dataPath(given)
  try {
    if (!existsSync(folder)) make(folder)
    if (!statSync(folder).isDirectory()) throw new NeedsHelp(`${folder} is a file, not a folder. Choose another with --data DIR`)
    tryWriting(folder)
    return folder
  } catch (fault) {
    throw fault instanceof NeedsHelp ? fault : new NeedsHelp(explain(fault as NodeJS.ErrnoException, folder))
  }
}

/** Closed to others; root's can be passed through, for the database in it runs as another user. */
function make(folder: string): void {
  mkdirSync(folder, { recursive: true })
  chmodSync(folder, process.getuid?.() === 0 ? 0o711 : 0o700)
}

function tryWriting(folder: string): void {
  const file = join(folder, `.try-${process.pid}`)
  writeFileSync(file, 'x')
  rmSync(file)
  const secrets = join(folder, 'secrets.json')
  if (existsSync(secrets)) accessSync(secrets, constants.R_OK | constants.W_OK)
}

function explain(fault: NodeJS.ErrnoException, folder: string): string {
  const choose = 'or choose another folder with --data DIR'
  switch (fault.code) {
    case 'EACCES':
    case 'EPERM':
      return `The data folder ${folder} belongs to somebody else: user "${userName()}" may not write there. Start Waymark as its owner, ${choose}`
    case 'ENOSPC':
    case 'EDQUOT':
      return `The disk with the data folder ${folder} is full. Make room, ${choose}`
    case 'EROFS':
      return `The data folder ${folder} is on a disk that can only be read. Choose another with --data DIR`
    case 'ENOTDIR':
    case 'EEXIST':
      return `${folder} cannot be made: a part of that path is a file. Choose another folder with --data DIR`
    default:
      return `The data folder ${folder} cannot be used (${fault.message}). Choose another with --data DIR`
  }
}

function userName(): string {
  try {
    return userInfo().username
  } catch {
    return String(process.getuid?.())
  }
}
