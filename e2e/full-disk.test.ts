import { execFileSync, spawnSync } from 'node:child_process'
import { closeSync, mkdirSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, expect, test } from 'vitest'
import { command, foundClinic, register } from '../bench/clinic.ts'
import { plan } from '../bench/plan.ts'
import { booksOf } from '../bench/torture/books.ts'
import { running } from '../src/app/start/instance.ts'
import { openDatabase } from '../src/platform/db/database.ts'
import { addressesOf } from '../src/platform/db/start.ts'
import { verify } from '../src/platform/journal/verify.ts'
import { startWaymark, type Waymark } from './waymark.ts'

// A real disk that is really full: a file system of its own in memory, which only root can make. What a full disk does
// through the engine's own fault is tested for everybody in src/app/away.test.ts.
const disk = mkdtempSync(join(tmpdir(), 'waymark-disk-'))
const mounted = process.getuid?.() === 0 && spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=140m,mode=755', 'waymark', disk]).status === 0
let waymark: Waymark | undefined
afterAll(async () => {
  await waymark?.stop()
  if (mounted) execFileSync('umount', ['-l', disk])
  rmSync(disk, { recursive: true, force: true })
})

/** Writes until nothing more fits. */
function fill(file: string): void {
  const handle = openSync(file, 'w')
  try {
    for (const piece of [1_000_000, 4096, 1]) for (;;) if (!writes(handle, piece)) break
  } finally {
    closeSync(handle)
  }
}
function writes(handle: number, bytes: number): boolean {
  try {
    return writeSync(handle, Buffer.alloc(bytes)) === bytes
  } catch {
    return false
  }
}

test.runIf(mounted)('on a disk that is really full nobody is told "saved" wrongly, and once there is room charting goes on by itself', async () => {
  const data = join(disk, 'data')
  mkdirSync(data)
  waymark = await startWaymark([], data)
  const clinic = await foundClinic(Number(new URL(waymark.url).port))
  const session = await plan(clinic, await register(clinic, 1))
  const url = `${waymark.url}/api/sessions/${session}/commands`
  const post = (body: unknown) =>
    fetch(url, { method: 'POST', body: JSON.stringify(body), headers: { authorization: `Bearer ${clinic.token}`, 'content-type': 'application/json' } })
  const entry = () => command('write-note', { voice: 'nurse', access: 'team', words: 'calm '.repeat(600) })

  const ballast = join(disk, 'ballast')
  fill(ballast)
  const acknowledged: string[] = []
  const unknown: ReturnType<typeof entry>[] = []
  const codes = new Set<string>()
  while (unknown.length < 8) {
    const body = entry()
    const answer = await post(body)
    const { code, message } = (await answer.json()) as { code?: string; message?: string }
    if (answer.status === 200) acknowledged.push(body.id)
    else {
      expect({ status: answer.status, message }).toEqual({ status: 503, message: expect.stringMatching(/disk|database/) })
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
      unknown.push(body)
      codes.add(code ?? '')
    }
  }
  rmSync(ballast)
  for (const body of unknown) {
    while ((await post(body)).status !== 200) await pause(100)
    acknowledged.push(body.id)
  }

  const database = openDatabase({ ...addressesOf(data, {}, running(data)?.databasePort), connections: 2 })
  const { journal } = await booksOf(database)
  expect(journal.filter(({ type }) => type === 'note-written').map(({ id }) => id)).toEqual(acknowledged)
  expect((await verify(database)).flaw).toBeNull()
  await database.close()
  expect([...codes].every((code) => /^database-(full|away|slow|busy)$/.test(code))).toBe(true)
})
