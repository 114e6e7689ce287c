import { type Clinic, calm, command, foundClinic, register } from './clinic.ts'
import { many, report } from './figure.ts'
import { Line } from './line.ts'
import { plan } from './plan.ts'
import { startServer, withFolder } from './server.ts'

const SESSIONS = 500
const READERS = 20
const SECONDS = 8
/** Every session gets a set of readings each two seconds: far more than a nurse types. */
const PER_SECOND = SESSIONS / 2
const BUDGET_MS = 100

/** From the moment a set of readings is sent until another screen is told, with 500 sessions live and 20 screens listening. */
export const live = (): Promise<void> =>
  withFolder(async (data) => {
    const server = await startServer(data, 41_153)
    try {
      const clinic = await foundClinic(server.port)
      const patient = await register(clinic, 0)
      await measure(clinic, await many(SESSIONS, () => plan(clinic, patient)))
    } finally {
      await server.stop()
    }
  })

async function measure(clinic: Clinic, sessions: readonly string[]): Promise<void> {
  const sent = new Map<string, number>()
  const times: number[] = []
  const stop = new AbortController()
  for (let n = 0; n < READERS; n += 1)
    void listen(clinic, stop.signal, (session) => {
      const at = sent.get(session)
      if (at !== undefined) times.push(performance.now() - at)
    })
  await new Promise((wake) => setTimeout(wake, 500))
  const lines = Array.from({ length: 16 }, () => new Line(clinic.port, clinic.token))
  const began = performance.now()
  await Promise.all(
    lines.map(async (line, client) => {
      for (let n = client; n < PER_SECOND * SECONDS; n += lines.length) {
        const due = began + (n / PER_SECOND) * 1000
        if (due > performance.now()) await new Promise((wake) => setTimeout(wake, due - performance.now()))
        const session = sessions[n % sessions.length] ?? ''
        sent.set(session, performance.now())
        await line.post(`/api/sessions/${session}/commands`, command('record-readings', { values: calm, from: {} }))
      }
    }),
  )
  await new Promise((wake) => setTimeout(wake, 500))
  stop.abort()
  for (const line of lines) line.close()
  times.sort((a, b) => a - b)
  const at = (part: number) => times[Math.floor(times.length * part)] ?? Number.NaN
  report({ name: 'live-p50', value: at(0.5), unit: 'ms', reference: BUDGET_MS })
  report({ name: 'live-p99', value: at(0.99), unit: 'ms', reference: BUDGET_MS })
}

/** A screen: hears which session has something new. */
async function listen({ port, token }: Clinic, signal: AbortSignal, grew: (session: string) => void): Promise<void> {
  const answer = await fetch(`http://127.0.0.1:${port}/api/live`, { signal, headers: { authorization: `Bearer ${token}` } })
  const decoder = new TextDecoder()
  let text = ''
  try {
    for await (const part of answer.body ?? []) {
      text += decoder.decode(part as Uint8Array, { stream: true })
      const events = text.split('\n\n')
      text = events.pop() ?? ''
      for (const event of events) if (event.startsWith('event: stream')) grew(JSON.parse(event.slice(event.indexOf('data: ') + 6)).id)
    }
  } catch (fault) {
    if (!signal.aborted) throw fault
  }
}
