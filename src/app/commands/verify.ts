import { readFileSync } from 'node:fs'
import { clinics } from '../../care/clinic/clinic.store.ts'
import { instant } from '../../medicine/time.ts'
import { NeedsHelp } from '../../platform/db/needs-help.ts'
import { type SealEnv, sealPlace, signedSeals } from '../../platform/journal/seal.ts'
import { verdict } from '../../platform/journal/verdict.ts'
import { verify as verifyJournal } from '../../platform/journal/verify.ts'
import { withDatabase } from '../start/with-database.ts'
import { type Command, readWords } from './command.ts'

const usage = `verify [--full] [--seen FILE] [--key HEX] [--data DIR]

  Computes the chain of every stream anew, holds it to the daily seals, and names the first event that was edited,
  removed, put elsewhere or added behind the program's back. Ends with 0 when all is as it was written, with 1 when
  something is not. Waymark may be running.

  --full       everything anew, also what an earlier run found whole and the database's fingerprint calls unchanged
  --seen FILE  seals that were sent out (npx waymark seal --print): each must be among ours
  --key HEX    the public key the seals must be signed with, as it was written down elsewhere`

export const verify: Command = {
  usage,
  async run(words) {
    const { given } = readWords(words, usage, { full: { type: 'boolean' }, seen: { type: 'string' }, key: { type: 'string' } })
    const witnesses = given.seen === undefined ? [] : signedSeals(textOf(given.seen))
    if (given.key !== undefined && !/^[0-9a-f]{64}$/.test(given.key))
      throw new NeedsHelp('--key needs the public key as 64 hex digits, as npx waymark seal --print shows it.')
    const [found, names] = await withDatabase('verify', given.data, process.env, async ({ database, data }) => {
      const seals = { ...sealPlace(data, process.env as SealEnv), witnesses, ...(given.key !== undefined && { trusted: given.key }) }
      const verified = await verifyJournal(database, { progress: counted, seals, full: given.full, now: instant(Date.now()) })
      return [verified, new Map((await clinics(database)).map(({ id, name }) => [id, name]))] as const
    })
    if (process.stderr.isTTY) process.stderr.write('\r\x1b[K')
    console.log(verdict(found, (clinic) => names.get(clinic) ?? `Clinic ${clinic}`))
    return found.clean ? 0 : 1
  },
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (fault) {
    throw new NeedsHelp(`${file} cannot be read: ${(fault as Error).message}`)
  }
}

const counted = (events: number) => void (process.stderr.isTTY && process.stderr.write(`\r${events} events looked at`))
