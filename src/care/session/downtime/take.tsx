import { get } from '../../../ui/api.ts'
import type { DowntimePack } from '../downtime.wire.ts'
import { type DowntimeKeep, deviceCopy } from './kept.dexie.tsx'

export type Taken = 'kept' | 'not-kept' | 'unreachable' | 'signed-out' | 'locked' | 'not-allowed'

/** A network that swallows everything answers nothing at all; whoever needs the copy does not wait longer than this. */
const PATIENCE_MS = 4000

/**
 * Fetches the pack and puts it on the device. Whom the server no longer lets see it, has it taken off the device; a server
 * that is not there, or fails, leaves it; one that says the screen is locked has that noted on it.
 */
export async function takePack(keep: DowntimeKeep = deviceCopy, nowMs: () => number = Date.now): Promise<Taken> {
  const answer = await inTime(get<DowntimePack>('/api/downtime', { passive: true }))
  if (answer?.ok) {
    const { clinic, by, takenAt, sheets } = answer.value
    return keep.put({ clinic, by, takenAt, sheets }, nowMs()).then(
      (): Taken => 'kept',
      (): Taken => 'not-kept',
    )
  }
  const found = meaning(answer?.error.status ?? 0)
  if (found === 'signed-out' || found === 'not-allowed') await keep.clear().catch(() => {})
  if (found === 'locked') await keep.lock(true).catch(() => {})
  return found
}

const meaning = (status: number): Taken => (status === 401 ? 'signed-out' : status === 403 ? 'not-allowed' : status === 423 ? 'locked' : 'unreachable')

function inTime<T>(work: Promise<T>): Promise<T | null> {
  const { promise, resolve } = Promise.withResolvers<T | null>()
  const timer = setTimeout(() => resolve(null), PATIENCE_MS)
  void work.then(resolve).finally(() => clearTimeout(timer))
  return promise
}
