import { afterAll, expect, test } from 'vitest'
import { clinics } from '../../care/clinic/clinic.store.ts'
import { heardDevices } from '../../care/monitor/heard.store.ts'
import { board } from '../../care/session/session.store.ts'
import { fold, gates, openAlerts, readiness, type SessionRecorded } from '../../care/session/session.ts'
import { addMinutes, type Instant, instant } from '../../medicine/time.ts'
import { freshDatabase } from '../../platform/db/testing.ts'
import { openGround } from '../house.ts'
import { openMonitors } from '../monitors/monitors.ts'
import { openDemo } from './demo.ts'
import { spells } from './ward.ts'
import { demoZone } from './zone.ts'

const fresh = await freshDatabase()
const faults: unknown[] = []
const ground = openGround({ ownerUrl: fresh.ownerUrl, appUrl: fresh.appUrl, connections: 8 })
const monitors = await openMonitors(ground, (fault) => faults.push(fault))
const demo = openDemo({ ground, port: monitors.demoPort, report: (fault) => faults.push(fault) })
const began = performance.now()
await demo.open()
const took = performance.now() - began
const clinicId = async () => (await clinics(ground.database)).findLast((one) => one.demo)?.id ?? ''
const clinic = await clinicId()
afterAll(async () => {
  await demo.close()
  await monitors.close()
  await ground.close()
})

const protocol = ground.protocols.current[0]?.protocol
if (!protocol) throw new Error('no protocol')
const rows = () => ground.database.as(clinic, board)
async function session(chair: string, status: string) {
  const row = (await rows()).find((one) => one.chair === chair && one.status === status)
  const state = fold(
    (await ground.journal.read(clinic, { kind: 'session', id: row?.session ?? '' })) as SessionRecorded[],
    protocol as NonNullable<typeof protocol>,
  )
  if (state.status === 'none') throw new Error(`nobody is ${status} in ${chair}`)
  return state
}

test('it is there in good time', () => {
  expect(took).toBeLessThan(8_000)
})

test('the day has a session in every phase', async () => {
  const phases = (await rows()).map(({ chair, status }) => `${chair} ${status}`).sort()
  expect(phases).toEqual([
    'chair-1 dosing',
    'chair-2 dosing',
    'chair-3 dosing',
    'chair-4 recovering',
    'chair-4 scheduled',
    'chair-5 arrived',
    'chair-5 signed',
    'chair-6 scheduled',
    'chair-6 signed',
  ])
})

test('one pressure is answered, its infusion paused; another is not answered yet', async () => {
  const now = instant(Date.now())
  const second = await session('chair-2', 'dosing')
  expect(second).toMatchObject({ infusion: 'paused' })
  expect(openAlerts(second, protocol, now).map(({ quantity, needs }) => [quantity, needs])).toEqual([['systolic', 'watch']])
  const third = await session('chair-3', 'dosing')
  expect(
    openAlerts(third, protocol, now)
      .filter(({ needs }) => needs !== 'watch')
      .map(({ quantity, severity }) => `${quantity} ${severity}`),
  ).toContain('systolic urgent')
  expect(openAlerts(await session('chair-1', 'dosing'), protocol, now)).toEqual([])
})

test('checks before and after are met in part', async () => {
  const now = instant(Date.now())
  const before = gates(await session('chair-5', 'arrived'), protocol, now).map(({ state }) => state)
  expect(before).toContain('met')
  expect(before).toContain('unknown')
  const after = readiness(await session('chair-4', 'recovering'), protocol, now).map(({ state }) => state)
  expect(after).toContain('met')
  expect(after).toContain('not-met')
  expect(after).toContain('unknown')
})

test('its monitors send, and what they send arrives in the sessions', async () => {
  for (const until = Date.now() + 10_000; Date.now() < until && (await ground.database.as(clinic, (tx) => heardDevices(tx, clinic))).length < 6; )
    await new Promise((done) => setTimeout(done, 100))
  const heard = await ground.database.as(clinic, (tx) => heardDevices(tx, clinic))
  expect(heard).toHaveLength(6)
  const before = (await session('chair-1', 'dosing')).samples.length
  await monitors.flush()
  expect((await session('chair-1', 'dosing')).samples.length).toBeGreaterThan(before)
  expect(faults).toEqual([])
})

test('a reset is a new clinic; the old one and every other stay as they are', async () => {
  const other = await ground.database.acrossClinics((tx) => tx.sql`select count(*)::int as n from journal where clinic = ${clinic} or clinic = ${fresh.clinic}`)
  await demo.reset()
  expect(await clinicId()).not.toBe(clinic)
  const [later] = await ground.database.acrossClinics(
    (tx) => tx.sql<{ n: number }>`select count(*)::int as n from journal where clinic = ${clinic} or clinic = ${fresh.clinic}`,
  )
  expect(later?.n).toBeGreaterThanOrEqual((other[0]?.n as number) ?? 0)
})

test('a monitor follows the pump: each spell between start and pause, the last one open while it runs', () => {
  const at = (minute: number) => addMinutes('2026-11-24T14:00:00.000Z' as Instant, minute)
  const pump = [
    { kind: 'started', at: at(20) },
    { kind: 'rate', at: at(25) },
    { kind: 'paused', at: at(31) },
    { kind: 'resumed', at: at(40) },
  ]
  expect(spells(pump, at(0))).toEqual([
    { from: 20, to: 31 },
    { from: 40, to: Number.MAX_SAFE_INTEGER },
  ])
  expect(spells([...pump, { kind: 'stopped', at: at(55) }], at(0)).at(-1)).toEqual({ from: 40, to: 55 })
})

test('the zone is one where the day has hours on both sides', () => {
  for (let hour = 0; hour < 24; hour += 1) {
    const now = new Date(Date.UTC(2026, 10, 24, hour, 20))
    const there = Number(new Intl.DateTimeFormat('en-GB', { timeZone: demoZone(now, 'Europe/Berlin'), hour: '2-digit', hourCycle: 'h23' }).format(now))
    expect(there).toBeGreaterThanOrEqual(12)
    expect(there).toBeLessThanOrEqual(19)
  }
})
