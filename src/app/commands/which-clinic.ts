import type { ClinicRow } from '../../care/clinic/clinic.store.ts'
import { NeedsHelp } from '../../platform/db/needs-help.ts'

/** The clinic a command is for: the one named, or the only real one, or the only demonstration. It is never guessed. */
export function whichClinic(clinics: readonly ClinicRow[], said: string | undefined): ClinicRow {
  const all = clinics.map(({ name, id }) => `  ${name}  (${id})`).join('\n')
  if (said !== undefined) {
    const found = clinics.filter(({ id, name }) => id === said || name === said)
    if (found[0] && found.length === 1) return found[0]
    throw new NeedsHelp(found.length > 1 ? `Several clinics are called ${said}. Say its id:\n${all}` : `There is no clinic ${said}. There are:\n${all}`)
  }
  const real = clinics.filter(({ demo }) => !demo)
  const [only, ...more] = real.length > 0 ? real : clinics
  if (!only) throw new NeedsHelp('There is no clinic yet. Open Waymark in the browser first and create one, or the demonstration.')
  if (more.length > 0) throw new NeedsHelp(`There are several clinics. Say which with --clinic:\n${all}`)
  return only
}
