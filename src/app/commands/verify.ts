import { verdict, verify as verifyJournal } from '../../platform/journal/verify.ts'
import { withDatabase } from '../start/with-database.ts'
import { type Command, readWords } from './command.ts'

const usage = `verify [--data DIR]

  Computes the chain of every stream anew and names the first event that was edited, removed or put elsewhere.
  Ends with 0 when all is as it was written, with 1 when something is not. Waymark may be running.`

export const verify: Command = {
  usage,
  async run(words) {
    const { given } = readWords(words, usage, {})
    const found = await withDatabase('verify', given.data, process.env, ({ database }) => verifyJournal(database, counted))
    if (process.stderr.isTTY) process.stderr.write('\r\x1b[K')
    console.log(verdict(found))
    return found.flaw ? 1 : 0
  },
}

const counted = (events: number) => void (process.stderr.isTTY && process.stderr.write(`\r${events} events looked at`))
