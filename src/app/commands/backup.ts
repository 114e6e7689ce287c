import { hostname } from 'node:os'
import { resolve } from 'node:path'
import { instant } from '../../medicine/time.ts'
import { recordRun } from '../../platform/backup/ledger.ts'
import { type Progress, writeBackup } from '../../platform/backup/write.ts'
import { NeedsHelp } from '../../platform/db/needs-help.ts'
import { uuid7 } from '../../platform/journal/uuid7.ts'
import { passphrase } from '../start/passphrase.ts'
import { VERSION } from '../start/version.ts'
import { withDatabase } from '../start/with-database.ts'
import { type Command, readWords } from './command.ts'

const usage = `backup FILE [--passphrase-file FILE] [--force] [--data DIR]

  Writes one moment of everything into one encrypted file: every clinic, every sign-in, and the keys in the data folder.
  Waymark may be running; nobody waits. The file is read back and checked before it gets its name.
  The passphrase is asked for, or taken from WAYMARK_BACKUP_PASSPHRASE or the first line of --passphrase-file.
  A forgotten passphrase cannot be recovered, by nobody. An existing file is never written over without --force.
  The ordinary tools open it too: age -d FILE | tar xz`

export const backup: Command = {
  usage,
  async run(words) {
    const { given, rest } = readWords(words, usage, { 'passphrase-file': { type: 'string' }, force: { type: 'boolean' } })
    const [name] = rest
    if (name === undefined || rest.length > 1) throw new NeedsHelp(`Name one file.\nUsage: npx waymark ${usage}`)
    const file = resolve(name)
    const secret = await passphrase(sources(given['passphrase-file']), 'new')
    const { WAYMARK_SECRET: signIn } = process.env
    const made = await withDatabase('backup', given.data, process.env, async ({ database, data }) => {
      const startedAt = instant(Date.now())
      const order = { ownerUrl: database.ownerUrl, data, file, passphrase: secret, force: given.force ?? false, waymark: VERSION, takenAt: startedAt, progress }
      const written = await writeBackup({ ...order, ...(signIn ? { signIn } : {}) })
      await recordRun(database, { id: uuid7(), kind: 'by-hand', node: hostname(), file, startedAt, finishedAt: instant(Date.now()), made: written })
      return written
    })
    clearLine()
    console.log(`Backed up ${made.rows} rows of ${whose(made.header.clinics)} to ${file} (${size(made.bytes)}), and read it back.`)
    console.log(`SHA-256 ${made.sha256}`)
    console.log('Without the passphrase nobody can open it, not even we. Keep both, and not in the same place.')
    return 0
  },
}

export const sources = (file: string | undefined) => ({
  file,
  env: process.env.WAYMARK_BACKUP_PASSPHRASE,
  terminal: { in: process.stdin, out: process.stderr },
})

export const whose = (clinics: readonly { readonly name: string }[]): string =>
  clinics.length === 1 ? (clinics[0]?.name ?? '') : `${clinics.length === 0 ? 'no' : clinics.length} clinics`

const size = (bytes: number): string => (bytes < 1e6 ? `${Math.ceil(bytes / 1e3)} kB` : `${(bytes / 1e6).toFixed(1)} MB`)

export const progress = ({ rows, of, table }: Progress): void => {
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${rows} of ${of} rows, ${table}`)
}
export const clearLine = (): void => {
  if (process.stderr.isTTY) process.stderr.write('\r\x1b[K')
}
