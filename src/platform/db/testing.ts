import { randomUUID } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, inject } from 'vitest'
import { type Database, openDatabase } from './database.ts'

export type Fresh = {
  readonly database: Database
  readonly ownerUrl: string
  readonly appUrl: string
  /** A clinic that exists already. */
  readonly clinic: string
  /** One more clinic; answers its id. */
  newClinic(name?: string): Promise<string>
}

/**
 * A database of this test file's own, migrated and empty but for one clinic, on the real PostgreSQL.
 * Call it at the top of the file, `const { database, clinic } = await freshDatabase()`; it closes itself after the last test.
 */
export async function freshDatabase(): Promise<Fresh> {
  const template = await cluster(inject('databaseFolder'))
  const name = `t_${randomUUID().replaceAll('-', '')}`
  await clone(template.ownerUrl, name)
  const urls = { ownerUrl: renamed(template.ownerUrl, name), appUrl: renamed(template.appUrl, name) }
  const database = openDatabase({ ...urls, connections: 8 })
  afterAll(database.close)
  const newClinic = async (clinicName = 'Test clinic') => {
    const id = randomUUID()
    await database.as(id, (tx) => tx.sql`insert into clinic (id, name, zone) values (${id}, ${clinicName}, 'America/New_York')`)
    return id
  }
  return { database, ...urls, clinic: await newClinic(), newClinic }
}

type Urls = { readonly ownerUrl: string; readonly appUrl: string }

async function cluster(folder: string): Promise<Urls> {
  writeFileSync(join(folder, 'wanted'), '')
  while (!existsSync(join(folder, 'ready'))) {
    const failed = join(folder, 'failed')
    if (existsSync(failed)) throw new Error(readFileSync(failed, 'utf8'))
    await pause(20)
  }
  return JSON.parse(readFileSync(join(folder, 'ready'), 'utf8'))
}

async function clone(ownerUrl: string, name: string): Promise<void> {
  const client = new pg.Client(renamed(ownerUrl, 'postgres'))
  await client.connect()
  await client.query(`create database ${name} template template`)
  await client.end()
}

function renamed(text: string, name: string): string {
  const url = new URL(text)
  url.pathname = `/${name}`
  return url.href
}
