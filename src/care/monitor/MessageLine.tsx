import { Button } from '@mantine/core'
import type { Instant } from '../../medicine/time.ts'
import { useZone } from '../../ui/me.ts'
import { Row } from '../../ui/Rows.tsx'
import { dayAndClock, many } from '../../ui/words.ts'
import type { DeviceList } from './monitor.wire.ts'
import { useDeviceCommand } from './useDeviceCommand.tsx'
import './MessageLine.css'

type Props = { readonly of: DeviceList['messages'][number]; readonly manages: boolean }

/** A message that was not taken, or not wholly: why, from where, how it begins. */
export function MessageLine({ of, manages }: Props) {
  const zone = useZone()
  const { busy, send } = useDeviceCommand()
  const says = [
    dayAndClock(of.receivedAt as Instant, zone),
    `from ${of.from}`,
    of.sender,
    of.again > 0 && `sent again ${many(of.again, 'time')}`,
    `answered ${of.verdict}`,
  ]
  const title = of.reason || `${many(of.notTaken.length, 'row')} not taken`
  return (
    <Row
      title={title}
      says={says.filter(Boolean).join(' · ')}
      side={
        manages && (
          <Button variant="default" size="compact-sm" loading={busy} onClick={() => void send({ type: 'dismiss', data: { message: of.id } }, 'Put aside')}>
            Put aside
          </Button>
        )
      }
    >
      {of.notTaken.length > 0 && (
        <ul className="wm-not-taken">
          {of.notTaken.map(({ row, code, why }) => (
            <li key={row}>
              {code || `Row ${row}`}: {why}
            </li>
          ))}
        </ul>
      )}
      <details className="wm-raw">
        <summary>How it begins</summary>
        <pre>{of.begins.replaceAll('\r', '\n')}</pre>
      </details>
    </Row>
  )
}
