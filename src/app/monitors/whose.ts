import type { ClinicRow } from '../../care/clinic/clinic.store.ts'
import { NeedsHelp } from '../../platform/db/needs-help.ts'

/**
 * Whose monitors speak on a port. Said by id or name it is that clinic; else the only real one, and where there
 * is none, the newest demonstration. With several real clinics nobody guesses: a reading in the wrong house is worse than none.
 * Null: there is no clinic yet.
 */
export function whoseMonitors(clinics: readonly ClinicRow[], said?: string): ClinicRow | null {
  if (said !== undefined) {
    const named = clinics.filter(({ name }) => name === said)
    const found = clinics.find(({ id }) => id === said) ?? named[0]
    if (named.length > 1 && found === named[0])
      throw new NeedsHelp(`${named.length} clinics are called ${said}. Say which by its id: ${named.map(({ id }) => id).join(', ')}`)
    if (!found) throw new NeedsHelp(`There is no clinic ${said}. There are: ${clinics.map(({ name, id }) => `${name} (${id})`).join(', ')}`)
    return found
  }
  const real = clinics.filter(({ demo }) => !demo)
  if (real.length > 1)
    throw new NeedsHelp(
      `There are ${real.length} clinics. Say whose monitors these are with --mllp-clinic: ${real.map(({ name, id }) => `${name} (${id})`).join(', ')}`,
    )
  return real[0] ?? clinics.findLast(({ demo }) => demo) ?? null
}
