import { clinics } from '../../care/clinic/clinic.store.ts'
import { staffProjection } from '../../care/staff/staff.store.ts'
import { ROLES } from '../../care/staff/staff.ts'
import { issueToken } from '../../care/staff/token.store.ts'
import type { Role } from '../../medicine/record.ts'
import { NeedsHelp } from '../../platform/db/needs-help.ts'
import { openJournal } from '../../platform/journal/postgres.ts'
import { withDatabase } from '../start/with-database.ts'
import { type Command, readWords } from './command.ts'
import { whichClinic } from './which-clinic.ts'

const usage = `token --role ROLE[,ROLE] [--name NAME] [--days 90] [--clinic NAME] [--data DIR]

  Makes a token with the rights of these roles (${ROLES.filter((role) => role !== 'patient').join(', ')}), but for what only a
  person may do: sign, override, break the glass. It is printed once and kept nowhere; an owner revokes it under Staff.
  A script sends it as: Authorization: Bearer TOKEN`

/** The token alone goes to standard output, so that a script can take it: TOKEN=$(npx waymark token --role nurse) */
export const token: Command = {
  usage,
  async run(words) {
    const { given } = readWords(words, usage, {
      role: { type: 'string', required: true },
      name: { type: 'string' },
      days: { type: 'string' },
      clinic: { type: 'string' },
    })
    const roles = rolesIn(given.role)
    const wish = { roles, name: given.name ?? `Script (${roles.join(', ')})`, days: daysIn(given.days ?? '90') }
    const made = await withDatabase('token', given.data, process.env, async ({ database }) => {
      const clinic = whichClinic(await clinics(database), given.clinic)
      const journal = openJournal({ database, projections: [staffProjection] })
      return { ...(await issueToken(journal, { clinic: clinic.id, ...wish })), clinic: clinic.name }
    })
    console.error(`Token of ${made.clinic} for ${roles.join(', ')}, good until ${made.expiresAt.slice(0, 10)}. It is shown this once:`)
    console.log(made.text)
    return 0
  },
}

function rolesIn(text: string): Role[] {
  const words = text.split(',').map((word) => word.trim())
  const unknown = words.find((word) => word === 'patient' || !ROLES.includes(word as Role))
  if (unknown !== undefined) throw new NeedsHelp(`There is no role "${unknown}" for a token.\nUsage: npx waymark ${usage}`)
  return [...new Set(words as Role[])]
}

function daysIn(text: string): number {
  const days = /^\d{1,4}$/.test(text) ? Number(text) : 0
  if (days < 1) throw new NeedsHelp('--days needs a whole number of days.')
  return days
}
