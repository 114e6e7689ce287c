import { useSyncExternalStore } from 'react'
import { type Instant, instant, msOf } from '../medicine/time.ts'

/** The server's clock as this device knows it. A tablet's own clock may be wrong; what is charted is not to follow it. */
let offset = 0
let best = Number.POSITIVE_INFINITY

/** Learns the server's time from an answer: it was true about half way between sending and hearing back. */
export function learnServerTime(serverTime: Instant, sentMs: number, heardMs: number): void {
  const trip = heardMs - sentMs
  const found = msOf(serverTime) - (sentMs + trip / 2)
  // The quickest answer knows best; a jump larger than the trip means that a clock was set, and the newest is believed.
  if (trip > best && Math.abs(found - offset) < trip) return
  best = trip
  offset = found
  beat()
}

export const now = (): Instant => instant(Date.now() + offset)

const listeners = new Set<() => void>()
let current = Math.floor((Date.now() + offset) / 1000) * 1000
let timer: ReturnType<typeof setTimeout> | undefined

function beat(): void {
  const ms = Date.now() + offset
  current = Math.floor(ms / 1000) * 1000
  clearTimeout(timer)
  if (listeners.size === 0) return
  timer = setTimeout(beat, 1000 - (((ms % 1000) + 1000) % 1000) + 5)
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  if (listeners.size === 1) beat()
  return () => {
    listeners.delete(listener)
    if (listeners.size === 0) clearTimeout(timer)
  }
}

/** Now, ticking each second with every other clock on the screen. */
export const useNow = (): Instant => instant(useSyncExternalStore(subscribe, () => current))
