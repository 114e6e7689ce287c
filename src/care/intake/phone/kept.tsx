import type { Sent } from './queue.ts'

/** What waits on this phone, on its disk: a page that is closed meanwhile loses nothing. Gone from there once the clinic has it. */
const key = (intake: string): string => `waymark-intake-${intake}`

export function waitingHere(intake: string): readonly Sent[] {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(key(intake)) ?? '[]')
    return Array.isArray(found) ? (found as Sent[]) : []
  } catch {
    return [] // a phone that keeps nothing, or something that is not ours
  }
}

export function keepHere(intake: string, waiting: readonly Sent[]): void {
  try {
    if (waiting.length === 0) localStorage.removeItem(key(intake))
    else localStorage.setItem(key(intake), JSON.stringify(waiting))
  } catch {
    // Private windows refuse; it stays in the page, which says that it is not sent yet.
  }
}
