import { execFileSync } from 'node:child_process'
import { readFileSync, readlinkSync } from 'node:fs'

// What can be learnt about another process: Linux tells through /proc (slim images have no `ps`), others through `ps`.
const linux = process.platform === 'linux'

/** A zombie (ended, but its parent has not asked yet; usual in containers without an init) is not alive. */
export function alive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return !linux || fields(pid)?.[0] !== 'Z'
  } catch (fault) {
    return (fault as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** When the process began, in the system's own words; a number used again by a later process has another birth. */
export function birthOf(pid: number): string | null {
  return linux ? (fields(pid)?.[19] ?? null) : ps(pid, 'lstart')
}

export function parentOf(pid: number): number | null {
  const parent = linux ? fields(pid)?.[1] : ps(pid, 'ppid')
  return parent ? Number(parent) : null
}

export function commandOf(pid: number): string {
  return linux ? (read(`/proc/${pid}/cmdline`) ?? '').replaceAll('\0', ' ').trim() : (ps(pid, 'command') ?? '')
}

/** The folder a process works in; null where the system does not tell us. */
export function folderOf(pid: number): string | null {
  try {
    return linux ? readlinkSync(`/proc/${pid}/cwd`) : null
  } catch {
    return null
  }
}

/** The fields of /proc/N/stat after the name, which stands in brackets and may hold spaces: state, parent, … */
const fields = (pid: number) => read(`/proc/${pid}/stat`)?.split(') ').at(-1)?.split(' ')

function read(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return null
  }
}

function ps(pid: number, column: string): string | null {
  try {
    return execFileSync('ps', ['-o', `${column}=`, '-p', String(pid)], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim() || null
  } catch {
    return null
  }
}
