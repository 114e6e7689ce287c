import { useGet } from '../../ui/ask.ts'
import { Card } from '../../ui/Card.tsx'
import { Empty } from '../../ui/Empty.tsx'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import { useMay } from '../../ui/me.ts'
import { Note } from '../../ui/Note.tsx'
import { Page } from '../../ui/Page.tsx'
import { Rows } from '../../ui/Rows.tsx'
import { Waiting } from '../../ui/Waiting.tsx'
import { many } from '../../ui/words.ts'
import type { Chairs } from './chairs.ts'
import { DeviceLine } from './DeviceLine.tsx'
import { MessageLine } from './MessageLine.tsx'
import type { DeviceList, DeviceRow } from './monitor.wire.ts'

type Clinic = { readonly chairs: Chairs }
/** Where monitors send to; told by the server that listens. */
type Listening = { readonly listener?: { readonly host: string; readonly port: number } | null | undefined }

/** Bedside monitors: which are known and where they stand, which are new, and what they sent that was not taken. */
export function DevicesScreen() {
  const answer = useGet<DeviceList & Listening>('/api/devices')
  const clinic = useGet<Clinic>('/api/clinic')
  const manages = useMay()('device.manage')
  const devices = answer.data?.devices ?? []
  const chairs = clinic.data?.chairs ?? []
  const strangers = devices.filter(({ chair, blocked }) => chair === null && blocked === null)
  const lines = (of: readonly DeviceRow[]) => of.map((device) => <DeviceLine key={device.device} of={device} chairs={chairs} manages={manages} />)
  return (
    <Page title="Devices" tab="Devices" says="What a monitor sends stands as unconfirmed until a person accepts it. The monitor’s own alarms stay the alarms.">
      <ErrorNote error={answer.error} again={() => void answer.refetch()} />
      {answer.isPending && <Waiting rows={3} height={96} gap={24} />}
      {answer.data && (
        <>
          <Address listener={answer.data.listener} />
          {strangers.length > 0 && (
            <Card title="New here" says="They send, and nobody has said where they stand. Their values are shown nowhere until then." tone="due" flush>
              <Rows label="New devices">{lines(strangers)}</Rows>
            </Card>
          )}
          <Card title="At a chair" flush>
            {devices.some(({ chair }) => chair !== null) ? (
              <Rows label="Devices at a chair">{lines(devices.filter(({ chair }) => chair !== null))}</Rows>
            ) : (
              <Empty title="No device stands at a chair yet">When a monitor sends its first message it appears here, to be placed.</Empty>
            )}
          </Card>
          {devices.some(({ blocked }) => blocked !== null) && (
            <Card title="Blocked" says="What they send is not taken." flush>
              <Rows label="Blocked devices">{lines(devices.filter(({ blocked }) => blocked !== null))}</Rows>
            </Card>
          )}
          <Messages list={answer.data} manages={manages} />
        </>
      )}
    </Page>
  )
}

function Address({ listener }: Listening) {
  if (!listener) return null
  return (
    <Note tone="device" title={`Monitors send HL7 v2 (ORU^R01, MLLP) to ${listener.host}, port ${listener.port}`}>
      Set this address in the monitor or its gateway. A test message appears below within a second.
    </Note>
  )
}

const Messages = ({ list: { messages, toLookAt }, manages }: { readonly list: DeviceList; readonly manages: boolean }) => (
  <Card
    title="Messages to look at"
    says={toLookAt > messages.length ? `The newest ${messages.length} of ${toLookAt}` : messages.length > 0 ? many(messages.length, 'message') : undefined}
    flush
  >
    {messages.length === 0 ? (
      <Empty title="Nothing was turned away">A message that cannot be read or believed is kept here with the reason.</Empty>
    ) : (
      <Rows label="Messages to look at">
        {messages.map((message) => (
          <MessageLine key={message.id} of={message} manages={manages} />
        ))}
      </Rows>
    )}
  </Card>
)
