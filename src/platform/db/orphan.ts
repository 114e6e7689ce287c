import { existsSync, readFileSync, realpathSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Say } from './account.ts'
import { NeedsHelp } from './needs-help.ts'
import { alive, commandOf, folderOf, parentOf } from './processes.ts'

/**
 * What an earlier PostgreSQL left behind in this cluster. A Waymark that was killed leaves its PostgreSQL running: it is
 * stopped in order. A machine that lost power leaves a pid file whose number may by now be anybody's: only the file goes.
 */
export async function settleEarlier(cluster: string, say: Say): Promise<void> {
  const file = join(cluster, 'postmaster.pid')
  if (!existsSync(file)) return
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0])
  if (!(pid > 0) || !alive(pid) || !serves(pid, cluster)) return rmSync(file, { force: true })

  const parent = parentOf(pid)
  if (parent && parent !== 1 && parent !== process.pid && /\bnode\b/.test(commandOf(parent))) {
    throw new NeedsHelp(`The database in ${cluster} is in use by another Waymark (process ${parent}). Stop that one first.`)
  }
  say(`The database was still running after Waymark had been killed (process ${pid}); stopping it in order`)
  await stopInOrder(pid)
}

function serves(pid: number, cluster: string): boolean {
  const folder = folderOf(pid)
  return folder ? folder === realpathSync(cluster) : commandOf(pid).includes(cluster)
}

async function stopInOrder(pid: number): Promise<void> {
  for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
    process.kill(pid, signal)
    for (const until = Date.now() + 20_000; Date.now() < until; await pause(20)) if (!alive(pid)) return
  }
  throw new NeedsHelp(`PostgreSQL (process ${pid}) does not stop. Stop it by hand, then start Waymark again.`)
}
