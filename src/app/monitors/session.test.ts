import { existsSync } from 'node:fs'
import { afterAll, describe, expect, test } from 'vitest'
import { devicesModel, monitorAt } from '../../care/monitor/monitor.store.ts'
import { DEVICES, decideDevices, freshMinutes, setToAccept, type Unconfirmed } from '../../care/monitor/monitor.ts'
import { fold, phase, type SessionCommand, type SessionRecorded } from '../../care/session/session.ts'
import type { Actor, Role } from '../../medicine/record.ts'
import { type Instant, instant } from '../../medicine/time.ts'
import type { Quantity } from '../../medicine/vitals.ts'
import { freshDatabase } from '../../platform/db/testing.ts'
import { uuid7 } from '../../platform/journal/uuid7.ts'
import { dial } from '../../platform/mllp/client.ts'
import { foundClinic, openGround } from '../house.ts'
import { loadRecording } from '../replay/load.ts'
import { part } from '../replay/recording.ts'
import { openMonitors } from './monitors.ts'
import { seatedAt } from './seated.ts'

// A real recording lies beside the checkout and is no part of it.
const vitals = new URL('../../../../shared/data/vitals/s00001-numerics-1min.csv', import.meta.url)

describe.skipIf(!existsSync(vitals))('a whole recording played into a session (skipped where the recording is absent)', async () => {
  const { ownerUrl, appUrl } = await freshDatabase()
  const ground = openGround({ ownerUrl, appUrl, connections: 8 })
  const faults: unknown[] = []
  const monitors = await openMonitors(ground, (fault) => faults.push(fault))
  const clinic = uuid7()
  const person = (id: string, ...roles: Role[]): Actor => ({ kind: 'staff', id, name: id, roles })
  const [nurse, owner] = [person('Nina', 'nurse', 'front-desk'), person('Ola', 'owner')]
  const now = () => instant(Date.now())
  await foundClinic(ground, { id: clinic, name: 'Test', zone: 'America/New_York', demo: false }, owner, {}, now())
  await monitors.listen({ port: 0, clinic })
  afterAll(async () => {
    await monitors.close()
    await ground.close()
  })

  const session = uuid7()
  const loaded = ground.protocols.current[0]
  if (!loaded) throw new Error('no protocol')
  async function does(type: string, data: unknown, at: Instant = now()): Promise<void> {
    const command = { id: uuid7(), at, type, data, confirmed: [] } as unknown as SessionCommand
    let outcome = await ground.desk.execute({ clinic, session, by: nurse, via: {} }, command)
    if (outcome.kind === 'ask')
      outcome = await ground.desk.execute({ clinic, session, by: nurse, via: {} }, { ...command, confirmed: outcome.questions.map(({ code }) => code) })
    if (outcome.kind !== 'done') throw new Error(JSON.stringify(outcome))
  }
  const state = async () => {
    const folded = fold((await ground.journal.read(clinic, { kind: 'session', id: session })) as SessionRecorded[], loaded.protocol)
    if (folded.status === 'none') throw new Error('no session')
    return folded
  }

  test('every minute of it reaches the session, once, and a set of it is taken into the record', async () => {
    const recording = part(
      loadRecording(vitals.pathname, { columns: undefined, only: undefined, bed: '3', zone: 'UTC', asIs: false, everySeconds: 60 }),
      0,
      100_000,
    )
    const [device = ''] = recording.devices
    const bind = { clinic, stream: DEVICES, id: uuid7(), digest: {}, by: owner, via: {}, at: now() }
    await ground.journal.execute(bind, devicesModel, (devices) => decideDevices(devices, { type: 'bind', data: { device, chair: '3' } }, ['3']))
    await does('schedule', { patient: uuid7(), protocol: loaded.ref, chair: '3', plannedFor: now() }, instant(Date.now() - 60_000))

    const port = (await monitors.addressOf(clinic))?.port ?? 0
    const client = await dial(port)
    // Sent without waiting for each answer, ten milliseconds a minute, so that the test takes seconds.
    const begun = Date.now() - recording.beats.length * 10
    const played = (offsetMs: number) => instant(begun + Math.round(offsetMs / 6_000))
    await does('arrive', {}, instant(begun))
    const answers = await Promise.all(recording.beats.map(({ message }, n) => client.send(message(now(), played, `R${n}`))))
    client.close()
    expect(answers.filter((answer) => new TextDecoder().decode(answer).includes('MSA|AA|'))).toHaveLength(recording.beats.length)
    await monitors.flush()
    expect(faults).toEqual([])

    const kept = (await state()).samples
    const cuffs = kept.filter(({ values }) => values.systolic !== undefined)
    expect(cuffs).toHaveLength(152)
    expect(new Set(kept.map(({ at }) => at)).size).toBe(kept.length)

    const shown = await ground.database.as(clinic, async (tx) => {
      const seated = await seatedAt(tx, clinic, '3')
      return monitorAt(tx, clinic, '3', await ground.devices.of(clinic), seated?.since)
    })
    const latest = Object.entries(shown?.values ?? {}).map(([quantity, value]): Unconfirmed => ({ ...value, quantity: quantity as Quantity }))
    const set = setToAccept(latest, () => undefined, freshMinutes(loaded.protocol, phase(await state()) ?? 'before'), now())
    expect(Object.keys(set.values)).toEqual(expect.arrayContaining(['heart-rate', 'respiratory-rate']))
    await does('record-readings', { values: set.values, from: set.from })
    expect((await state()).readings[0]?.values).toEqual(set.values)
  }, 120_000)
})
