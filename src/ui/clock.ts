import { useSyncExternalStore } from 'react'
import { type Instant, instant, msOf } from '../medicine/time.ts'

/**
 * The server's clock as this device knows it. A tablet's own clock may be wrong by hours; what is charted is not to
 * follow it. The difference is remembered on the device, so that it is known after a reload without the server.
 */
let offset = 0
let best = Number.POSITIVE_INFINITY
let doubt: ClockDoubt | undefined = 'unknown'

/** What must be said of a time read now: the server's was never known here, or this device's clock was set since. */
export type ClockDoubt = 'unknown' | 'changed'
export const clockDoubt = (): ClockDoubt | undefined => {
  watch()
  return doubt
}

/** Learns the server's time from an answer: it was true about half way between sending and hearing back. */
export function learnServerTime(serverTime: Instant, sentMs: number, heardMs: number): void {
  const trip = heardMs - sentMs
  const found = msOf(serverTime) - (sentMs + trip / 2)
  // The quickest answer knows best; a jump larger than the trip means that a clock was set, and the newest is believed.
  if (doubt === undefined && trip > best && Math.abs(found - offset) < trip) return
  best = trip
  offset = found
  doubt = undefined
  anchor()
  remember()
  beat()
}

export const now = (): Instant => {
  watch()
  return instant(Date.now() + offset)
}

/** A second clock that nobody can set. It stands still while some machines sleep, so only a jump backward is certain. */
let wall = Date.now()
let steady = performance.now()
const SET_MS = 2000

function anchor(): void {
  wall = Date.now()
  steady = performance.now()
}

/**
 * Notices that this device's clock was set while the page was open. Set back, the difference is put right by the steady
 * clock; forward, it may also have slept, so it is only said.
 */
function watch(): void {
  const jump = Date.now() - wall - (performance.now() - steady)
  if (Math.abs(jump) < SET_MS) return
  if (jump < 0) offset -= jump
  doubt ??= 'changed'
  best = Number.POSITIVE_INFINITY
  anchor()
  remember()
}

const KEY = 'waymark.clock'
type Remembered = { readonly offset: number; readonly trip: number; readonly at: number; readonly doubt?: ClockDoubt }

function remember(): void {
  try {
    const kept: Remembered = { offset, trip: best, at: Date.now(), ...(doubt && { doubt }) }
    localStorage.setItem(KEY, JSON.stringify(kept))
  } catch {
    // A device that keeps nothing learns the time anew from the next answer.
  }
}

/** What an earlier page learnt. A clock that has gone backward since was set; then the difference is not to be believed. */
function recall(): void {
  try {
    const kept: Remembered | null = JSON.parse(localStorage.getItem(KEY) ?? 'null')
    if (typeof kept?.offset !== 'number') return
    offset = kept.offset
    doubt = Date.now() < kept.at - SET_MS ? 'changed' : kept.doubt
  } catch {
    // As if nothing had been kept.
  }
}

const listeners = new Set<() => void>()
let current = Math.floor((Date.now() + offset) / 1000) * 1000
let timer: ReturnType<typeof setTimeout> | undefined
let remembered = 0

function beat(): void {
  watch()
  const ms = Date.now() + offset
  current = Math.floor(ms / 1000) * 1000
  clearTimeout(timer)
  if (listeners.size === 0) return
  timer = setTimeout(beat, 1000 - (((ms % 1000) + 1000) % 1000) + 5)
  // Each half minute the device's own time goes beside the difference, so that a later page sees a clock gone back.
  if (doubt === undefined && performance.now() - remembered > 30_000) {
    remembered = performance.now()
    remember()
  }
  for (const listener of listeners) listener()
}

if (typeof localStorage !== 'undefined') recall()

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
