import { useEffect, useRef } from 'react'
import type { Closed } from '../../../ui/lock.ts'
import { deviceCopy } from './kept.dexie.tsx'
import { takePack } from './take.tsx'

const EVERY_MS = 60_000

/** Under every page of a signed-in person: the copy is made anew each minute, and goes when they do. */
export function DowntimeTaker({ staff, closed }: { readonly staff: string; readonly closed: Closed }) {
  const gone = useRef(false)
  gone.current = closed === 'signed-out'
  useEffect(() => {
    if (closed === 'signed-out') void deviceCopy.clear().catch(() => {})
    else void deviceCopy.lock(closed === 'locked').catch(() => {})
    if (closed !== null) return
    let stopped = false
    const take = () => {
      if (stopped) return
      // One that was on its way when they signed out is not kept.
      void takePack().then(() => (gone.current ? deviceCopy.clear().catch(() => {}) : undefined))
    }
    void deviceCopy
      .ownedBy(staff)
      .catch(() => {})
      .then(take)
    const timer = setInterval(take, EVERY_MS)
    // A tablet that slept is out of date the moment it wakes.
    const seen = () => document.visibilityState === 'visible' && take()
    document.addEventListener('visibilitychange', seen)
    return () => {
      stopped = true
      clearInterval(timer)
      document.removeEventListener('visibilitychange', seen)
    }
  }, [staff, closed])
  return null
}
