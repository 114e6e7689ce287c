import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll } from 'vitest'
import { openDatabase } from '../db/database.ts'

export const PASSPHRASE = 'heron lantern gravel moss'
/** Guessing is made cheap, for a test guesses often. */
export const WORK = 4

/** A folder of this test file's own. */
export function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'waymark-backup-'))
  afterAll(() => rmSync(made, { recursive: true, force: true }))
  return made
}

/** A database with nothing in it, on the same server as `beside`; and the same address as the login the server works as. */
export async function emptyDatabase(beside: { readonly ownerUrl: string; readonly appUrl: string }) {
  const name = `t_${randomUUID().replaceAll('-', '')}`
  const client = new pg.Client(beside.ownerUrl)
  await client.connect()
  await client.query(`create database ${name}`)
  await client.end()
  const renamed = (text: string) => Object.assign(new URL(text), { pathname: `/${name}` }).href
  const urls = { ownerUrl: renamed(beside.ownerUrl), appUrl: renamed(beside.appUrl) }
  const open = () => {
    const database = openDatabase({ ...urls, connections: 8 })
    afterAll(database.close)
    return database
  }
  return { ...urls, open }
}

export async function ask<Row extends pg.QueryResultRow>(url: string, text: string): Promise<Row[]> {
  const client = new pg.Client(url)
  await client.connect()
  try {
    return (await client.query<Row>(text)).rows
  } finally {
    await client.end()
  }
}
