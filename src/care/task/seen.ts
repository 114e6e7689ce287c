import type { Role } from '../../medicine/record.ts'
import type { Instant } from '../../medicine/time.ts'
import { isMine } from './task.derived.ts'
import type { Opened } from './task.types.ts'

export type Viewer = { readonly id: string; readonly roles: readonly Role[]; readonly readsCharts: boolean }
/** How a chart stands to the viewer: open, kept to others, or of nobody. */
export type Door = 'open' | 'kept' | 'none'

/**
 * What of a task somebody is shown. Whoever reads charts sees every task; others see those that are for them, without
 * what stands in the chart. About a chart kept to others nobody reads what it is about, only that it waits.
 *
 * Errors: null where it is not theirs to see.
 */
export function seen(task: Opened, door: Door, viewer: Viewer, now: Instant): (Opened & { readonly mine: boolean; readonly hidden?: true }) | null {
  const mine = isMine(task, viewer, now)
  if (!mine && !viewer.readsCharts) return null
  if (door !== 'kept') return { ...task, mine }
  const { closed, ...rest } = task
  return { ...rest, ...(closed ? { closed: { ...closed, words: HIDDEN } } : {}), mine, hidden: true, title: HIDDEN, why: '' }
}

const HIDDEN = 'About a chart that is kept to named people'
