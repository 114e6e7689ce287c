import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, expect, test } from 'vitest'
import { asOwner, type Clinic, calm, command, foundClinic, register } from '../bench/clinic.ts'
import { Line } from '../bench/line.ts'
import { plan } from '../bench/plan.ts'
import { forget, startWaymark, type Waymark } from './waymark.ts'

const root = join(import.meta.dirname, '..')
const portOf = ({ url }: Waymark): number => Number(new URL(url).port)
type Sent = { readonly session: string; readonly entry: ReturnType<typeof command> }

let waymark: Waymark | undefined
afterAll(async () => {
  await waymark?.stop()
  forget(waymark)
})

/** Sixteen people enter readings as fast as they are answered, until the line is cut. */
async function chart(clinic: Clinic, sessions: readonly string[], sent: Sent[], acknowledged: Set<string>): Promise<void> {
  const one = async (n: number) => {
    const line = new Line(clinic.port, clinic.token)
    for (let k = n; ; k += 1) {
      const session = sessions[k % sessions.length] ?? ''
      const entry = command('record-readings', { values: calm, from: {} })
      sent.push({ session, entry })
      const answered = await line.post(`/api/sessions/${session}/commands`, entry).then(
        () => true,
        () => false,
      )
      if (!answered) return line.close()
      acknowledged.add(entry.id)
    }
  }
  await Promise.all(Array.from({ length: 16 }, (_, n) => one(n)))
}

test('a server killed in the middle of charting has lost nothing it acknowledged, and what is sent again is not doubled', async () => {
  waymark = await startWaymark()
  let clinic = await foundClinic(portOf(waymark))
  const patient = await register(clinic, 1)
  const sessions = [await plan(clinic, patient), await plan(clinic, patient), await plan(clinic, patient)]
  const [sent, acknowledged]: [Sent[], Set<string>] = [[], new Set()]
  for (let round = 0; round < 2; round += 1) {
    const charting = chart(clinic, sessions, sent, acknowledged)
    await pause(1200)
    await waymark.stop('SIGKILL')
    await charting
    waymark = await startWaymark([], waymark.data)
    clinic = { ...clinic, port: portOf(waymark) }
  }
  expect(acknowledged.size).toBeGreaterThan(20)

  const line = new Line(clinic.port, clinic.token)
  for (const { session, entry } of sent) if (!acknowledged.has(entry.id)) await line.post(`/api/sessions/${session}/commands`, entry)
  line.close()
  const opened = await Promise.all(sessions.map((session) => asOwner<{ facts: { id: string; type: string }[] }>(clinic, `/api/sessions/${session}`)))
  const kept = opened.flatMap(({ facts }) => facts.filter(({ type }) => type === 'readings-recorded').map(({ id }) => id))
  expect(kept.toSorted()).toEqual(sent.map(({ entry }) => entry.id).toSorted())
  expect(execFileSync(join(root, 'node_modules/.bin/node'), ['src/app/cli.ts', 'verify', '--data', waymark.data], { cwd: root, encoding: 'utf8' })).toMatch(
    /^All \d+ events/,
  )
})
