import type { Reason } from '../../medicine/record.ts'
import type { Allergy, Registered } from './patient.types.ts'

/** Spelling of capitals and spaces makes no second allergy. */
export const sameSubstance = (a: string, b: string): boolean => plain(a) === plain(b)
const plain = (text: string) => text.normalize('NFKC').trim().replaceAll(/\s+/g, ' ').toLowerCase()

export function recordObjections({ allergies }: Registered, { substance }: Allergy): Reason[] {
  if (plain(substance) === '') return [{ code: 'no-substance', field: 'substance', message: 'Name the substance.' }]
  const listed = allergies.find((one) => sameSubstance(one.substance, substance))
  if (listed) return [{ code: 'already-listed', field: 'substance', message: `${listed.substance} is listed already. Withdraw it first to write it anew.` }]
  return SAYS_NONE.test(plain(substance))
    ? [{ code: 'says-none', field: 'substance', message: 'This would read as an allergy called “none”. Use “No known allergies”.' }]
    : []
}

/** How people write "none" into such a field; kept as a substance it would hide that the question was answered. */
const SAYS_NONE = /^(none|nil|no|n\/?a|nkda|nka|no (known )?(drug )?allerg(y|ies)|unknown|-+|\?+)\.?$/

export function withdrawObjections({ allergies }: Registered, { substance, reason }: { readonly substance: string; readonly reason: string }): Reason[] {
  const listed = allergies.some((one) => sameSubstance(one.substance, substance))
  return [
    ...(listed ? [] : [{ code: 'not-listed', field: 'substance', message: `${substance} is not listed.` }]),
    ...(reason.trim() === '' ? [{ code: 'no-reason', field: 'reason', message: 'Say why.' }] : []),
  ]
}

export const noneObjections = ({ allergies }: Registered): Reason[] =>
  allergies.length === 0
    ? []
    : [
        {
          code: 'allergies-listed',
          message: `Listed: ${allergies.map(({ substance }) => substance).join(', ')}. Withdraw what is wrong before saying there are none.`,
        },
      ]
