import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { birthOf } from '../../platform/db/processes.ts'
import { claim, running } from './instance.ts'

let data = ''
const left: ReturnType<typeof spawn>[] = []
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'waymark-lock-'))
})
afterEach(() => {
  for (const child of left.splice(0)) child.kill('SIGKILL')
  rmSync(data, { recursive: true })
})

const here = new URL('instance.ts', import.meta.url).href

/** Another process that claims the folder and goes on living. */
async function another(more = {}) {
  const script = `const { claim } = await import(${JSON.stringify(here)})
    claim(${JSON.stringify(data)}, 'start').tell(${JSON.stringify(more)}); console.log('has it'); setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] })
  left.push(child)
  await once(child.stdout, 'data')
  return child
}

test('a second Waymark on the same data is told where the first one is', async () => {
  const first = await another({ address: 'http://127.0.0.1:3000' })
  expect(() => claim(data, 'start')).toThrow(`Waymark is already running at http://127.0.0.1:3000, pid ${first.pid}`)
  expect(running(data)).toMatchObject({ pid: first.pid, address: 'http://127.0.0.1:3000' })
})

test('the lock of a killed Waymark is taken over', async () => {
  const first = await another()
  first.kill('SIGKILL')
  await once(first, 'exit')
  expect(running(data)).toBeNull()
  claim(data, 'start').release()
  expect(readdirSync(data)).toEqual([])
})

test('a lock whose number now belongs to another process is stale', () => {
  writeFileSync(join(data, 'running.json'), JSON.stringify({ pid: process.ppid, birth: 'long ago', command: 'start' }))
  expect(running(data)).toBeNull()
  claim(data, 'start').release()
})

test('a live process keeps its lock', () => {
  writeFileSync(join(data, 'running.json'), JSON.stringify({ pid: process.ppid, birth: birthOf(process.ppid), command: 'verify' }))
  expect(() => claim(data, 'start')).toThrow(/"waymark verify" is working with this data folder/)
})

test.each(['', '{"pid":', 'null', '[]', '{"pid":"x"}'])('a damaged lock (%j) hinders nobody', (text) => {
  writeFileSync(join(data, 'running.json'), text)
  claim(data, 'start').release()
  expect(existsSync(join(data, 'running.json'))).toBe(false)
})

test('of many that start at once over a stale lock, one gets the folder', async () => {
  writeFileSync(join(data, 'running.json'), JSON.stringify({ pid: process.ppid, birth: 'long ago', command: 'start' }))
  const script = `const { claim } = await import(${JSON.stringify(here)})
    try { claim(${JSON.stringify(data)}, 'start'); console.log('mine') } catch { console.log('not mine') }; setInterval(() => {}, 1000)`
  const answers = await Promise.all(
    Array.from({ length: 6 }, async () => {
      const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] })
      left.push(child)
      return String((await once(child.stdout, 'data'))[0]).trim()
    }),
  )
  expect(answers.filter((answer) => answer === 'mine')).toHaveLength(1)
})
