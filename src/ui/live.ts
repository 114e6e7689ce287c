import { useEffect, useRef, useSyncExternalStore } from 'react'
import type { Instant } from '../medicine/time.ts'
import { learnServerTime } from './clock.ts'

/** What the server tells as it happens: a stream has a new fact, a monitor has new values. */
export type LiveEvents = {
  stream: { readonly kind: string; readonly id: string; readonly seq: number }
  monitor: {
    readonly session: string | null
    readonly chair: string
    readonly device: string
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
let wait = 1000
let retry: ReturnType<typeof setTimeout> | undefined
let opened = false

function become(next: LiveState): void {
  if (next === state) return
  state = next
  for (const watcher of watchers) watcher()
}

function tell<K extends keyof LiveEvents>(kind: K, message: MessageEvent<string>): void {
  const event = JSON.parse(message.data) as LiveEvents[K]
  for (const listener of listeners) (listener[kind] as ((event: LiveEvents[K]) => void) | undefined)?.(event)
}

function open(): void {
  clearTimeout(retry)
  source?.close()
  source = new EventSource('/api/live')
  source.addEventListener('open', () => {
    wait = 1000
    become('connected')
    if (opened) for (const listener of listeners) listener.catchUp?.()
    opened = true
  })
  source.addEventListener('hello', (message) => {
    const heard = Date.now()
    learnServerTime((JSON.parse(message.data) as { serverTime: Instant }).serverTime, heard, heard)
  })
  source.addEventListener('stream', (message) => tell('stream', message))
  source.addEventListener('monitor', (message) => tell('monitor', message))
  // The browser tries again by itself only while the connection was cut; an answer such as 401 or 503 ends it, so we do.
  source.addEventListener('error', () => {
    become('reconnecting')
    if (source?.readyState !== EventSource.CLOSED) return
    retry = setTimeout(open, wait)
    wait = Math.min(wait * 2, 15_000)
  })
}

function close(): void {
  clearTimeout(retry)
  source?.close()
  source = null
  opened = false
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
    open()
  }
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    window.removeEventListener('offline', lost)
    window.removeEventListener('online', found)
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
export const useLiveState = (): LiveState => useSyncExternalStore(watch, () => state)
