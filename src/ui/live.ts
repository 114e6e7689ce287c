import { useEffect, useRef, useSyncExternalStore } from 'react'
import type { Instant } from '../medicine/time.ts'
import { learnServerTime, now } from './clock.ts'

/** What the server tells as it happens: a stream has a new fact, a monitor has new values. */
type LiveEvents = {
  stream: { readonly kind: string; readonly id: string; readonly seq: number }
  monitor: {
    readonly session: string | null
    readonly chair: string
    readonly device: string
    readonly name?: string
    readonly values: Readonly<Record<string, number>>
    readonly at: Instant
  }
}
export type LiveState = 'connected' | 'reconnecting'

type Listener = { readonly [K in keyof LiveEvents]?: (event: LiveEvents[K]) => void } & {
  /** After a gap: whatever was missed must be asked for again. */
  readonly catchUp?: () => void
}

const listeners = new Set<Listener>()
const watchers = new Set<() => void>()
let source: EventSource | null = null
let state: LiveState = 'reconnecting'
/** Since when nothing is told any more; before the first connection, since the page was opened. */
let lostAt: Instant = now()
let wait = 1000
let retry: ReturnType<typeof setTimeout> | undefined
let silence: ReturnType<typeof setTimeout> | undefined
/** Something may have been missed: the line was open before, or could not be opened at first. */
let missed = false
let resting = false

function become(next: LiveState): void {
  if (next === state) return
  state = next
  if (state === 'reconnecting') lostAt = now()
  for (const watcher of watchers) watcher()
}

/** Longer than two of the server's beats. */
const SILENCE_MS = 35_000

/** Something came: the line is alive. When nothing comes for too long it is dead, whatever the browser believes, and is opened anew. */
function heard(): void {
  clearTimeout(silence)
  silence = setTimeout(() => {
    become('reconnecting')
    if (source) open()
  }, SILENCE_MS)
}

function learn(message: MessageEvent<string>): void {
  const at = Date.now()
  learnServerTime((JSON.parse(message.data) as { serverTime: Instant }).serverTime, at, at)
}

function tell<K extends keyof LiveEvents>(kind: K, message: MessageEvent<string>): void {
  heard()
  const event = JSON.parse(message.data) as LiveEvents[K]
  for (const listener of listeners) (listener[kind] as ((event: LiveEvents[K]) => void) | undefined)?.(event)
}

function open(): void {
  clearTimeout(retry)
  source?.close()
  source = new EventSource('/api/live')
  source.addEventListener('open', () => {
    wait = 1000
    heard()
    become('connected')
    if (missed) for (const listener of listeners) listener.catchUp?.()
    missed = true
  })
  source.addEventListener('hello', learn)
  source.addEventListener('beat', heard)
  source.addEventListener('stream', (message) => tell('stream', message))
  source.addEventListener('monitor', (message) => tell('monitor', message))
  // The browser tries again by itself only while the connection was cut; an answer such as 401 or 503 ends it, so we do.
  source.addEventListener('error', () => {
    become('reconnecting')
    missed = true
    if (source?.readyState !== EventSource.CLOSED) return
    retry = setTimeout(open, wait)
    wait = Math.min(wait * 2, 15_000)
  })
}

function close(): void {
  clearTimeout(retry)
  clearTimeout(silence)
  source?.close()
  source = null
}

/** While the screen is locked nothing is told to it. */
export function rest(on: boolean): void {
  if (resting === on) return
  resting = on
  if (listeners.size === 0) return
  if (resting) close()
  else open()
}

/** A cable pulled out is not always noticed by the stream; the machine itself often knows first. */
const lost = (): void => become('reconnecting')
const found = (): void => {
  if (source) open()
}

function listen(listener: Listener): () => void {
  listeners.add(listener)
  if (listeners.size === 1) {
    window.addEventListener('offline', lost)
    window.addEventListener('online', found)
    if (!resting) open()
  }
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    window.removeEventListener('offline', lost)
    window.removeEventListener('online', found)
    missed = false
    close()
  }
}

/** Hears what happens while this screen is open. All screens share one connection. */
export function useLive(listener: Listener): void {
  const latest = useRef(listener)
  latest.current = listener
  useEffect(
    () =>
      listen({
        stream: (event) => latest.current.stream?.(event),
        monitor: (event) => latest.current.monitor?.(event),
        catchUp: () => latest.current.catchUp?.(),
      }),
    [],
  )
}

function watch(watcher: () => void): () => void {
  watchers.add(watcher)
  return () => watchers.delete(watcher)
}
export const liveState = (): LiveState => state
export const useLostAt = (): Instant => useSyncExternalStore(watch, () => lostAt)
export const useLiveState = (): LiveState => useSyncExternalStore(watch, liveState)
