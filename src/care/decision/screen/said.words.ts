import type { SaidBy } from '../../../medicine/rules/types.ts'
import type { Instant } from '../../../medicine/time.ts'

const KIND = { patient: 'the patient', clinician: 'clinician', device: 'device', import: 'imported' } as const

/** Who says so, with what they are. */
export const sourceWords = ({ kind, by }: SaidBy): string => (kind === 'patient' ? `${by} (patient)` : `${by} (${KIND[kind]})`)

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** As exact as it was said: 2026, Nov 2026, 25 Nov 2026. */
export function dateWords(at: string): string {
  const [year, month, day] = at.slice(0, 10).split('-')
  const named = month ? `${MONTHS[Number(month) - 1]} ${year}` : (year ?? '')
  return day ? `${Number(day)} ${named}` : named
}

/** How long ago, no finer than it was said. */
export function ageWords(at: string, now: Instant): string {
  if (at.length < 7) return `${Number(now.slice(0, 4)) - Number(at)} years ago`
  const days = Math.floor(
    (Date.parse(`${now.slice(0, 10)}T00:00:00Z`) - Date.parse(`${(at.length < 10 ? `${at}-01` : at).slice(0, 10)}T00:00:00Z`)) / 86_400_000,
  )
  if (days <= 0) return at.length < 10 ? 'this month' : 'today'
  if (days < 60) return `${days} ${days === 1 ? 'day' : 'days'} ago`
  return days < 730 ? `${Math.floor(days / 30.44)} months ago` : `${Math.floor(days / 365.25)} years ago`
}
