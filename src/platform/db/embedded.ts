import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import type { Say } from './account.ts'
import { binariesFor } from './binaries.ts'
import { initialise, OWNER } from './initialise.ts'
import { NeedsHelp } from './needs-help.ts'
import { type Place, placeOf } from './place.ts'
import { type Postmaster, type Settings, startPostmaster } from './postmaster.ts'
import { hasSecret, secret } from './secrets.ts'

export type Embedded = {
  readonly port: number
  /** The address of one of its databases, as the owner. */
  url(database: string): string
  readonly place: Place
  /** True when the cluster was made just now. */
  readonly created: boolean
  stop(): Promise<void>
}

export type EmbeddedOptions = { readonly say: Say; readonly settings?: Settings; readonly initdb?: readonly string[] }

const FIRST_WAIT_MS = 200
const LONGEST_WAIT_MS = 3_000

/** PostgreSQL 18 as a child of this process, for this data folder alone, reachable from this machine alone. */
export async function startEmbedded(dataDir: string, { say, settings = {}, initdb = [] }: EmbeddedOptions): Promise<Embedded> {
  const place = placeOf(dataDir, say)
  if (existsSync(place.cluster) && !hasSecret(dataDir, 'database'))
    throw new NeedsHelp(`The key to the database in ${place.cluster} is missing: restore secrets.json in ${dataDir}.`)
  const password = secret(dataDir, 'database', () => randomBytes(24).toString('hex'))
  const binaries = binariesFor(place.account, say)
  const created = await initialise(place, binaries, password, initdb)

  let stopping = false
  let postmaster = await startPostmaster(place, binaries, say, settings)
  const { port } = postmaster
  watch(postmaster)
  return { port, place, created, url: (database) => ownerUrl(password, port, database), stop }

  async function stop(): Promise<void> {
    stopping = true
    await postmaster.stop()
  }

  /** A PostgreSQL that dies under a running Waymark is started again on the same port; the pools connect anew. */
  function watch(running: Postmaster): void {
    void running.gone.then(async () => {
      if (!stopping) say('PostgreSQL ended by itself; starting it again')
      const next = await again()
      if (!next) return
      postmaster = next
      if (stopping) await postmaster.stop()
      else watch(postmaster)
    })
  }

  /** Until it starts: a disk that was full is given room some day, and nobody should have to start Waymark for that. */
  async function again(): Promise<Postmaster | null> {
    let said = ''
    for (let wait = FIRST_WAIT_MS; !stopping; wait = Math.min(wait * 2, LONGEST_WAIT_MS)) {
      await pause(wait)
      try {
        return await startPostmaster(place, binaries, say, settings, port)
      } catch (fault) {
        const why = `The database is down, and is tried again. ${(fault as Error).message}`
        if (why !== said) say(why)
        said = why
      }
    }
    return null
  }
}

export const ownerUrl = (password: string, port: number, database: string): string => `postgres://${OWNER}:${password}@127.0.0.1:${port}/${database}`
