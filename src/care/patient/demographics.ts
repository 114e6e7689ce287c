import type { Demographics, Sex } from './patient.ts'

export const sexWords: Readonly<Record<Sex, string>> = { female: 'Female', male: 'Male', other: 'Other', unknown: 'Not asked or not said' }
export const sexes: { value: Sex; label: string }[] = (Object.keys(sexWords) as Sex[]).map((value) => ({ value, label: sexWords[value] }))

/** A filled-in form as demographics: trimmed, and what was left empty is absent, not blank. */
export function kept({ givenName, familyName, birthDate, sex, ...rest }: Required<Demographics>): Demographics {
  const optional = Object.entries(rest)
    .map(([name, value]) => [name, value.trim()])
    .filter(([, value]) => value)
  return { givenName: givenName.trim(), familyName: familyName.trim(), birthDate, sex, ...Object.fromEntries(optional) }
}
