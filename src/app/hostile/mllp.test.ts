import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { connect } from 'node:net'
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { withRows } from '../../exchange/hl7v2/hl7.testing.ts'
import { instant } from '../../medicine/time.ts'
import { freshDatabase } from '../../platform/db/testing.ts'
import { dial } from '../../platform/mllp/client.ts'
import { framed } from '../../platform/mllp/deframe.ts'
import { foundClinic, openGround } from '../house.ts'
import { openMonitors } from '../monitors/monitors.ts'
import { held, LONG, mutated, runs, tried } from './hostile.testing.ts'

// The listener as monitors meet it, over TCP, in front of a real database.
const REAL = new URL('../../../../shared/data/hl7v2/', import.meta.url)
const there = existsSync(REAL)
const real = there ? readdirSync(REAL).map((name) => Uint8Array.from(readFileSync(new URL(name, REAL)))) : []
const own = [
  withRows('OBX|1|NM|8867-4^Heart rate^LN||72|/min|||||F', 'OBX|2|NM|8480-6^Systolic^LN||138|mm[Hg]|||||F', 'OBX|3|NM|59408-5^SpO2^LN||97|%|||||F'),
  withRows('PV1||I|ICU^^Bed4', 'OBX|1|SN|8310-5^Body temperature^LN||^98.6|[degF]|||||F', 'OBX|2|NM|0002-4a05^NBPs^MDIL|0|131|0004-0f20^mmHg^MDIL||QUES|||C'),
]

const fresh = await freshDatabase()
const ground = openGround({ ownerUrl: fresh.ownerUrl, appUrl: fresh.appUrl, connections: 8 })
const faults: unknown[] = []
const outcomes = new Map<string, number>()
const counted = (outcome: string) => void outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1)
const monitors = await openMonitors(ground, (fault) => faults.push(fault), counted)
const clinic = '0195b0a0-0000-7000-8000-00000000c11c'
await foundClinic(
  ground,
  { id: clinic, name: 'Hostile', zone: 'America/New_York', demo: false },
  { kind: 'system', id: 'waymark', name: 'Waymark', roles: [] },
  {},
  instant(Date.now()),
)
await monitors.listen({ port: 0, clinic })
const port = (await monitors.addressOf(clinic))?.port ?? 0
afterAll(async () => {
  await monitors.close()
  await ground.close()
})

/** What the listener answers to a message that is all right; nothing else would tell that it still works. */
async function stillListens(): Promise<void> {
  const client = await dial(port)
  const answer = new TextDecoder().decode(await client.send(own[0] as Uint8Array))
  client.close()
  expect(answer).toMatch(/\rMSA\|A[AER]\|/)
}

/** Frames or rubbish on one connection, as they are; then the sender is done. Answers how many frames came back. */
const talk = (pieces: readonly Uint8Array[]): Promise<number> =>
  new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1')
    let ends = 0
    socket.on('data', (chunk) => {
      for (const byte of chunk as Buffer) if (byte === 0x1c) ends += 1
    })
    socket.on('error', reject).on('close', () => resolve(ends))
    for (const piece of pieces) socket.write(piece)
    socket.end()
  })

test.skipIf(!there)('the real messages lie beside the checkout (skipped where they are absent; our own are used all the same)', () => {
  expect(real.length).toBeGreaterThan(5)
})

const message = mutated([...real, ...own])
const piece = fc.oneof(
  { weight: 6, arbitrary: message.map((bytes) => framed(bytes)) },
  { weight: 1, arbitrary: message },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 200 }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      Uint8Array.of(0x0b),
      Uint8Array.of(0x1c),
      Uint8Array.of(0x0b, 0x0b, 0x1c, 0x0d),
      new TextEncoder().encode('GET / HTTP/1.1\r\nHost: x\r\n\r\n'),
    ),
  },
)
const BATCH = 20

test('whatever is sent to the listener, it goes on listening, stores what it can, and grows no larger', { timeout: LONG }, async () => {
  const usual = 1500
  const conversations = Math.ceil(runs(usual) / BATCH)
  let count = 0
  let warm = 0
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { minLength: BATCH, maxLength: BATCH }), async (pieces) => {
      await talk(pieces)
      count += 1
      if (count === Math.ceil(conversations / 3)) warm = await held()
      if (count % 25 === 0) await stillListens()
    }),
    { ...tried(usual), numRuns: conversations },
  )
  await stillListens()
  await monitors.flush()
  expect(faults.map((fault) => (fault instanceof Error ? (fault.stack ?? '') : String(fault)))).toEqual([])
  expect(outcomes.get('not-stored') ?? 0).toBe(0)
  expect([...outcomes.values()].reduce((a, b) => a + b, 0)).toBeGreaterThan(runs(usual) / 3)
  expect((await held()) - warm, 'bytes held more than after a third of it').toBeLessThan(32 * 1024 * 1024)
})
