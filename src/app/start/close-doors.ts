import type { Server } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import type { Log } from '../../platform/ops/log.ts'
import type { Traffic } from '../../platform/ops/traffic.ts'

/** What is under way may take so long; the whole end has thirty seconds (see `stopOnSignal`). */
const WITHIN_MS = 12_000
/** For answers that are on the wire, and for streams that were told to go. */
const LAST_MS = 500

export type Closing = { readonly drainMs: number; readonly withinMs?: number; readonly log: Pick<Log, 'info' | 'warn'> }

/**
 * Closes the doors so that nobody who was inside loses anything: `/readyz` says no and live screens are sent elsewhere;
 * after the time a balancer needs, nothing new is taken; what is under way is answered; then the port is closed.
 */
export async function closeDoors(server: Server, traffic: Traffic, { drainMs, withinMs = WITHIN_MS, log }: Closing): Promise<void> {
  traffic.leave()
  log.info('Closing: not ready for more', { underWay: traffic.underWay })
  if (drainMs > 0) await pause(drainMs)
  const left = await traffic.close(withinMs)
  if (left > 0) log.warn('Closing with requests unanswered', { left })
  await new Promise<void>((closed) => {
    server.close(() => closed())
    setTimeout(() => server.closeAllConnections(), LAST_MS).unref()
  })
}
