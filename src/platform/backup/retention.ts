import type { Instant } from '../../medicine/time.ts'

/** The name of a backup the schedule makes: the moment it was taken, the same on every system. */
export const scheduledName = (at: Instant): string => `waymark-${at.slice(0, 19).replaceAll(':', '-')}Z.age`

/** What a killed run left on its way; only names the schedule itself gives. */
export const isLeftOver = (name: string): boolean => /^\.waymark-\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ\.age\.[0-9a-f]{8}\.unfinished$/.test(name)

/**
 * The files that go: all but the newest `keep` of those that are really there. The last good one never goes, whatever
 * `keep` says. `made` is newest first, and holds only what this schedule made itself.
 */
export const surplus = <F>(made: readonly F[], keep: number): readonly F[] => made.slice(Math.max(1, Math.floor(keep)))
