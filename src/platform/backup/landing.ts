import { randomBytes } from 'node:crypto'
import { existsSync, rmSync } from 'node:fs'
import { type FileHandle, link, open, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { NeedsHelp } from '../db/needs-help.ts'

/** A file on its way: under another name until it is whole, so that what is interrupted never looks like a backup. */
const unfinishedName = (file: string): string => join(dirname(file), `.${basename(file)}.${randomBytes(4).toString('hex')}.unfinished`)

export type Landing = {
  write(chunk: Uint8Array): Promise<void>
  readonly bytes: () => number
  readonly unfinished: string
  flush(): Promise<void>
  publish(): Promise<void>
  drop(): Promise<void>
}

/** Opens the way for `file`. Refused where it is there already and `force` was not said. */
export async function landing(file: string, force: boolean): Promise<Landing> {
  if (!force && existsSync(file)) throw new NeedsHelp(`${file} is there already. Choose another name, or say --force to put the new backup in its place.`)
  const unfinished = unfinishedName(file)
  const handle = await open(unfinished, 'wx', 0o600).catch((fault: NodeJS.ErrnoException) => {
    throw new NeedsHelp(`${file} cannot be written: ${fault.message}`)
  })
  const leave = () => rmSync(unfinished, { force: true })
  process.once('exit', leave)
  let bytes = 0
  return {
    unfinished,
    bytes: () => bytes,
    async write(chunk) {
      await all(handle, chunk)
      bytes += chunk.length
    },
    async flush() {
      await handle.sync()
      await handle.close()
    },
    async publish() {
      if (force) await rename(unfinished, file)
      else await place(unfinished, file)
      process.off('exit', leave)
      await syncFolder(dirname(file))
    },
    async drop() {
      process.off('exit', leave)
      await handle.close().catch(() => {})
      leave()
    },
  }
}

async function all(handle: FileHandle, chunk: Uint8Array): Promise<void> {
  for (let done = 0; done < chunk.length; ) done += (await handle.write(chunk, done)).bytesWritten
}

/** A link is made or not made, also when two write the same name at once. Disks without links (USB sticks) are asked first. */
async function place(from: string, to: string): Promise<void> {
  try {
    await link(from, to)
    await rm(from)
  } catch (fault) {
    const taken = (fault as NodeJS.ErrnoException).code === 'EEXIST' || existsSync(to)
    if (taken) throw new NeedsHelp(`${to} is there already; somebody was faster. Choose another name.`)
    await rename(from, to)
  }
}

/** The name is on the disk too, where the system can be asked for it. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => null)
  await handle?.sync().catch(() => {})
  await handle?.close()
}
