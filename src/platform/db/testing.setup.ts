import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { appLogin } from './app-login.ts'
import { type Embedded, startEmbedded } from './embedded.ts'
import { migrate } from './migrate.ts'
import { settleEarlier } from './orphan.ts'
import { alive } from './processes.ts'
import { writePrivate } from './secrets.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The folder through which test files ask for the run's database cluster. */
    databaseFolder: string
  }
}

const PREFIX = 'waymark-test-'
/** The data dies with the run, so nothing waits for the disk. */
const QUICK = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '300' }

/** One PostgreSQL for the whole run, started when the first test file asks for it: a run of pure tests never does. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  await sweep()
  const folder = mkdtempSync(join(tmpdir(), `${PREFIX}${process.pid}-`))
  chmodSync(folder, 0o755)
  project.provide('databaseFolder', folder)

  let starting: Promise<Embedded | null> | undefined
  const watch = setInterval(() => {
    if (starting || !existsSync(join(folder, 'wanted'))) return
    starting = cluster(folder)
  }, 20)
  return async () => {
    clearInterval(watch)
    const embedded = await starting
    await embedded?.stop()
    for (const place of [embedded?.place.folder, folder]) if (place) rmSync(place, { recursive: true, force: true })
  }
}

async function cluster(folder: string): Promise<Embedded | null> {
  try {
    const embedded = await startEmbedded(folder, { say: () => {}, settings: QUICK, initdb: ['--no-sync'] })
    await create(embedded.url('postgres'), 'template')
    const ownerUrl = embedded.url('template')
    await migrate(ownerUrl)
    writePrivate(join(folder, 'ready'), JSON.stringify({ ownerUrl, appUrl: await appLogin(ownerUrl, folder) }))
    return embedded
  } catch (fault) {
    writeFileSync(join(folder, 'failed'), (fault as Error).message)
    return null
  }
}

async function create(url: string, name: string): Promise<void> {
  const client = new pg.Client(url)
  await client.connect()
  await client.query(`create database ${name}`)
  await client.end()
}

/** What a killed run left behind. */
async function sweep(): Promise<void> {
  for (const name of readdirSync(tmpdir())) {
    const pid = Number(/^waymark-test-(\d+)-/.exec(name)?.[1])
    if (!pid || alive(pid)) continue
    const folder = join(tmpdir(), name)
    await settleEarlier(join(folder, 'db'), () => {}).catch(() => {})
    rmSync(folder, { recursive: true, force: true })
  }
}
