import { setTimeout as pause } from 'node:timers/promises'
import { openDatabase } from '../src/platform/db/database.ts'
import { uuid7 } from '../src/platform/journal/uuid7.ts'
import { dial } from '../src/platform/mllp/client.ts'
import { asOwner, type Clinic, command, foundClinic, register } from './clinic.ts'
import { many, report } from './figure.ts'
import { startServer, withFolder } from './server.ts'

const SESSIONS = 500
const SCREENS = 50
const PER_SECOND = 4
/** Monitors come through gateways, as they do in a clinic; the listener takes 64 connections. */
const GATEWAYS = 50
const BUDGET_MS = 100
const MLLP = 41_163
/** An answer later than this is told as none. */
const ANSWER_MS = 120_000

/**
 * `npm run bench -- live [--minutes N] [--sessions N]`: 500 sessions, each monitor sending four values a second over
 * MLLP, fifty screens watching. From the moment a message is written to the socket until the second screen is told of
 * it; what was sent, acknowledged, stored and shown; and how the server's memory moved.
 */
export const live = (): Promise<void> =>
  withFolder(async (data) => {
    const sessions = numberAfter('--sessions', SESSIONS)
    const server = await startServer(data, 41_153, ['node', 'src/app/main.ts', '--mllp-port', String(MLLP)])
    const database = openDatabase(server.addresses)
    try {
      const clinic = await foundClinic(server.port)
      await many(sessions, (n) => seat(clinic, n))
      const id = (await asOwner<{ clinic: { id: string } }>(clinic, '/api/me')).clinic.id
      const stored = () => database.as(id, async (tx) => Number((await tx.sql<{ n: string }>`select count(*) as n from device_message where accepted`)[0]?.n))
      await measure(clinic, sessions, numberAfter('--minutes', 1 / 3) * 60, stored)
    } finally {
      await database.close()
      await server.stop()
    }
  })

function numberAfter(name: string, otherwise: number): number {
  const at = process.argv.indexOf(name)
  const value = at < 0 ? otherwise : Number(process.argv[at + 1])
  if (!(value > 0)) throw new Error(`${name} needs a number above zero`)
  return value
}

const deviceOf = (n: number): string => `MON${n}`
/** A chair with its monitor, and somebody in it. */
async function seat(clinic: Clinic, n: number): Promise<void> {
  const [session, patient] = [uuid7(), await register(clinic, n)]
  await asOwner(clinic, '/api/clinic/commands', command('add-chair', { chair: `c${n}`, name: `Chair ${n}` }))
  await asOwner(clinic, '/api/devices/commands', command('bind', { device: deviceOf(n), chair: `c${n}` }))
  const plan = { patient, protocol: clinic.protocol, chair: `c${n}`, plannedFor: new Date().toISOString() }
  await asOwner(clinic, '/api/sessions', { ...command('schedule', plan), session })
  await asOwner(clinic, `/api/sessions/${session}/commands`, command('arrive', {}))
}

/** Four values, one message: what a monitor of today sends each second. The heart rate tells which message it was. */
function messageOf(device: string, count: number, at: Date): Uint8Array {
  const time = `${at.toISOString().replace(/[-T:Z]/g, '')}+0000`
  const rows = [
    ['8867-4^Heart rate^LN', 60 + (count % 60), '/min'],
    ['59408-5^SpO2^LN', 97, '%'],
    ['9279-1^Respiratory rate^LN', 14, '/min'],
    ['8889-8^Pulse^LN', 61 + (count % 60), '/min'],
  ].map(([code, value, unit], i) => `OBX|${i + 1}|NM|${code}||${value}|${unit}|||||F|||${time}`)
  const head = `MSH|^~\\&|${device}|BENCH|WAYMARK||${time}||ORU^R01^ORU_R01|${device}-${count}|P|2.6`
  return new TextEncoder().encode([head, `OBR|1|||MONITOR|||${time}`, ...rows, ''].join('\r'))
}

type Sent = { readonly at: number; screens: number; second: number }

async function measure(clinic: Clinic, sessions: number, seconds: number, stored: () => Promise<number>): Promise<void> {
  const sent = new Map<string, Sent>()
  const stop = new AbortController()
  let shown = 0
  const counted = () => {
    shown += 1
  }
  const timed = (event: string) => {
    shown += 1
    const { device, at } = JSON.parse(event.slice(event.indexOf('data: ') + 6)) as { device: string; at: string }
    const one = sent.get(`${device} ${at}`)
    if (one && ++one.screens === 2) one.second = performance.now() - one.at
  }
  // Two are read closely; the others only take their part of the server's time, and are counted.
  const screens = Array.from({ length: SCREENS }, (_, n) => listen(clinic, stop.signal, n < 2 ? timed : counted))
  await pause(500)
  const memory = [await heldBy(clinic)]
  let acknowledged = 0
  const taken = (answer: Uint8Array) => {
    if (Buffer.from(answer).includes('MSA|AA|')) acknowledged += 1
  }
  const gateways = await Promise.all(Array.from({ length: GATEWAYS }, () => dial(MLLP, '127.0.0.1', ANSWER_MS)))
  const began = performance.now()
  const rounds = Math.ceil(seconds)
  const answers: Promise<void>[] = []
  for (let round = 0; round < rounds; round += 1) {
    for (let n = 0; n < sessions; n += 1) {
      const due = began + (round + n / sessions) * 1000
      const early = due - performance.now()
      if (early > 1) await pause(early)
      const at = new Date()
      sent.set(`${deviceOf(n)} ${at.toISOString()}`, { at: performance.now(), screens: 0, second: Number.NaN })
      const gateway = gateways[n % GATEWAYS]
      if (gateway) answers.push(gateway.send(messageOf(deviceOf(n), round, at)).then(taken, () => {}))
    }
    if (round % 10 === 9) memory.push(await heldBy(clinic))
  }
  await Promise.all(answers)
  await pause(1000)
  memory.push(await heldBy(clinic))
  stop.abort()
  await Promise.all(screens)
  for (const gateway of gateways) gateway.close()
  tell([...sent.values()], { acknowledged, stored: await stored(), shown, memory, seconds: (performance.now() - began) / 1000 })
}

type Counts = { readonly acknowledged: number; readonly stored: number; readonly shown: number; readonly memory: readonly number[]; readonly seconds: number }

function tell(sent: readonly Sent[], { acknowledged, stored, shown, memory, seconds }: Counts): void {
  const times = sent.map(({ second }) => second).filter(Number.isFinite)
  times.sort((a, b) => a - b)
  const at = (part: number) => times[Math.floor(times.length * part)] ?? Number.NaN
  report({ name: 'live-p50', value: at(0.5), unit: 'ms', reference: BUDGET_MS })
  report({ name: 'live-p99', value: at(0.99), unit: 'ms', reference: BUDGET_MS })
  report({ name: 'live-values-rate', value: (sent.length * PER_SECOND) / seconds, unit: '/s' })
  report({ name: 'live-messages-acknowledged', value: acknowledged, unit: 'of those sent', reference: sent.length })
  report({ name: 'live-messages-stored', value: stored, unit: 'of those sent', reference: sent.length })
  report({ name: 'live-messages-on-two-screens', value: times.length, unit: 'of those sent', reference: sent.length })
  report({ name: 'live-shown', value: shown, unit: 'times, of all on every screen', reference: sent.length * SCREENS })
  // What it begins with is cold; the tenth after it is the first that can be compared.
  const [first = Number.NaN] = memory.slice(Math.ceil(memory.length / 10))
  report({ name: 'live-memory', value: (memory.at(-1) ?? Number.NaN) / 1e6, unit: 'MB resident', reference: first / 1e6 })
  if (stored !== sent.length || acknowledged !== sent.length) process.exitCode = 1
}

async function heldBy({ port }: Clinic): Promise<number> {
  const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text()
  return Number(/^process_resident_memory_bytes (\S+)$/m.exec(text)?.[1])
}

/** A screen: hears each value that monitors send. */
async function listen({ port, token }: Clinic, signal: AbortSignal, heard: (event: string) => void): Promise<void> {
  const answer = await fetch(`http://127.0.0.1:${port}/api/live`, { signal, headers: { authorization: `Bearer ${token}` } })
  const decoder = new TextDecoder()
  let text = ''
  try {
    for await (const part of answer.body ?? []) {
      text += decoder.decode(part as Uint8Array, { stream: true })
      const events = text.split('\n\n')
      text = events.pop() ?? ''
      for (const event of events) if (event.startsWith('event: monitor')) heard(event)
    }
  } catch (fault) {
    if (!signal.aborted) throw fault
  }
}
