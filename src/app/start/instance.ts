import { existsSync, linkSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { NeedsHelp } from '../../platform/db/needs-help.ts'
import { alive, birthOf } from '../../platform/db/processes.ts'
import { writePrivate } from '../../platform/db/secrets.ts'

/** Who works with a data folder right now, kept in its `running.json`. */
export type Running = {
  readonly pid: number
  /** When that process began, as the system tells it; a number given to a later process does not match. */
  readonly birth: string | null
  readonly command: string
  /** Where its pages are. */
  readonly address?: string
  /** Port of its own PostgreSQL, once that takes connections; absent with DATABASE_URL. */
  readonly databasePort?: number
  /** Where it listens for bedside monitors, when it does. */
  readonly mllpPort?: number
  readonly ready?: boolean
}

export type Instance = {
  /** Tells what came to be known since: the address, the database's port. */
  tell(more: Partial<Running>): void
  release(): void
}

const fileIn = (dataDir: string) => join(dataDir, 'running.json')

/** The live process that has this folder; null where there is none, or only what a killed one left. */
export function running(dataDir: string): Running | null {
  const found = read(fileIn(dataDir))
  return found && isLive(found) ? found : null
}

/** Takes the folder for this process, or says who has it. What a killed process left is taken over. */
export function claim(dataDir: string, command: string): Instance {
  let mine: Running = { pid: process.pid, birth: birthOf(process.pid), command }
  const file = fileIn(dataDir)
  const offered = `${file}.${process.pid}`
  writePrivate(offered, text(mine))
  try {
    for (let tries = 0; !linked(offered, file); tries++) {
      const other = read(file)
      if (tries > 20 || (other && isLive(other))) throw new NeedsHelp(taken(other))
      clearAway(file, other)
    }
  } finally {
    rmSync(offered, { force: true })
  }
  const release = () => {
    if (read(file)?.pid === process.pid) rmSync(file, { force: true })
  }
  process.once('exit', release)
  return {
    tell(more) {
      mine = { ...mine, ...more }
      writePrivate(file, text(mine))
    },
    release,
  }
}

/** A link is made or not made; of two processes that try, one has it. */
function linked(from: string, to: string): boolean {
  try {
    linkSync(from, to)
    return true
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw fault
  }
}

/** Moves a stale file aside; one that somebody put there meanwhile is put back. */
function clearAway(file: string, stale: Running | null): void {
  const aside = `${file}.stale-${process.pid}`
  try {
    renameSync(file, aside)
  } catch {
    return // already moved
  }
  const moved = read(aside)
  if (moved?.pid !== stale?.pid && moved && isLive(moved)) linked(aside, file)
  rmSync(aside, { force: true })
}

const isLive = ({ pid, birth }: Running): boolean => pid !== process.pid && alive(pid) && birth === birthOf(pid)

function taken(other: Running | null): string {
  if (!other) return 'Another Waymark is starting with this data folder at this moment. Try again.'
  if (other.command !== 'start') return `"waymark ${other.command}" is working with this data folder (process ${other.pid}). Try again when it is done.`
  return other.address
    ? `Waymark is already running at ${other.address}, pid ${other.pid}`
    : `Waymark is already starting with this data folder, pid ${other.pid}`
}

const text = (record: Running) => `${JSON.stringify(record, null, 2)}\n`

/** A half-written or foreign file counts as nothing. */
function read(file: string): Running | null {
  try {
    const found: unknown = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null
    return found && typeof found === 'object' && 'pid' in found && typeof found.pid === 'number' ? (found as Running) : null
  } catch {
    return null
  }
}
