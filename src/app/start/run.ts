import { NeedsHelp } from '../../platform/db/needs-help.ts'
import type { Log } from '../../platform/ops/log.ts'

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** Until there is something to end in order: leave by `exit`, where a database that was started is told to stop. */
const leave = () => process.exit(130)

/** Runs a whole command. What a person can mend is told in its own words, without a stack; the process ends with 1. */
export async function orExplain(work: () => Promise<void>): Promise<void> {
  for (const signal of SIGNALS) process.on(signal, leave)
  try {
    await work()
  } catch (fault) {
    console.error(fault instanceof NeedsHelp ? fault.message : fault)
    process.exit(1)
  }
}

/** A fault that nobody caught ends the process, as Node would; but what is said of it goes through the log, which leaves people out. */
export function endOnFault(log: Pick<Log, 'fault' | 'flush'>): void {
  process.on('uncaughtException', (fault) => {
    log.fault(fault, { ends: true })
    log.flush()
    process.exit(1)
  })
}

/**
 * Ends in order on Ctrl-C, `kill`, a closed terminal, or when npm, which started it, was killed (npm takes only its shell
 * along, and a server nobody sees would stay): `stop` finishes what is under way and stops the database.
 * A second signal, or thirty seconds, ends it at once; the database then stops by itself, losing nothing acknowledged.
 */
export function stopOnSignal(stop: () => Promise<void>): void {
  let began: number | undefined
  const end = async () => {
    // One Ctrl-C can arrive twice: from the terminal, and passed on by whatever started this process.
    if (began !== undefined) return performance.now() - began > 1000 && process.exit(1)
    began = performance.now()
    setTimeout(() => process.exit(1), 30_000).unref()
    await stop().catch((fault) => console.error(fault))
    process.exit(0)
  }
  // The new ear before the old one goes: a signal that comes between the two would be heard by nobody.
  for (const signal of SIGNALS) process.on(signal, () => void end()).off(signal, leave)
  if (process.env.npm_lifecycle_event) whenParentGoes(() => void end())
}

function whenParentGoes(end: () => void): void {
  const parent = process.ppid
  const watch = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(watch)
    end()
  }, 500)
  watch.unref()
}
