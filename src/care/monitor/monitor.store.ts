import { type Instant, instant } from '../../medicine/time.ts'
import type { Quantity } from '../../medicine/vitals.ts'
import type { Tx } from '../../platform/db/database.ts'
import type { Journal, Model } from '../../platform/journal/journal.ts'
import { DEVICES, type DeviceRecorded, type Devices, evolveDevices, foldDevices, NO_DEVICES } from './devices.ts'
import { type Heard, heardDevices, heardOf } from './heard.store.ts'
import { type DeviceNow, type LatestValue, together } from './latest.ts'

export const devicesModel: Model<Devices> = { empty: NO_DEVICES, fold: foldDevices, evolve: evolveDevices }

export type DeviceBook = { readonly of: (clinic: string) => Promise<Devices>; readonly changed: (clinic: string) => void }

/** Which devices a clinic knows, read from the journal and remembered for a moment: every message asks, and another node may have bound one. */
export function openDeviceBook(journal: Journal, forMs = 1_000): DeviceBook {
  const pages = new Map<string, { readonly until: number; readonly devices: Promise<Devices> }>()
  return {
    of(clinic) {
      const page = pages.get(clinic)
      if (page && page.until > performance.now()) return page.devices
      const devices = journal.read(clinic, DEVICES).then((facts) => foldDevices(facts as DeviceRecorded[]))
      pages.set(clinic, { until: performance.now() + forMs, devices })
      devices.catch(() => pages.delete(clinic))
      return devices
    },
    changed: (clinic) => void pages.delete(clinic),
  }
}

export type MonitorNow = {
  readonly device: string
  readonly name: string
  readonly values: Readonly<Partial<Record<Quantity, LatestValue & { readonly device: string }>>>
  readonly missing: DeviceNow['missing']
  readonly heardAt: Instant
  readonly clockOffMs: number | null
}

/**
 * What the devices at a chair show now; null when none is bound there, or none was heard. What was measured before `since`,
 * the arrival of whoever sits there, was somebody else's and is left out.
 */
export async function monitorAt(tx: Tx, clinic: string, chair: string, devices: Devices, since?: Instant | null): Promise<MonitorNow | null> {
  const here = Object.values(devices.known).filter((device) => device.chair === chair)
  const heard = [
    ...(
      await heardOf(
        tx,
        clinic,
        here.map(({ id }) => id),
      )
    ).values(),
  ].sort((a, b) => (a.lastAt < b.lastAt ? 1 : -1))
  const [last] = heard
  if (!last) return null
  const values = together(heard.map(({ device, now }) => ({ device, now: after(now, since) }))).map(({ quantity, ...value }) => [quantity, value] as const)
  return {
    device: last.device,
    name: devices.known[last.device]?.name ?? last.device,
    values: Object.fromEntries(values),
    missing: Object.assign({}, ...heard.map(({ now }) => after(now, since).missing)),
    heardAt: last.lastAt,
    clockOffMs: last.clockOffMs,
  }
}

function after(now: DeviceNow, since: Instant | null | undefined): DeviceNow {
  if (!since) return now
  const kept = <T extends { readonly at: Instant }>(of: Readonly<Partial<Record<Quantity, T>>>) =>
    Object.fromEntries(Object.entries(of).filter(([, { at }]) => at >= since))
  return { values: kept(now.values), missing: kept(now.missing) }
}

export type Listed = {
  readonly device: string
  readonly name: string
  readonly chair: string | null
  readonly blocked: string | null
  readonly heard: (Omit<Heard, 'now' | 'device'> & Pick<DeviceNow, 'values'>) | null
}

/** Every device somebody named or that was heard; those at a chair first, then by name. */
export async function listDevices(tx: Tx, clinic: string, devices: Devices): Promise<Listed[]> {
  const heard = new Map((await heardDevices(tx, clinic)).map((one) => [one.device, one]))
  const ids = new Set([...Object.keys(devices.known), ...heard.keys()])
  const listed = [...ids].map((id): Listed => {
    const known = devices.known[id]
    const one = heard.get(id)
    return { device: id, name: known?.name ?? id, chair: known?.chair ?? null, blocked: known?.blocked ?? null, heard: one ? shown(one) : null }
  })
  return listed.sort((a, b) => Number(a.chair === null) - Number(b.chair === null) || a.name.localeCompare(b.name))
}

const shown = ({ device: _, now, ...rest }: Heard) => ({ ...rest, values: now.values })

export const serverTime = (): Instant => instant(Date.now())
