import { setTimeout as pause } from 'node:timers/promises'
import { type Database, openDatabase } from '../../platform/db/database.ts'
import { NeedsHelp } from '../../platform/db/needs-help.ts'
import { addressesOf, type DatabaseEnv, startDatabase } from '../../platform/db/start.ts'
import { dataFolder } from './data-folder.ts'
import { claim, type Running, running } from './instance.ts'

export type Reach = { readonly database: Database; readonly data: string /** The server that is running, if one is. */; readonly server: Running | null }

/** A command's way to the database: beside a running Waymark, or, where none runs, with the database started for as long as it takes. */
export async function withDatabase<T>(command: string, given: string | undefined, env: DatabaseEnv, work: (reach: Reach) => Promise<T>): Promise<T> {
  const data = dataFolder(given)
  const server = await settled(data)
  if (server) return using(openDatabase(addressesOf(data, env, server.databasePort)), (database) => work({ database, data, server }))

  const instance = claim(data, command)
  try {
    const started = await startDatabase(data, env, (line) => console.error(line))
    instance.tell({ ready: true, ...(started.port ? { databasePort: started.port } : {}) })
    try {
      return await using(openDatabase(started), (database) => work({ database, data, server: null }))
    } finally {
      await started.stop()
    }
  } finally {
    instance.release()
  }
}

async function using<T>(database: Database, work: (database: Database) => Promise<T>): Promise<T> {
  try {
    return await work(database)
  } finally {
    await database.close()
  }
}

/** A Waymark that is just starting is waited for; another command is not, for it owns the database it started. */
async function settled(data: string): Promise<Running | null> {
  for (let tries = 0; tries < 100; tries++) {
    const found = running(data)
    if (found?.command !== 'start') return null
    if (found.ready) return found
    await pause(200)
  }
  throw new NeedsHelp('Waymark has been starting for 20 seconds and is not ready. Look at its messages first.')
}
