import { openGround } from '../src/app/house.ts'
import { patientModel, patientStream } from '../src/care/patient/patient.store.ts'
import { decide } from '../src/care/patient/patient.ts'
import { instant } from '../src/medicine/time.ts'
import { uuid7 } from '../src/platform/journal/uuid7.ts'
import { asOwner, type Clinic, foundClinic, register } from './clinic.ts'
import { course, others } from './course.ts'
import { load, median, report } from './figure.ts'
import { Line } from './line.ts'
import { startServer, withFolder } from './server.ts'

const SIZES = [100, 10_000, 100_000]
const BUDGET_MS = 30

/**
 * Opening the chart of a course of 60 sessions with 14,000 readings, while the clinic grows from 100 to 100,000
 * patients with readings of their own: the list of sessions, the newest readings, and a whole session. The reference
 * of each later size is what it took at the first.
 */
export const chart = (): Promise<void> =>
  withFolder(async (data) => {
    const server = await startServer(data, 41_152)
    const ground = openGround(server.addresses)
    try {
      const clinic = await foundClinic(server.port)
      const id = (await asOwner<{ clinic: { id: string } }>(clinic, '/api/me')).clinic.id
      const patient = await register(clinic, 0)
      const sessions = await course(ground, id, patient, clinic.protocol)
      let there = 1
      const first = new Map<string, number>()
      for (const size of SIZES) {
        await grow(ground, id, there, size)
        there = size
        await ground.database.acrossClinics((tx) => tx.connection.query('analyze'))
        await measure(clinic, patient, sessions[30] ?? '', size, first)
      }
    } finally {
      await ground.close()
      await server.stop()
    }
  })

type Ground = ReturnType<typeof openGround>

async function grow(ground: Ground, clinic: string, from: number, to: number): Promise<void> {
  const by = { kind: 'system', id: 'waymark', name: 'Waymark', roles: [] } as const
  const added: string[] = []
  const add = async (n: number) => {
    const patient = uuid7()
    const order = { type: 'register', data: { givenName: `Given${n % 977}`, familyName: `Family${n}`, birthDate: '1980-02-29', sex: 'female' } } as const
    const command = { clinic, stream: patientStream(patient), id: uuid7(), digest: order, by, via: {}, at: instant(Date.now()) }
    await ground.journal.execute(command, patientModel, (state, now) => decide(state, order, { now, alike: [] }))
    added.push(patient)
  }
  let next = from
  await Promise.all(
    Array.from({ length: 250 }, async () => {
      while (next < to) await add(next++)
    }),
  )
  await others(ground, clinic, added)
}

async function measure({ port, token }: Clinic, patient: string, session: string, size: number, first: Map<string, number>): Promise<void> {
  const line = new Line(port, token)
  const paths = {
    chart: `/api/patients/${patient}`,
    'newest-readings': `/api/patients/${patient}/readings?most=200`,
    session: `/api/sessions/${session}`,
    board: '/api/board',
  }
  for (const [name, path] of Object.entries(paths)) {
    const times: number[] = []
    for (let n = 0; n < 60; n += 1) {
      const asked = performance.now()
      await line.get(path)
      if (n >= 10) times.push(performance.now() - asked)
    }
    const value = median(times)
    report({ name: `${name}-open-at-${size}`, value, unit: 'ms', reference: first.get(name) ?? BUDGET_MS })
    if (!first.has(name)) first.set(name, value)
  }
  line.close()
  const lines = Array.from({ length: 32 }, () => new Line(port, token))
  const { perSecond } = await load(32, 3000, (client) => (lines[client] as Line).get(`/api/patients/${patient}/readings?most=20`))
  report({ name: `newest-readings-rate-at-${size}`, value: perSecond, unit: '/s', reference: first.get('rate') ?? 203 })
  if (!first.has('rate')) first.set('rate', perSecond)
  for (const one of lines) one.close()
}
