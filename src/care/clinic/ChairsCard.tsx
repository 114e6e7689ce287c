import { ActionIcon, Button, Menu, TextInput } from '@mantine/core'
import { IconDots } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import { Card } from '../../ui/Card.tsx'
import { Confirm } from '../../ui/Confirm.tsx'
import { Empty } from '../../ui/Empty.tsx'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import { Row, Rows } from '../../ui/Rows.tsx'
import { chairId } from './chairId.ts'
import type { ClinicAnswer } from './clinic.wire.ts'
import { useClinicCommand } from './useClinicCommand.tsx'

type Chair = ClinicAnswer['chairs'][number]
type Open = { readonly what: 'rename' | 'retire'; readonly chair: Chair }

/** The places where people are treated; the board shows them in this order. */
export function ChairsCard({ chairs }: Pick<ClinicAnswer, 'chairs'>) {
  const [open, setOpen] = useState<Open | null>(null)
  const { error, send } = useClinicCommand()
  const back = (chair: Chair) => void send({ type: 'return-chair', data: { chair: chair.id } }, `${chair.name} is in use again`)
  const sorted = [...chairs].sort((a, b) => Number(a.retired ?? false) - Number(b.retired ?? false))
  return (
    <Card title="Chairs" says="The board shows them in this order." flush>
      {chairs.length === 0 && <Empty title="No chair yet">A session needs one. Give the first a name people here will know it by.</Empty>}
      <Rows label="Chairs">
        {sorted.map((chair) => (
          <Row
            key={chair.id}
            title={chair.name}
            says={chair.retired && 'No longer in use'}
            side={
              <Acts
                chair={chair}
                rename={() => setOpen({ what: 'rename', chair })}
                retire={() => setOpen({ what: 'retire', chair })}
                back={() => back(chair)}
              />
            }
          />
        ))}
      </Rows>
      <div className="wm-inset" style={{ paddingTop: 16 }}>
        <ErrorNote error={error} />
        <AddChair taken={chairs.map(({ id }) => id)} />
      </div>
      {open?.what === 'rename' && <Rename chair={open.chair} close={() => setOpen(null)} />}
      {open?.what === 'retire' && <Retire chair={open.chair} close={() => setOpen(null)} />}
    </Card>
  )
}

type ActsProps = { readonly chair: Chair; readonly rename: () => void; readonly retire: () => void; readonly back: () => void }

const Acts = ({ chair, rename, retire, back }: ActsProps) => (
  <Menu position="bottom-end" width={220}>
    <Menu.Target>
      <ActionIcon variant="subtle" color="gray" size={44} aria-label={`What can be done with ${chair.name}`}>
        <IconDots size={22} />
      </ActionIcon>
    </Menu.Target>
    <Menu.Dropdown>
      <Menu.Item onClick={rename}>Rename</Menu.Item>
      {chair.retired ? <Menu.Item onClick={back}>Use it again</Menu.Item> : <Menu.Item onClick={retire}>Take out of use</Menu.Item>}
    </Menu.Dropdown>
  </Menu>
)

function AddChair({ taken }: { readonly taken: readonly string[] }) {
  const [name, setName] = useState('')
  const { busy, error, send } = useClinicCommand()
  const add = async (event: FormEvent) => {
    event.preventDefault()
    if (await send({ type: 'add-chair', data: { chair: chairId(name, taken), name: name.trim() } }, `${name.trim()} added`)) setName('')
  }
  return (
    <form className="wm-stack" onSubmit={(event) => void add(event)}>
      <div className="wm-field-and-act">
        <TextInput
          label="Another chair"
          placeholder="Chair 3, by the window"
          required
          withAsterisk={false}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Button type="submit" variant="light" loading={busy} disabled={!name.trim()}>
          Add
        </Button>
      </div>
      <ErrorNote error={error} />
    </form>
  )
}

type DialogProps = { readonly chair: Chair; readonly close: () => void }

function Rename({ chair, close }: DialogProps) {
  const [name, setName] = useState(chair.name)
  const { busy, error, send } = useClinicCommand()
  const go = async () => {
    if (await send({ type: 'rename-chair', data: { chair: chair.id, name: name.trim() } }, 'Renamed')) close()
  }
  return (
    <Confirm opened title={`Rename ${chair.name}`} word="Rename" busy={busy} error={error} close={close} go={() => void go()}>
      <TextInput label="Name" required withAsterisk={false} value={name} onChange={(event) => setName(event.currentTarget.value)} data-autofocus />
    </Confirm>
  )
}

function Retire({ chair, close }: DialogProps) {
  const [reason, setReason] = useState('')
  const { busy, error, send } = useClinicCommand()
  const go = async () => {
    if (await send({ type: 'retire-chair', data: { chair: chair.id, reason: reason.trim() } }, `${chair.name} is out of use`)) close()
  }
  return (
    <Confirm opened title={`Take ${chair.name} out of use`} word="Take out of use" busy={busy} error={error} close={close} go={() => void go()}>
      <p>It leaves the board and no session can be planned on it. Sessions that were held there keep its name.</p>
      <TextInput label="Why" required withAsterisk={false} value={reason} onChange={(event) => setReason(event.currentTarget.value)} data-autofocus />
    </Confirm>
  )
}
