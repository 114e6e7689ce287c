/** The answer to "may this person open this chart?"; the one place where it is decided, for every route that shows one. */
export type ChartVerdict =
  | { readonly kind: 'open'; readonly by: 'right' | 'grant' }
  | { readonly kind: 'closed'; readonly code: 'not-allowed' | 'chart-restricted'; readonly why: string }

export type ChartQuestion = {
  readonly right: string
  /** The person's roles include the right. */
  readonly mayAnyway: boolean
  readonly staff: string
  /** Absent or null: open to the whole team. */
  readonly restrictedTo?: readonly string[] | null
  /** The person broke the glass for this chart, and the time is not over. */
  readonly granted: boolean
}

/** A grant opens a chart for reading to somebody without the right, and a restricted chart to somebody not named. */
export function chartVerdict({ right, mayAnyway, staff, restrictedTo, granted }: ChartQuestion): ChartVerdict {
  if (!mayAnyway && !(granted && right === 'chart.read')) return { kind: 'closed', code: 'not-allowed', why: 'Your role does not include this.' }
  if (restrictedTo && !restrictedTo.includes(staff) && !granted) {
    return {
      kind: 'closed',
      code: 'chart-restricted',
      why: 'This chart is kept to named people. In an emergency it can be opened for a short time; the owner is told.',
    }
  }
  return { kind: 'open', by: granted ? 'grant' : 'right' }
}
