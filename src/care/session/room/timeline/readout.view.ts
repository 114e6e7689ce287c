import { type Instant, msOf } from '../../../../medicine/time.ts'

type Timed = { readonly at: Instant }

/** The one nearest to a moment, when it is within reach of a finger; null otherwise. Seconds. */
export function nearest<T extends Timed>(all: readonly T[], second: number, reach: number): T | null {
  const away = (one: T) => Math.abs(msOf(one.at) / 1000 - second)
  const found = all.reduce<T | null>((best, one) => (best === null || away(one) < away(best) ? one : best), null)
  return found && away(found) <= reach ? found : null
}

/** The one before or after the picked one; from nothing picked, the last. Stays at the ends. */
export function stepped<T extends Timed>(all: readonly T[], picked: T | null, step: 1 | -1): T | null {
  const at = picked ? all.indexOf(picked) : -1
  if (at < 0) return all.at(-1) ?? null
  return all[Math.min(all.length - 1, Math.max(0, at + step))] ?? null
}
