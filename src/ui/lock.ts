import { useSyncExternalStore } from 'react'

/** Why the screen is closed: the lock (by hand, by idleness, by the server), or a sign-in that ended. */
export type Closed = 'locked' | 'signed-out' | null

let closed: Closed = null
const listeners = new Set<() => void>()

/** Closes or opens the screen. The page under it stays mounted, with everything typed into it. */
export function close(how: Closed): void {
  closed = how
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
export const useClosed = (): Closed => useSyncExternalStore(subscribe, () => closed)

const acts = ['pointerdown', 'keydown', 'wheel', 'touchstart'] as const

/**
 * Calls `idle` when nobody has touched this screen for so many minutes; answers with a way to stop watching.
 * Not while `opens` says no: with the network gone nobody could unlock it, and a nurse would be shut out of the room.
 */
export function watchIdle(minutes: number, opens: () => boolean, idle: () => void): () => void {
  let last = Date.now()
  const touched = () => {
    last = Date.now()
  }
  // A sleeping tablet runs no timers; the look at the clock on waking finds it idle all the same.
  const look = () => {
    if (Date.now() - last < minutes * 60_000 || !opens()) return
    touched()
    idle()
  }
  const timer = setInterval(look, 5000)
  document.addEventListener('visibilitychange', look)
  for (const act of acts) window.addEventListener(act, touched, { passive: true })
  return () => {
    clearInterval(timer)
    document.removeEventListener('visibilitychange', look)
    for (const act of acts) window.removeEventListener(act, touched)
  }
}
