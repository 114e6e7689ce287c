import { clinics } from '../../care/clinic/clinic.store.ts'
import type { Database } from '../../platform/db/database.ts'
import { NeedsHelp } from '../../platform/db/needs-help.ts'
import { lastSeal, type SealEnv, type SealGround, type SealOutcome, sealClinic, sealGround } from '../../platform/journal/seal.ts'
import { withDatabase } from '../start/with-database.ts'
import { type Command, readWords } from './command.ts'
import { whichClinic } from './which-clinic.ts'

const usage = `seal [--clinic NAME] [--print] [--anew WHY] [--data DIR]

  Seals what the journal of each clinic holds at this moment, as the daily job does: one signed sentence about every
  stream, kept in the database and in the data folder (seals/). Ends with 1 when what was sealed before does not hold.

  --clinic NAME  that clinic only, by name or id
  --print        seals nothing; prints the last seal of each clinic as one line of JSON, to be sent somewhere else
  --anew WHY     begins anew after a restore of an older backup or with another key; the reason stays in the seal`

export const seal: Command = {
  usage,
  async run(words) {
    const { given } = readWords(words, usage, { clinic: { type: 'string' }, print: { type: 'boolean' }, anew: { type: 'string' } })
    if (given.anew !== undefined && given.anew.trim() === '') throw new NeedsHelp('--anew needs the reason, in words.')
    return withDatabase('seal', given.data, process.env, async ({ database, data }) => {
      const ground = sealGround({ database, data, env: process.env as SealEnv })
      const chosen = await asked(database, given.clinic, given.anew !== undefined)
      if (given.print) return print(ground, chosen)
      const options = given.anew === undefined ? {} : { anew: given.anew }
      let ended = 0
      for (const { id, name } of chosen) {
        const outcome = await sealClinic(ground, id, options)
        console.log(said(name, outcome))
        if (outcome.kind === 'broken') ended = 1
      }
      return ended
    })
  },
}

/** Beginning anew is for one clinic, and never guessed. */
async function asked(database: Database, said: string | undefined, one: boolean) {
  const all = await clinics(database)
  return said === undefined && !one ? all : [whichClinic(all, said)]
}

async function print(ground: SealGround, chosen: readonly { readonly id: string; readonly name: string }[]): Promise<number> {
  for (const { id, name } of chosen) {
    const last = await lastSeal(ground, id)
    if (last) console.log(last)
    else console.error(`${name} is not sealed yet.`)
  }
  return 0
}

function said(name: string, outcome: SealOutcome): string {
  if (outcome.kind === 'broken') return `${name}: not sealed. ${outcome.what}`
  const { number, events, streams, changes } = outcome.seal
  return `${name}: seal ${number}, ${events} events in ${streams} streams, ${changes.lines} changed since the seal before. ${outcome.hash}`
}
