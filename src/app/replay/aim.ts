import { setTimeout as pause } from 'node:timers/promises'
import { type ChairRow, chairsOf, clinics } from '../../care/clinic/clinic.store.ts'
import { devicesModel } from '../../care/monitor/monitor.store.ts'
import { DEVICES, decideDevices } from '../../care/monitor/monitor.ts'
import { instant } from '../../medicine/time.ts'
import type { Database } from '../../platform/db/database.ts'
import { NeedsHelp } from '../../platform/db/needs-help.ts'
import { openJournal } from '../../platform/journal/postgres.ts'
import { uuid7 } from '../../platform/journal/uuid7.ts'
import { whoseMonitors } from '../monitors/whose.ts'

type Aim = { readonly clinic: string; readonly zone: string; readonly chair: ChairRow; readonly bind: (device: string) => Promise<void> }

/** The chair a recording is played for, in the clinic whose monitors the server hears. */
export async function aimAt(database: Database, wanted: string, said: string | undefined): Promise<Aim> {
  const clinic = whoseMonitors(await clinics(database), said)
  if (!clinic) throw new NeedsHelp('There is no clinic yet. Open Waymark in the browser first and create one, or the demonstration.')
  const chairs = (await database.as(clinic.id, chairsOf)).filter(({ retired }) => !retired)
  const chair = chairCalled(chairs, wanted)
  if (!chair)
    throw new NeedsHelp(
      `There is no chair ${wanted} in ${clinic.name}. There are: ${chairs.map(({ name }) => name).join(', ') || 'none yet; add one under Settings'}`,
    )
  return { clinic: clinic.id, zone: clinic.zone, chair, bind: (device) => bind(database, clinic.id, device, chair, chairs) }
}

/** By its id, its name, "Chair N", or the Nth in the board's order. */
export function chairCalled(chairs: readonly ChairRow[], wanted: string): ChairRow | undefined {
  const plain = wanted.trim().toLowerCase()
  const named = (name: string) => chairs.find((chair) => chair.name.toLowerCase() === name)
  return chairs.find(({ id }) => id === wanted) ?? named(plain) ?? named(`chair ${plain}`) ?? (/^\d+$/.test(plain) ? chairs[Number(plain) - 1] : undefined)
}

/** Binds the device as a person would on the devices page; the fact says that the replay did it. */
async function bind(database: Database, clinic: string, device: string, chair: ChairRow, chairs: readonly ChairRow[]): Promise<void> {
  const command = {
    clinic,
    stream: DEVICES,
    id: uuid7(),
    digest: { device, chair: chair.id },
    by: { kind: 'system', id: 'waymark', name: 'Waymark', roles: [] },
    via: { device: 'waymark replay' },
    at: instant(Date.now()),
  } as const
  const outcome = await openJournal({ database }).execute(command, devicesModel, (state) =>
    decideDevices(
      state,
      { type: 'bind', data: { device, chair: chair.id } },
      chairs.map(({ id }) => id),
    ),
  )
  // The server asks the journal for its devices about once a second.
  if (outcome.kind === 'done') await pause(1_200)
  if (outcome.kind === 'refused' && outcome.because[0]?.code !== 'already-bound')
    throw new NeedsHelp(`${device} could not be bound to ${chair.name}: ${outcome.because.map(({ message }) => message).join(' ')}`)
}
