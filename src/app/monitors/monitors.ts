import { type ClinicRow, clinics } from '../../care/clinic/clinic.store.ts'
import type { Chunk } from '../../care/monitor/samples.store.ts'
import { instant } from '../../medicine/time.ts'
import type { Listener } from '../../platform/mllp/mllp.ts'
import type { Ground } from '../house.ts'
import { type Keep, openKeeper } from './keeper.ts'
import { listenForMonitors } from './listener.ts'
import { seatedAt } from './seated.ts'
import { whoseMonitors } from './whose.ts'

/** `clinic`: whose monitors speak there, by id or name; needed only where there are several real clinics. */
export type Listening = { readonly port: number; readonly host?: string; readonly clinic?: string }
export type House = Pick<Ground, 'database' | 'devices' | 'desk' | 'live'>

/**
 * Everything about bedside monitors that runs while Waymark runs. A listener belongs to one clinic: the real one where
 * there is one (`--mllp-port`), and a second one on a port of its own for the demonstration's simulated monitors.
 */
export async function openMonitors(house: House, report: (fault: unknown) => void, counted?: (outcome: string) => void) {
  const { database, devices, live } = house
  const keeper = openKeeper({ database, devices: devices.of, keep: keepThrough(house), report })
  const clinicOnPort = (find: (all: readonly ClinicRow[]) => ClinicRow | null) => remembered(async () => find(await clinics(database)))
  const partsFor = (clinic: () => Promise<ClinicRow | null>) => ({
    database,
    book: devices,
    sessionAt: seatedAt,
    clinic,
    publish: (id: string, frame: Parameters<typeof live.publish>[1]) => live.publish(id, frame),
    report,
    ...(counted && { counted }),
  })
  const simulated = await listenForMonitors(partsFor(clinicOnPort((all) => all.findLast(({ demo }) => demo) ?? null)), { port: 0 })
  const open: { readonly listener: Listener; readonly clinic: () => Promise<ClinicRow | null> }[] = []
  return {
    /** Where the demonstration's monitors send; this machine only. */
    demoPort: simulated.port,
    async listen({ port, host, clinic: said }: Listening): Promise<void> {
      whoseMonitors(await clinics(database), said)
      const clinic = clinicOnPort((all) => whoseMonitors(all, said))
      open.push({ listener: await listenForMonitors(partsFor(clinic), { port, ...(host ? { host } : {}) }), clinic })
    },
    /** Where a clinic's own monitors send to; null when nothing listens for it. */
    async addressOf(id: string): Promise<{ readonly host: string; readonly port: number } | null> {
      for (const { listener, clinic } of open) if ((await clinic())?.id === id) return { host: listener.host, port: listener.port }
      return null
    },
    flush: keeper.flush,
    async close() {
      await Promise.all([simulated, ...open.map(({ listener }) => listener)].map((listener) => listener.close()))
      await keeper.close()
    },
  }
}

/** Asked for every message; looked up every few seconds, so that a clinic made meanwhile is found. */
function remembered<T>(find: () => Promise<T>, forMs = 2_000): () => Promise<T> {
  let until = 0
  let held: Promise<T> | undefined
  return () => {
    if (held && performance.now() < until) return held
    until = performance.now() + forMs
    held = find()
    held.catch(() => {
      until = 0
    })
    return held
  }
}

/** A chunk becomes one event of its session, by the device. What the session refuses is settled too: the message itself is kept. */
const keepThrough =
  ({ desk }: House): Keep =>
  async (clinic, { id, session, samples }: Chunk, device) => {
    const now = instant(Date.now())
    const last = samples.at(-1)?.at ?? now
    const by = { kind: 'device', ...device, roles: [] } as const
    const command = { id, at: last > now ? now : last, type: 'keep-samples', data: { device: device.id, samples } } as const
    const outcome = await desk.execute({ clinic, session, by, via: { device: device.id } }, command)
    return outcome.kind === 'ask' ? 'later' : 'settled'
  }
