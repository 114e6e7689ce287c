import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { alive, commandOf, parentOf } from '../../src/platform/db/processes.ts'
import type { Dice } from './dice.ts'

/** Whom a kill hits: the program, its PostgreSQL, both at once as when the power goes, or one process inside PostgreSQL. */
export const VICTIMS = ['server', 'postmaster', 'both', 'backend', 'background', 'server-while-starting'] as const
export type Victim = (typeof VICTIMS)[number]

/** The program most often: it holds what is in memory. */
const WEIGHTS: Readonly<Record<Victim, number>> = { server: 6, postmaster: 4, both: 3, backend: 3, background: 2, 'server-while-starting': 2 }

export function drawVictim(dice: Dice): Victim {
  let rest = dice.next() * Object.values(WEIGHTS).reduce((sum, weight) => sum + weight, 0)
  for (const victim of VICTIMS) {
    rest -= WEIGHTS[victim]
    if (rest < 0) return victim
  }
  return 'server'
}

/** The PostgreSQL of a data folder, as its own pid file names it. */
export function postmasterOf(data: string): number | null {
  const pointer = join(data, 'database-is-at.txt')
  const folder = existsSync(pointer) ? (readFileSync(pointer, 'utf8').split('\n')[0] ?? '') : data
  const file = join(folder, 'db', 'postmaster.pid')
  const pid = existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n')[0]) : 0
  return pid > 0 && alive(pid) ? pid : null
}

const BACKGROUND = /checkpointer|walwriter|background writer/
/** Work that starts and ends by itself is no fair victim: it may be gone when the signal comes. */
const PASSING = /autovacuum|logical replication|io worker/

/** A process inside PostgreSQL: one that serves a connection, or one of those that write behind it. */
export function processOf(postmaster: number, kind: 'backend' | 'background', dice: Dice): { pid: number; title: string } | null {
  const found = childrenOf(postmaster).filter(({ title }) => (kind === 'background' ? BACKGROUND.test(title) : !BACKGROUND.test(title) && !PASSING.test(title)))
  return found.length === 0 ? null : dice.of(found.toSorted((a, b) => a.pid - b.pid))
}

function childrenOf(parent: number): { pid: number; title: string }[] {
  const all = process.platform === 'linux' ? readdirSync('/proc').filter((name) => /^\d+$/.test(name)) : listed()
  return all.flatMap((name) => (parentOf(Number(name)) === parent ? [{ pid: Number(name), title: commandOf(Number(name)) }] : []))
}

const listed = (): string[] =>
  execFileSync('ps', ['-A', '-o', 'pid='], { encoding: 'utf8' })
    .split('\n')
    .map((line) => line.trim())

export function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It was gone already.
  }
}
