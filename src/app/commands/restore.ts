import { resolve } from 'node:path'
import { headerOf } from '../../platform/backup/read.ts'
import { type Restored, restoreBackup } from '../../platform/backup/restore.ts'
import { NeedsHelp } from '../../platform/db/needs-help.ts'
import { prepare, reachDatabase } from '../../platform/db/start.ts'
import { dataFolder } from '../start/data-folder.ts'
import { claim } from '../start/instance.ts'
import { passphrase } from '../start/passphrase.ts'
import { clearLine, progress, sources, whose } from './backup.ts'
import { type Command, readWords } from './command.ts'
import { soundness } from './soundness.ts'

const usage = `restore FILE [--passphrase-file FILE] [--accept-flaw] [--data DIR]

  Puts a backup into an EMPTY data folder (--data DIR) or an empty database (DATABASE_URL): all of it in one step, checked, or
  nothing. Every row and file is compared with what was backed up, every event with its chain, every list with a rebuild.
  Refused with the reason: something is there already, a wrong passphrase, a file cut short or altered, a newer schema.
  --accept-flaw restores a journal that was already broken when it was backed up; see: npx waymark verify`

export const restore: Command = {
  usage,
  async run(words) {
    const { given, rest } = readWords(words, usage, { 'passphrase-file': { type: 'string' }, 'accept-flaw': { type: 'boolean' } })
    const [name] = rest
    if (name === undefined || rest.length > 1) throw new NeedsHelp(`Name one file.\nUsage: npx waymark ${usage}`)
    const file = resolve(name)
    const secret = await passphrase(sources(given['passphrase-file']), 'known')
    // Before a database is started or made: can the file be opened at all?
    const header = await headerOf(file, secret)
    say(`Backup of ${whose(header.clinics)}, taken ${header.takenAt} by Waymark ${header.waymark}`)
    const done = await into(given.data, { file, passphrase: secret, acceptFlaw: given['accept-flaw'] ?? false })
    for (const line of told(done)) console.log(line)
    return 0
  },
}

type Wanted = { readonly file: string; readonly passphrase: string; readonly acceptFlaw: boolean }

async function into(given: string | undefined, { acceptFlaw, ...wanted }: Wanted): Promise<Restored & { readonly notes: readonly string[] }> {
  const data = dataFolder(given)
  const instance = claim(data, 'restore')
  try {
    const reached = await reachDatabase(data, process.env, say)
    try {
      const notes: string[] = []
      const check = soundness(acceptFlaw, (note) => notes.push(note))
      const restored = await restoreBackup({ ...wanted, data, ownerUrl: reached.ownerUrl, progress, say, check })
      await prepare(reached.ownerUrl, data, process.env.WAYMARK_APP_DATABASE_URL)
      return { ...restored, notes }
    } finally {
      await reached.stop()
    }
  } finally {
    instance.release()
  }
}

function told({ header, rows, migrated, notes }: Restored & { readonly notes: readonly string[] }): string[] {
  return [
    `Restored ${rows} rows of ${whose(header.clinics)} as they were at ${header.takenAt}.`,
    ...(migrated.length > 0 ? [`It was of an older version and was brought up to this one: ${migrated.join(', ')}.`] : []),
    ...notes,
  ]
}

const say = (line: string): void => {
  clearLine()
  console.error(line)
}
