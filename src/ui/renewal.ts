import { useSyncExternalStore } from 'react'
import { isHeld } from './holding.ts'

/**
 * The pages are kept on this device by a service worker, so that they open with the network gone. A newer version of them
 * is fetched beside the old one and waits: nothing is ever reloaded under somebody's hands.
 * `waiting`: it can be had by reloading. `elsewhere`: another window of this device has already gone over to it.
 */
type Renewal = 'none' | 'waiting' | 'elsewhere'

let state: Renewal = 'none'
let registration: ServiceWorkerRegistration | null = null
let asked = false
const listeners = new Set<() => void>()

function become(next: Renewal): void {
  state = next
  for (const listener of listeners) listener()
}

const HOUR = 3_600_000

/** Begins to keep the pages. Where a browser has no such worker (plain http from another machine), pages need the network. */
export async function keepPages(): Promise<void> {
  const workers = navigator.serviceWorker as ServiceWorkerContainer | undefined
  if (!workers) return
  let kept = workers.controller !== null
  workers.addEventListener('controllerchange', () => {
    if (asked) location.reload()
    else if (kept) become('elsewhere')
    kept = true
  })
  window.addEventListener('vite:preloadError', (event) => {
    if (state !== 'elsewhere' || isHeld()) return
    event.preventDefault()
    location.reload()
  })
  registration = await workers.register('/sw.js', { updateViaCache: 'none' }).catch(() => null)
  if (registration) watchFor(registration)
}

function watchFor(found: ServiceWorkerRegistration): void {
  const look = () => {
    if (found.waiting && navigator.serviceWorker.controller) become('waiting')
  }
  look()
  found.addEventListener('updatefound', () => found.installing?.addEventListener('statechange', look))
  const ask = () => void found.update().catch(() => {}) // without network it is asked again later
  setInterval(ask, HOUR)
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && ask())
}

/** Goes over to the newer version, when somebody says so and nothing typed would be lost. */
export function renew(): void {
  if (isHeld()) return
  asked = true
  if (state === 'waiting' && registration?.waiting) registration.waiting.postMessage({ type: 'SKIP_WAITING' })
  else location.reload()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
export const useRenewal = (): Renewal => useSyncExternalStore(subscribe, () => state)
