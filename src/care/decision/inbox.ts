import type { Verdict } from '../../medicine/rules/types.ts'
import type { Instant } from '../../medicine/time.ts'
import type { Standing } from './standing.ts'

type Listed = { readonly standing: Standing; readonly verdict: Verdict['verdict'] | null; readonly askedAt: Instant; readonly until?: Instant }

/** Whom the inbox shows, and under which heading; in the order of how much it matters today. */
export const GROUPS = ['needs-a-look', 'ready', 'expired', 'undecided', 'deferred', 'accepted'] as const
export type Group = (typeof GROUPS)[number]

export const groupWords: Readonly<Record<Group, { readonly title: string; readonly says: string }>> = {
  'needs-a-look': { title: 'Needs a look', says: 'Accepted, and a finding came out otherwise since. Not to be treated before somebody has looked.' },
  ready: { title: 'Ready for a decision', says: 'Every rule is answered, or one excludes already.' },
  expired: { title: 'Run out', says: 'The acceptance has ended. Decide anew before the next session.' },
  undecided: { title: 'Something is missing', says: 'Cannot be decided until it is known.' },
  deferred: { title: 'Deferred', says: 'Put off by a physician.' },
  accepted: { title: 'Accepted', says: 'Those that end soonest first.' },
}

/** Null: nothing waits here, somebody declined. A deferral whose day has come waits again. */
export function groupOf({ standing, verdict, until }: Listed, now: Instant): Group | null {
  switch (standing) {
    case 'needs-a-look':
    case 'expired':
    case 'accepted':
      return standing
    case 'declined':
      return null
    case 'deferred':
      return until && until <= now ? waits(verdict) : 'deferred'
    case 'none':
    case 'withdrawn':
      return waits(verdict)
    default:
      return standing satisfies never
  }
}

const waits = (verdict: Verdict['verdict'] | null): Group => (verdict === null || verdict === 'undecided' ? 'undecided' : 'ready')

/** Whoever waits longest first; of those with an end, whoever's is nearest. */
export const inOrder = (a: Listed, b: Listed): number => compare(a.until ?? a.askedAt, b.until ?? b.askedAt)
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
