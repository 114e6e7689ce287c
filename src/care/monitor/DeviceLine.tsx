import { ActionIcon, Button, Menu } from '@mantine/core'
import { IconDots } from '@tabler/icons-react'
import { useState } from 'react'
import type { Instant } from '../../medicine/time.ts'
import { QUANTITIES, type Quantity } from '../../medicine/vitals.ts'
import { useNow } from '../../ui/clock.ts'
import { Mark } from '../../ui/Mark.tsx'
import { Num } from '../../ui/Num.tsx'
import { Row } from '../../ui/Rows.tsx'
import { ago, many, minutesSeconds } from '../../ui/words.ts'
import type { Chairs } from './chairs.ts'
import { Block, Place, Rename } from './DeviceActs.tsx'
import type { DeviceRow } from './monitor.wire.ts'
import { useDeviceCommand } from './useDeviceCommand.tsx'

type Props = { readonly of: DeviceRow; readonly chairs: Chairs; readonly manages: boolean }
/** A monitor that has said nothing for so long is called silent; a matter of reading the screen, not of medicine. */
const SILENT_MS = 120_000
/** A clock that is off by this much is worth a word. */
const CLOCK_OFF_MS = 30_000

export function DeviceLine({ of, chairs, manages }: Props) {
  const chair = chairs.find(({ id }) => id === of.chair)?.name ?? of.chair
  const named = of.name === of.device ? null : of.device
  const says = [chair ?? 'at no chair', named, of.heard?.from && `from ${of.heard.from}`].filter(Boolean).join(' · ')
  return (
    <Row title={of.name} says={of.blocked === null ? says : `Blocked: ${of.blocked}`} side={<Side of={of} chairs={chairs} manages={manages} />}>
      {of.heard && <Shows of={of.heard} />}
    </Row>
  )
}

function Side({ of, chairs, manages }: Props) {
  const now = useNow()
  const heard = of.heard
  const off = heard?.clockOffMs ?? 0
  const silent = !heard || Date.parse(now) - Date.parse(heard.lastAt) > SILENT_MS
  return (
    <>
      {Math.abs(off) > CLOCK_OFF_MS && (
        <Mark kind="warning" size="small">{`Its clock is ${minutesSeconds(Math.abs(off))} ${off > 0 ? 'ahead' : 'behind'}`}</Mark>
      )}
      {heard ? (
        <Mark kind={silent ? 'offline' : 'monitor'} size="small">
          {silent ? `Silent, heard ${ago(heard.lastAt as Instant, now)}` : 'Sending'}
        </Mark>
      ) : (
        <Mark kind="offline" size="small">
          Never heard
        </Mark>
      )}
      {manages && <Acts of={of} chairs={chairs} />}
    </>
  )
}

const Shows = ({ of: { values, messages } }: { readonly of: NonNullable<DeviceRow['heard']> }) => (
  <div className="wm-row wm-small" style={{ marginTop: 4 }}>
    {Object.entries(values).map(([quantity, shown]) => {
      const { short, unit } = QUANTITIES[quantity as Quantity]
      return (
        <span key={quantity} className="wm-nowrap">
          <span className="wm-soft">{short}</span> <Num value={shown.value} unit={unit} size="small" unconfirmed />
        </span>
      )
    })}
    <span className="wm-soft">{many(messages, 'message')} in all</span>
  </div>
)

function Acts({ of, chairs }: Omit<Props, 'manages'>) {
  const [open, setOpen] = useState<'place' | 'rename' | 'block' | null>(null)
  const { send } = useDeviceCommand()
  const close = () => setOpen(null)
  const { device } = of
  const stranger = of.chair === null && of.blocked === null
  return (
    <>
      {stranger && (
        <Button variant="light" onClick={() => setOpen('place')}>
          Say where it stands
        </Button>
      )}
      <Menu position="bottom-end" width={240}>
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" size={44} aria-label={`What can be done with ${of.name}`}>
            <IconDots size={22} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {of.blocked === null && <Menu.Item onClick={() => setOpen('place')}>{of.chair === null ? 'Say where it stands' : 'Move to another chair'}</Menu.Item>}
          {of.chair !== null && (
            <Menu.Item onClick={() => void send({ type: 'unbind', data: { device } }, 'It stands at no chair now')}>Take it from the chair</Menu.Item>
          )}
          <Menu.Item onClick={() => setOpen('rename')}>Rename</Menu.Item>
          {of.blocked === null ? (
            <Menu.Item onClick={() => setOpen('block')}>Block</Menu.Item>
          ) : (
            <Menu.Item onClick={() => void send({ type: 'unblock', data: { device } }, 'It is heard again')}>Unblock</Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      {open === 'place' && <Place of={of} chairs={chairs} close={close} />}
      {open === 'rename' && <Rename of={of} close={close} />}
      {open === 'block' && <Block of={of} close={close} />}
    </>
  )
}
