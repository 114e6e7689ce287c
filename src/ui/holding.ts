import { useEffect, useSyncExternalStore } from 'react'

/** What this page holds that would be gone with it: half-typed words, entries on their way. Leaving it then asks first. */
const held = new Set<string>()
const listeners = new Set<() => void>()

const ask = (event: BeforeUnloadEvent): void => event.preventDefault()

export function hold(what: string, on: boolean): void {
  if (held.has(what) === on) return
  if (on) held.add(what)
  else held.delete(what)
  if (held.size === 0) window.removeEventListener('beforeunload', ask)
  else window.addEventListener('beforeunload', ask)
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
export const isHeld = (): boolean => held.size > 0
export const useHeld = (): boolean => useSyncExternalStore(subscribe, isHeld)

/** Holds the page while `on`, and lets go when the part of the screen is gone. */
export function useHolding(what: string, on: boolean): void {
  useEffect(() => {
    hold(what, on)
    return () => hold(what, false)
  }, [what, on])
}
