import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { clinics } from '../../care/clinic/clinic.store.ts'
import { type Instant, instant } from '../../medicine/time.ts'
import { writeLines } from '../../platform/audit/audit.store.ts'
import type { Database } from '../../platform/db/database.ts'
import { NeedsHelp } from '../../platform/db/needs-help.ts'
import { exportClinic } from '../../platform/journal/export.ts'
import { type SealEnv, sealGround } from '../../platform/journal/seal.ts'
import { withDatabase } from '../start/with-database.ts'
import { type Command, readWords } from './command.ts'
import { whichClinic } from './which-clinic.ts'

const usage = `export [--clinic NAME] FOLDER [--data DIR]

  Writes the whole record of a clinic into a folder that does not exist yet: the journal as JSON Lines with the hash of
  each event, the seals and the public key, every signed record and protocol version, the access trail, a signed list
  of all files, and a program of one file with which somebody else can verify them without Waymark.
  Waymark may be running; the export shows one moment. The folder holds charts in plain text: keep it as you keep charts.`

export const exportRecord: Command = {
  usage,
  async run(words) {
    const { given, rest } = readWords(words, usage, { clinic: { type: 'string' } })
    const [to, ...more] = rest
    if (to === undefined || more.length > 0) throw new NeedsHelp(`Name one folder.\nUsage: npx waymark ${usage}`)
    const folder = resolve(to)
    const { name, done } = await withDatabase('export', given.data, process.env, async ({ database, data }) => {
      const clinic = whichClinic(await clinics(database), given.clinic)
      await note(database, clinic.id, instant(Date.now()))
      const ground = sealGround({ database, data, env: process.env as SealEnv })
      return { name: clinic.name, done: await exportClinic({ ground, clinic, folder, along: ALONG, program: version, progress }) }
    })
    if (process.stderr.isTTY) process.stderr.write('\r\x1b[K')
    console.log(`${name}: ${done.events} events, ${done.seals} seals, ${done.files} files (${(done.bytes / 1e6).toFixed(1)} MB) in ${folder}`)
    console.log(`To verify it anywhere: node ${resolve(folder, 'verify-export.mjs')}`)
    return 0
  },
}

const beside = (path: string) => fileURLToPath(new URL(`../../../${path}`, import.meta.url))
const { version } = JSON.parse(readFileSync(beside('package.json'), 'utf8')) as { version: string }

export const ALONG = [
  { name: 'verify-export.mjs', from: beside('tools/verify-export.mjs') },
  { name: 'verifying.md', from: beside('docs/verifying.md') },
]

/** Written before anything goes out, so that the trail has it also when the export breaks off. */
const note = (database: Database, clinic: string, at: Instant): Promise<void> =>
  database.as(clinic, (tx) =>
    writeLines(tx, [
      { clinic, at, by: { kind: 'system', id: 'waymark', name: 'Waymark', roles: [] }, act: 'export', event: 'record.exported', reason: 'Command line' },
    ]),
  )

const progress = ({ events, of }: { readonly events: number; readonly of: number }) =>
  void (process.stderr.isTTY && process.stderr.write(`\r${events} of ${of} events written`))
