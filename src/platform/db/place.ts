import { createHash } from 'node:crypto'
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Account, canEnter, databaseAccount, ownerOf, type Say } from './account.ts'
import { NeedsHelp } from './needs-help.ts'

/** Where a data folder's database lies, and who runs it. */
export type Place = { readonly folder: string; readonly cluster: string; readonly account: Account }

const POINTER = 'database-is-at.txt'

/**
 * In the data folder itself; or, when root starts Waymark where PostgreSQL's user may not go (a 0700 home),
 * in a folder of the machine, and a file in the data folder says which.
 */
export function placeOf(dataDir: string, say: Say): Place {
  const pointed = pointerIn(dataDir)
  if (pointed) return existing(pointed)
  if (existsSync(join(dataDir, 'db'))) return existing(dataDir)
  const account = databaseAccount(say)
  return { ...at(canEnter(account, dataDir) ? dataDir : elsewhere(dataDir, account, say)), account }
}

const at = (folder: string) => ({ folder, cluster: join(folder, 'db') })

function existing(folder: string): Place {
  const place = at(folder)
  return { ...place, account: ownerOf(existsSync(place.cluster) ? place.cluster : folder) }
}

function pointerIn(dataDir: string): string | null {
  const file = join(dataDir, POINTER)
  if (!existsSync(file)) return null
  const folder = readFileSync(file, 'utf8').split('\n')[0] ?? ''
  if (existsSync(folder)) return folder
  throw new NeedsHelp(
    `The database of ${dataDir} should lie in ${folder}, but nothing is there. Restore that folder; or remove ${file} to begin with an empty database.`,
  )
}

function elsewhere(dataDir: string, account: Account, say: Say): string {
  const name = createHash('sha256').update(realpathSync(dataDir)).digest('hex').slice(0, 10)
  const folder = unused(join(sharedFolder(account), name), dataDir, say)
  mkdirSync(folder, { mode: 0o700 })
  if (account) chownSync(folder, account.uid, account.gid)
  writeFileSync(
    join(dataDir, POINTER),
    `${folder}\nPostgreSQL runs as "${account?.name}", who cannot enter this folder. Keep this file: it leads to the database. Back up both.\n`,
  )
  say(`The database lies in ${folder}, because PostgreSQL's user "${account?.name}" cannot enter ${dataDir}`)
  return folder
}

/** A data folder that was deleted leaves its database behind; it is somebody's clinic, so it is left alone and named. */
function unused(wanted: string, dataDir: string, say: Say): string {
  if (!existsSync(wanted)) return wanted
  for (let n = 2; ; n++) {
    if (existsSync(`${wanted}-${n}`)) continue
    say(`An earlier database of ${dataDir} is still in ${wanted}${n > 2 ? ` … ${wanted}-${n - 1}` : ''}; it is left as it is`)
    return `${wanted}-${n}`
  }
}

/** The first folder of the machine that root can make and `account` can enter. */
export function sharedFolder(account: Account): string {
  for (const folder of ['/var/lib/waymark', '/opt/waymark', '/srv/waymark']) {
    try {
      mkdirSync(folder, { recursive: true, mode: 0o755 })
      chmodSync(folder, 0o755)
      if (canEnter(account, folder)) return folder
    } catch {}
  }
  throw new NeedsHelp(`No folder was found that "${account?.name}" can enter for the database. Choose one with --data, or start Waymark as an ordinary user.`)
}
