import { useSyncExternalStore } from 'react'

/** What waits on this device for the server: a number for the shell, which knows no patient. */
export type WaitingHere = {
  readonly mine: number
  /** Whose entries wait besides, and how many; nothing of what they say. */
  readonly others: readonly { readonly name: string; readonly count: number }[]
  /** Left by another version of Waymark, which alone can read them. */
  readonly unreadable: number
}

let waiting: WaitingHere = { mine: 0, others: [], unreadable: 0 }
const listeners = new Set<() => void>()

export function tellWaiting(change: Partial<WaitingHere>): void {
  waiting = { ...waiting, ...change }
  for (const listener of listeners) listener()
}
function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
export const useWaiting = (): WaitingHere => useSyncExternalStore(subscribe, () => waiting)
