import { afterAll, expect, test } from 'vitest'
import { messagesToLookAt } from '../../care/monitor/message.store.ts'
import { devicesModel, listDevices, monitorAt, openDeviceBook } from '../../care/monitor/monitor.store.ts'
import { DEVICES, decideDevices } from '../../care/monitor/monitor.ts'
import { prune, QUOTA } from '../../care/monitor/quota.store.ts'
import type { Frame } from '../../care/monitor/reception.ts'
import type { Chunk } from '../../care/monitor/samples.store.ts'
import { hl7Time } from '../../exchange/hl7v2/moment.ts'
import { addMs, type Instant, instant } from '../../medicine/time.ts'
import { freshDatabase } from '../../platform/db/testing.ts'
import { openJournal } from '../../platform/journal/postgres.ts'
import { uuid7 } from '../../platform/journal/uuid7.ts'
import { dial } from '../../platform/mllp/client.ts'
import { openKeeper } from './keeper.ts'
import { listenForMonitors } from './listener.ts'

const { database, clinic, newClinic } = await freshDatabase()
const journal = openJournal({ database })
const book = openDeviceBook(journal, 0)
const frames: Frame[] = []
let session: { session: string; since: Instant } | null = { session: 'session-3', since: '2026-01-01T00:00:00.000Z' as Instant }
let failing = false
const kept: Chunk[] = []

const parts = (id: string) => ({
  database: { ...database, as: ((c, work) => (failing ? Promise.reject(new Error('no disk')) : database.as(c, work))) as typeof database.as },
  book,
  sessionAt: async (_: unknown, __: string, chair: string) => (chair === '3' ? session : null),
  clinic: async () => ({ id, zone: 'America/New_York' }),
  publish: (_: string, frame: Frame) => void frames.push(frame),
  report: () => {},
})
const listener = await listenForMonitors(parts(clinic), { port: 0, perSecond: 10_000, burst: 10_000, messageBytes: 60_000 })
const monitor = await dial(listener.port)
const keeper = openKeeper({
  database,
  devices: book.of,
  report: (fault) => expect.unreachable(String(fault)),
  everyMs: 1e9,
  keep: async (_, chunk) => {
    kept.push(chunk)
    return 'settled'
  },
})
afterAll(async () => {
  monitor.close()
  await keeper.close()
  await listener.close()
})

const nowish = (agoSeconds = 0): Instant => addMs(instant(Math.floor(Date.now() / 1000) * 1000), -agoSeconds * 1000)
type Made = { id?: string; sender?: string; hr?: number; at?: Instant; sent?: Instant; type?: string; rows?: readonly string[] }
let count = 0
function made({ id = `C${++count}`, sender = 'BEDSIDE', hr = 72, at = nowish(), sent = nowish(), type = 'ORU^R01^ORU_R01', rows = [] }: Made = {}): Uint8Array {
  const row = `OBX|1|NM|147842^MDC_ECG_HEART_RATE^MDC|1|${hr}|264864^MDC_DIM_BEAT_PER_MIN^MDC|||||R|||${hl7Time(at)}`
  return new TextEncoder().encode([`MSH|^~\\&|${sender}||||${hl7Time(sent)}||${type}|${id}|P|2.6`, 'OBR|1', row, ...rows, ''].join('\r'))
}
const send = async (bytes: Uint8Array) =>
  /MSA\|(..)\|([^|\r]*)/
    .exec(new TextDecoder().decode(await monitor.send(bytes)))
    ?.slice(1)
    .join(' ')
const bind = (device: string, chair: string) =>
  journal.execute(
    { clinic, stream: DEVICES, id: uuid7(), digest: {}, by: { kind: 'staff', id: 's', name: 'Ola Owner', roles: ['owner'] }, via: {}, at: nowish() },
    devicesModel,
    (state) => decideDevices(state, { type: 'bind', data: { device, chair } }, ['3', '4']),
  )
const rows = (table: string, id = clinic) => database.as(id, async (tx) => (await tx.connection.query(`select * from ${table} where clinic = $1`, [id])).rows)
const toLookAt = () => database.as(clinic, (tx) => messagesToLookAt(tx, clinic))

test('a device nobody knows is answered AA, kept, and waits to be bound', async () => {
  expect(await send(made({ id: 'first', at: nowish(30) }))).toBe('AA first')
  const [device] = await database.as(clinic, async (tx) => listDevices(tx, clinic, await book.of(clinic)))
  expect(device).toMatchObject({ device: 'BEDSIDE', chair: null, heard: { messages: 1, from: '127.0.0.1', values: { 'heart-rate': { value: 72 } } } })
  expect(frames).toEqual([])
})

test('bound to a chair, its values are told at once, kept as samples for the session, and shown for the chair', async () => {
  await bind('BEDSIDE', '3')
  const at = nowish(2)
  expect(await send(made({ hr: 91, at }))).toMatch(/^AA/)
  expect(frames.at(-1)).toMatchObject({ session: 'session-3', chair: '3', device: 'BEDSIDE', values: { 'heart-rate': 91 }, at })
  await keeper.flush()
  expect(kept).toMatchObject([{ session: 'session-3', device: 'BEDSIDE', samples: [{ at, values: { 'heart-rate': 91 } }] }])
  expect(await rows('device_sample')).toEqual([])
  const shown = await database.as(clinic, async (tx) => monitorAt(tx, clinic, '3', await book.of(clinic)))
  expect(shown).toMatchObject({ device: 'BEDSIDE', values: { 'heart-rate': { value: 91, at, device: 'BEDSIDE' } } })
})

test('without a session the chair still sees it, and nothing is kept for a stream', async () => {
  const before = session
  session = null
  await send(made({ hr: 83 }))
  session = before
  expect(frames.at(-1)).toMatchObject({ session: null, chair: '3' })
  expect(await rows('device_sample')).toEqual([])
})

test('what was measured before this patient arrived was somebody else’s: it reaches neither the screens nor the session', async () => {
  const before = session
  session = { session: 'session-4', since: nowish(60) }
  const told = frames.length
  await send(made({ hr: 141, at: nowish(120) }))
  await send(made({ hr: 85 }))
  expect(frames.slice(told).map(({ values }) => values)).toEqual([{ 'heart-rate': 85 }])
  await keeper.flush()
  expect(kept.findLast((chunk) => chunk.session === 'session-4')?.samples.map(({ values }) => values)).toEqual([{ 'heart-rate': 85 }])
  session = { session: 'session-5', since: addMs(nowish(), 60_000) }
  const shown = await database.as(clinic, async (tx) => monitorAt(tx, clinic, '3', await book.of(clinic), session?.since))
  expect(shown?.values).toEqual({})
  session = before
})

test('the same message again is answered AA again and has no second effect', async () => {
  const message = made({ id: 'twice', hr: 77 })
  const before = frames.length
  expect([await send(message), await send(message), await send(message)]).toEqual(['AA twice', 'AA twice', 'AA twice'])
  expect(frames.length - before).toBe(1)
  expect((await rows('device_message')).filter((row) => row.control_id === 'twice')).toMatchObject([{ again: 2 }])
})

test('two of the same message in one batch have one effect', async () => {
  const message = made({ hr: 64 })
  const before = frames.length
  await Promise.all([monitor.send(message), monitor.send(message), monitor.send(message)])
  expect(frames.length - before).toBe(1)
})

test('a known control id with other content is answered AA, taken by nobody, and shown', async () => {
  const before = frames.length
  expect([await send(made({ id: 'once', hr: 70 })), await send(made({ id: 'once', hr: 110 }))]).toEqual(['AA once', 'AA once'])
  expect(frames.length - before).toBe(1)
  expect((await toLookAt())[0]).toMatchObject({ verdict: 'reused-id', controlId: 'once' })
})

test('a monitor that was switched off and counts from the beginning again is heard', async () => {
  await send(made({ id: '1', hr: 66, sent: nowish(300), at: nowish(300) }))
  await send(made({ id: '1', hr: 88 }))
  expect(frames.at(-1)?.values).toEqual({ 'heart-rate': 88 })
})

test('junk and a wrong type are answered and shown, once however often they come', async () => {
  const junk = new TextEncoder().encode('GET / HTTP/1.1')
  for (let i = 0; i < 3; i += 1) await monitor.send(junk)
  expect(await send(made({ id: 'adt', type: 'ADT^A01' }))).toBe('AR adt')
  const found = await toLookAt()
  expect(found.find(({ verdict }) => verdict === 'junk')).toMatchObject({ again: 2, begins: 'GET / HTTP/1.1' })
  expect(found.find(({ verdict }) => verdict === 'rejected')).toMatchObject({ controlId: 'adt', sender: 'BEDSIDE' })
})

test('a row that is not believed does not take the others with it, and is shown', async () => {
  expect(await send(made({ id: 'mixed', rows: ['OBX|2|NM|150456^MDC_TEMP^MDC|1|98|262688^MDC_DIM_PERCENT^MDC|||||R'] }))).toBe('AA mixed')
  expect((await toLookAt()).find(({ controlId }) => controlId === 'mixed')?.notTaken).toMatchObject([{ row: 2, code: 'label-disagrees' }])
})

test('when it cannot be stored the answer is AE, never AA', async () => {
  failing = true
  expect(await send(made({ id: 'lost' }))).toBe('AE lost')
  failing = false
  expect(await send(made({ id: 'lost' }))).toBe('AA lost')
})

test('a flood is stored whole, each answered in order', async () => {
  const answers = await Promise.all(Array.from({ length: 500 }, (_, n) => send(made({ id: `F${n}`, sender: 'FLOOD', hr: 50 + (n % 50) }))))
  expect(answers).toEqual(Array.from({ length: 500 }, (_, n) => `AA F${n}`))
  expect((await rows('device_message')).filter((row) => row.sender === 'FLOOD')).toHaveLength(500)
})

test('what is kept has an end: of junk so many, of all so many bytes, of strangers so many', async () => {
  for (let n = 0; n < 20; n += 1) await monitor.send(new TextEncoder().encode(`junk ${n}`))
  await database.as(clinic, (tx) => prune(tx, clinic, ['BEDSIDE'], { ...QUOTA, notAccepted: 5, bytes: 100_000, unknownDevices: 0 }))
  const left = await rows('device_message')
  expect(left.filter((row) => !row.accepted)).toHaveLength(5)
  expect(left.reduce((sum, row) => sum + row.length + 400, 0)).toBeLessThanOrEqual(100_000)
  expect((await rows('device_heard')).map((row) => row.device)).toEqual(['BEDSIDE'])
})

test('a chunk that could not be kept comes again as the same command', async () => {
  const tries: string[] = []
  await send(made({ hr: 99 }))
  const unlucky = openKeeper({
    database,
    devices: book.of,
    report: () => {},
    everyMs: 1e9,
    keep: async (_, chunk) => (tries.push(chunk.id) < 2 ? 'later' : 'settled'),
  })
  await unlucky.flush()
  await send(made({ hr: 98, at: nowish(-1) }))
  await unlucky.close()
  expect(tries[1]).toBe(tries[0])
  expect(new Set(tries).size).toBe(2)
})

test('one clinic never sees the devices of another', async () => {
  const other = await newClinic()
  expect(await rows('device_heard', other)).toEqual([])
})
