import { Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import { Confirm } from '../../ui/Confirm.tsx'
import type { Chairs } from './chairs.ts'
import type { DeviceRow } from './monitor.wire.ts'
import { useDeviceCommand } from './useDeviceCommand.tsx'

type Props = { readonly of: DeviceRow; readonly close: () => void }
const nameOf = ({ name, device }: DeviceRow) => (name === device ? '' : name)

/** At which chair it stands, and what people call it. */
export function Place({ of, chairs, close }: Props & { readonly chairs: Chairs }) {
  const free = chairs.filter(({ retired }) => !retired)
  const [chair, setChair] = useState<string | null>(of.chair)
  const [name, setName] = useState(nameOf(of))
  const { busy, error, send } = useDeviceCommand()
  const go = async () => {
    const data = { device: of.device, chair: chair ?? '', ...(name.trim() ? { name: name.trim() } : {}) }
    if (chair && (await send({ type: 'bind', data }, 'Placed'))) close()
  }
  return (
    <Confirm opened title={`Where does ${of.name} stand?`} word="Place it" busy={busy} error={error} close={close} go={() => void go()}>
      <Select
        label="Chair"
        data={free.map(({ id, name: label }) => ({ value: id, label }))}
        value={chair}
        onChange={setChair}
        allowDeselect={false}
        data-autofocus
      />
      <TextInput label="What people call it" placeholder="Monitor by the window" value={name} onChange={(event) => setName(event.currentTarget.value)} />
      <p className="wm-soft">From now on its values are shown, unconfirmed, in the session held at this chair.</p>
    </Confirm>
  )
}

export function Rename({ of, close }: Props) {
  const [name, setName] = useState(nameOf(of))
  const { busy, error, send } = useDeviceCommand()
  const go = async () => {
    if (await send({ type: 'rename', data: { device: of.device, name: name.trim() } }, 'Renamed')) close()
  }
  return (
    <Confirm opened title={`Rename ${of.name}`} word="Rename" busy={busy} error={error} close={close} go={() => void go()}>
      <TextInput
        label="What people call it"
        required
        withAsterisk={false}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        data-autofocus
      />
    </Confirm>
  )
}

export function Block({ of, close }: Props) {
  const [reason, setReason] = useState('')
  const { busy, error, send } = useDeviceCommand()
  const go = async () => {
    if (await send({ type: 'block', data: { device: of.device, reason: reason.trim() } }, 'Blocked')) close()
  }
  return (
    <Confirm opened title={`Block ${of.name}`} word="Block" tone="red" busy={busy} error={error} close={close} go={() => void go()}>
      <p>What it sends is turned away until it is unblocked. It is taken from its chair.</p>
      <TextInput label="Why" required withAsterisk={false} value={reason} onChange={(event) => setReason(event.currentTarget.value)} data-autofocus />
    </Confirm>
  )
}
