import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { asOwner, type Clinic, calm, command, foundClinic, register } from '../bench/clinic.ts'
import { plan } from '../bench/plan.ts'
import { Program } from '../bench/torture/program.ts'
import { hl7Time } from '../src/exchange/hl7v2/moment.ts'
import { instant } from '../src/medicine/time.ts'
import { connection, openDatabase } from '../src/platform/db/database.ts'
import { type Embedded, startEmbedded } from '../src/platform/db/embedded.ts'
import { addressesOf } from '../src/platform/db/start.ts'
import { verify } from '../src/platform/journal/verify.ts'
import { dial } from '../src/platform/mllp/client.ts'
import { freePort } from './waymark.ts'

// Two processes of Waymark on one PostgreSQL, as behind a balancer. They know nothing of each other.
const folder = mkdtempSync(join(tmpdir(), 'waymark-nodes-'))
chmodSync(folder, 0o755)
let postgres: Embedded
let nodes: readonly [Program, Program]
let clinic: Clinic
let session: string
const mllp: number[] = []

beforeAll(async () => {
  postgres = await startEmbedded(folder, { say: () => {} })
  const owner = new pg.Client(postgres.url('postgres'))
  await owner.connect()
  await owner.query('create database waymark')
  await owner.end()
  const env = { DATABASE_URL: postgres.url('waymark'), WAYMARK_SECRET: 'the same on every node, and long enough for it' }
  const node = async (name: string) => {
    const port = await freePort()
    mllp.push(port)
    return new Program(join(folder, name), await freePort(), env, ['--mllp-port', String(port)])
  }
  nodes = [await node('one'), await node('two')]
  // At the same moment, on an empty database: one of them migrates, the other waits.
  await Promise.all(nodes.map((one) => one.start()))
  clinic = await foundClinic(nodes[0].port)
  session = await plan(clinic, await register(clinic, 1))
})
afterAll(async () => {
  await Promise.all((nodes ?? []).map((node) => node.kill('SIGTERM')))
  await postgres?.stop()
  rmSync(folder, { recursive: true, force: true })
})

const entry = () => command('record-readings', { values: calm, from: {} })
type Sent = ReturnType<typeof entry>
const post = (node: Program, body: Sent): Promise<number> =>
  fetch(`http://127.0.0.1:${node.port}/api/sessions/${session}/commands`, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { authorization: `Bearer ${clinic.token}`, 'content-type': 'application/json' },
  }).then(async (answer) => {
    await answer.text()
    return answer.status
  })
const readings = async (node: Program): Promise<string[]> => {
  const { facts } = await asOwner<{ facts: { id: string; type: string }[] }>({ ...clinic, port: node.port }, `/api/sessions/${session}`)
  return facts.filter(({ type }) => type === 'readings-recorded').map(({ id }) => id)
}

test('who signed in at one node is known at the other', async () => {
  const me = (node: Program) => asOwner<{ staff: { id: string } }>({ ...clinic, port: node.port }, '/api/me')
  expect((await me(nodes[1])).staff.id).toBe((await me(nodes[0])).staff.id)
})

test('what is entered at one node is told to the screens of the other', async () => {
  const stop = new AbortController()
  const answer = await fetch(`http://127.0.0.1:${nodes[1].port}/api/live`, { signal: stop.signal, headers: { authorization: `Bearer ${clinic.token}` } })
  const heard = (async () => {
    let text = ''
    for await (const part of (answer.body ?? []) as AsyncIterable<Uint8Array>) {
      text += new TextDecoder().decode(part)
      const told = /event: stream\ndata: (.+)\n/.exec(text)?.[1]
      if (told) return JSON.parse(told)
    }
  })()
  const body = entry()
  expect(await post(nodes[0], body)).toBe(200)
  expect(await heard).toMatchObject({ kind: 'session', id: session })
  stop.abort()
  expect((await readings(nodes[1])).at(-1)).toBe(body.id)
})

test('people who chart now at one node and now at the other, in one session, lose nothing and double nothing', async () => {
  const before = await readings(nodes[0])
  const person = async (n: number): Promise<string[]> => {
    const sent: string[] = []
    for (let k = 0; k < 15; k += 1) {
      const body = entry()
      sent.push(body.id)
      const [here, there] = k % 2 === n % 2 ? nodes : [nodes[1], nodes[0]]
      // Some are sent to both at once, as by a device that changes its network and tries again.
      const answers = await Promise.all([post(here, body), ...(k % 5 === 0 ? [post(there, body)] : [])])
      expect(answers.every((status) => status === 200)).toBe(true)
    }
    return sent
  }
  const all = await Promise.all(Array.from({ length: 6 }, (_, n) => person(n)))
  const now = await readings(nodes[0])
  expect(now.slice(before.length).toSorted()).toEqual(all.flat().toSorted())
  for (const own of all) expect(now.filter((id) => own.includes(id))).toEqual(own)
  expect(await readings(nodes[1])).toEqual(now)
})

test('a monitor moves from one node to the other, and a message that both were sent counts once', async () => {
  const message = (id: string) => {
    const at = hl7Time(instant(Date.now()))
    const rows = [
      `MSH|^~\\&|BEDSIDE||||${at}||ORU^R01^ORU_R01|${id}|P|2.6`,
      'OBR|1',
      `OBX|1|NM|147842^MDC_ECG_HEART_RATE^MDC|1|72|264864^MDC_DIM_BEAT_PER_MIN^MDC|||||R|||${at}`,
    ]
    return new TextEncoder().encode(`${rows.join('\r')}\r`)
  }
  const [one, two] = [await dial(mllp[0] as number), await dial(mllp[1] as number)]
  const [first, second, third] = [message('M1'), message('M2'), message('M3')]
  const answered = async (line: typeof one, bytes: Uint8Array) => /MSA\|(..)\|(\w+)/.exec(new TextDecoder().decode(await line.send(bytes)))?.[0]
  expect(await answered(one, first)).toBe('MSA|AA|M1')
  expect(await answered(two, first)).toBe('MSA|AA|M1')
  expect(await Promise.all([answered(one, second), answered(two, second)])).toEqual(['MSA|AA|M2', 'MSA|AA|M2'])
  one.close()
  expect(await answered(two, third)).toBe('MSA|AA|M3')
  two.close()
  const owner = new pg.Client(connection(postgres.url('waymark')))
  await owner.connect()
  const { rows } = await owner.query('select control_id as id, again from waymark.device_message order by control_id')
  await owner.end()
  expect(rows).toEqual([
    { id: 'M1', again: 1 },
    { id: 'M2', again: 1 },
    { id: 'M3', again: 0 },
  ])
})

test('a node that is killed in the middle of charting does not disturb the other, and what it was asked is asked there', async () => {
  const before = await readings(nodes[1])
  const [kept, open]: [string[], Sent[]] = [[], []]
  let killed = false
  const atTheOne = async () => {
    for (;;) {
      const body = entry()
      const status = await post(nodes[0], body).catch(() => 0)
      if (status === 200) kept.push(body.id)
      else return void open.push(body)
    }
  }
  const atTheOther = async () => {
    for (let after = 0; after < 10; after += killed ? 1 : 0) {
      const body = entry()
      expect(await post(nodes[1], body)).toBe(200)
      kept.push(body.id)
    }
  }
  const charting = Promise.all([...Array.from({ length: 4 }, atTheOne), ...Array.from({ length: 4 }, atTheOther)])
  while (kept.length < 60) await new Promise((later) => setImmediate(later))
  await nodes[0].kill()
  killed = true
  await charting
  expect(open).toHaveLength(4)
  for (const body of open) expect(await post(nodes[1], body)).toBe(200)
  const now = await readings(nodes[1])
  expect(now.slice(before.length).toSorted()).toEqual([...kept, ...open.map(({ id }) => id)].toSorted())
  const database = openDatabase({ ...addressesOf(nodes[1].data, { DATABASE_URL: postgres.url('waymark') }), connections: 2 })
  expect((await verify(database)).flaw).toBeNull()
  await database.close()
})
