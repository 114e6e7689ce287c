import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { calm, command, foundClinic, register, underWay } from './clinic.ts'
import { load, many, median, type Run, report } from './figure.ts'
import { Line } from './line.ts'
import { type Server, startServer, withFolder } from './server.ts'

const CLIENTS = 32
/** So many that none gets more sets than a real one: some dozens. */
const SESSIONS = 500
const SLICE_MS = 2000
const ROUNDS = 3

/**
 * A full set of readings over HTTP, signed in by token, durable, with 32 clients at once; against the bare insert of
 * one row, durable, with the same driver, as many connections and clients, into the same PostgreSQL. The two take turns,
 * so that what else the machine does falls on both.
 */
export const append = (): Promise<void> =>
  withFolder(async (data) => {
    const server = await startServer(data, 41_150)
    try {
      await measure(server)
    } finally {
      await server.stop()
    }
  })

async function measure(server: Server): Promise<void> {
  const clinic = await foundClinic(server.port)
  const sessions = await many(SESSIONS, async (n) => underWay(clinic, await register(clinic, n)))
  const lines = Array.from({ length: CLIENTS }, () => new Line(server.port, clinic.token))
  const bare = await bareTable(server)

  await append32(lines, sessions, 1000)
  const [ours, theirs]: [Run[], Run[]] = [[], []]
  for (let round = 0; round < ROUNDS; round += 1) {
    theirs.push(await load(CLIENTS, SLICE_MS, bare.insert))
    ours.push(await append32(lines, sessions, SLICE_MS))
  }
  const rate = (runs: readonly Run[]) => median(runs.map(({ perSecond }) => perSecond))
  report({ name: 'append', value: rate(ours), unit: 'sets/s', reference: rate(theirs) })
  report({ name: 'append-p50', value: median(ours.map(({ p50 }) => p50)), unit: 'ms', reference: median(theirs.map(({ p50 }) => p50)) })
  report({ name: 'append-p99', value: median(ours.map(({ p99 }) => p99)), unit: 'ms', reference: median(theirs.map(({ p99 }) => p99)) })
  for (const line of lines) line.close()
  await bare.end()
}

const append32 = (lines: readonly Line[], sessions: readonly string[], ms: number): Promise<Run> =>
  load(CLIENTS, ms, (client, n) => {
    const session = sessions[(client + n * CLIENTS) % sessions.length]
    return (lines[client] as Line).post(
      `/api/sessions/${session}/commands`,
      command('record-readings', { values: { ...calm, 'heart-rate': 60 + (n % 40) }, from: {} }),
    )
  })

async function bareTable({ addresses }: Server) {
  const pool = new pg.Pool({ connectionString: addresses.ownerUrl, max: CLIENTS })
  pool.on('error', () => {})
  await pool.query('create table public.bare (id uuid primary key, session uuid, at timestamptz, data jsonb)')
  const text = 'insert into public.bare values ($1, $2, now(), $3)'
  const session = randomUUID()
  return {
    insert: () => pool.query({ name: 'bare', text, values: [randomUUID(), session, JSON.stringify(calm)] }),
    end: () => pool.end(),
  }
}
