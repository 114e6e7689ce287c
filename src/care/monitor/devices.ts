import type { Decision, Fact, Recorded } from '../../medicine/record.ts'
import type { Instant } from '../../medicine/time.ts'

/** What can be true of a clinic's devices. A device that nobody ever spoke about has no fact: hearing one is no decision. */
export type DeviceFact =
  | Fact<'device-bound', { readonly device: string; readonly chair: string; readonly name: string }>
  | Fact<'device-unbound', { readonly device: string }>
  | Fact<'device-renamed', { readonly device: string; readonly name: string }>
  | Fact<'device-blocked', { readonly device: string; readonly reason: string }>
  | Fact<'device-unblocked', { readonly device: string }>
export type DeviceRecorded = Recorded<DeviceFact>

export type DeviceOrder =
  | { readonly type: 'bind'; readonly data: { readonly device: string; readonly chair: string; readonly name?: string | undefined } }
  | { readonly type: 'unbind'; readonly data: { readonly device: string } }
  | { readonly type: 'rename'; readonly data: { readonly device: string; readonly name: string } }
  | { readonly type: 'block'; readonly data: { readonly device: string; readonly reason: string } }
  | { readonly type: 'unblock'; readonly data: { readonly device: string } }

export type Device = {
  readonly id: string
  readonly name: string
  /** Where it stands; absent: at no chair. */
  readonly chair?: string
  readonly blocked?: string
  readonly since: Instant
  readonly by: string
}
export type Devices = { readonly seq: number; readonly known: Readonly<Record<string, Device>> }

/** The stream of a clinic's devices. */
export const DEVICES = { kind: 'clinic', id: 'devices' } as const
export const NO_DEVICES: Devices = { seq: 0, known: {} }

export const foldDevices = (facts: readonly DeviceRecorded[]): Devices => facts.reduce(evolveDevices, NO_DEVICES)

export function evolveDevices(state: Devices, fact: DeviceRecorded): Devices {
  const { device: id } = fact.data
  const before = state.known[id]
  const after = changed({ name: id, ...before, id, since: fact.at, by: fact.by.name }, fact)
  return { seq: fact.seq, known: after ? { ...state.known, [id]: after } : state.known }
}

function changed({ chair, blocked, ...rest }: Device, fact: DeviceRecorded): Device | null {
  const kept = { ...rest, ...(chair === undefined ? {} : { chair }), ...(blocked === undefined ? {} : { blocked }) }
  switch (fact.type) {
    case 'device-bound':
      return { ...rest, name: fact.data.name, chair: fact.data.chair }
    case 'device-unbound':
      return { ...rest, ...(blocked === undefined ? {} : { blocked }) }
    case 'device-renamed':
      return { ...kept, name: fact.data.name }
    case 'device-blocked':
      return { ...rest, blocked: fact.data.reason }
    case 'device-unblocked':
      return { ...rest, ...(chair === undefined ? {} : { chair }) }
    default:
      fact satisfies never
      // The clinic's other facts share the kind of stream.
      return null
  }
}

/** `chairs`: those the clinic has, so that no device is bound to a place that is none. */
export function decideDevices(state: Devices, { type, data }: DeviceOrder, chairs: readonly string[]): Decision<DeviceFact> {
  const device = state.known[data.device]
  switch (type) {
    case 'bind': {
      if (device?.blocked !== undefined) return refused('blocked', 'This device is blocked. Unblock it first.')
      if (!chairs.includes(data.chair)) return refused('no-such-chair', `There is no chair called ${data.chair}.`, 'chair')
      const name = data.name?.trim() || (device?.name ?? data.device)
      if (device?.chair === data.chair && device.name === name) return refused('already-bound', 'This device is bound to that chair already.')
      return accepted({ type: 'device-bound', data: { device: data.device, chair: data.chair, name } })
    }
    case 'unbind':
      return device?.chair === undefined ? refused('not-bound', 'This device is bound to no chair.') : accepted({ type: 'device-unbound', data })
    case 'rename':
      if (data.name.trim() === '') return refused('no-name', 'A name is needed.', 'name')
      return accepted({ type: 'device-renamed', data: { device: data.device, name: data.name.trim() } })
    case 'block':
      if (data.reason.trim() === '') return refused('no-reason', 'Say why the device is blocked.', 'reason')
      return device?.blocked === undefined ? accepted({ type: 'device-blocked', data }) : refused('blocked', 'This device is blocked already.')
    case 'unblock':
      return device?.blocked === undefined ? refused('not-blocked', 'This device is not blocked.') : accepted({ type: 'device-unblocked', data })
    default:
      return type satisfies never
  }
}

const accepted = (fact: DeviceFact): Decision<DeviceFact> => ({ kind: 'accepted', facts: [fact] })
const refused = (code: string, message: string, field?: string): Decision<DeviceFact> => ({
  kind: 'refused',
  because: [field === undefined ? { code, message } : { code, message, field }],
})
