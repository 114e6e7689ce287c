import { Button, Modal, NumberInput, Select, TextInput } from '@mantine/core'
import { IconCopy } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import type { Role } from '../../medicine/record.ts'
import { post } from '../../ui/api.ts'
import { useAct } from '../../ui/ask.ts'
import { now } from '../../ui/clock.ts'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import { roleWords } from '../../ui/me.ts'
import { say } from '../../ui/said.tsx'
import { uuidv7 } from '../../ui/uuid.ts'
import type { Issued } from '../staff/staff.ts'

const roles: Role[] = ['nurse', 'physician', 'therapist', 'front-desk', 'owner']

/** A token's name, role and days; then the token itself, shown once. */
export function NewToken({ close, made }: { readonly close: () => void; readonly made: () => void }) {
  const [token, setToken] = useState<string | null>(null)
  return (
    <Modal opened onClose={close} title={token ? 'Copy the token now' : 'Make a token'} closeOnClickOutside={!token}>
      {token ? (
        <Once token={token} close={close} />
      ) : (
        <Ask
          close={close}
          issued={(issued) => {
            setToken(issued)
            made()
          }}
        />
      )}
    </Modal>
  )
}

function Ask({ close, issued }: { readonly close: () => void; readonly issued: (token: string) => void }) {
  const [name, setName] = useState('')
  const [role, setRole] = useState<Role>('nurse')
  const [days, setDays] = useState<number | string>(90)
  const { busy, error, act } = useAct()
  const make = async (event: FormEvent) => {
    event.preventDefault()
    const body = { id: uuidv7(), at: now(), data: { name: name.trim(), roles: [role], days: Number(days) } }
    const answer = await act(() => post<Issued>('/api/tokens', body))
    if (answer) issued(answer.token)
  }
  return (
    <form className="wm-stack" onSubmit={(event) => void make(event)}>
      <TextInput
        label="What it is for"
        placeholder="Scale in the hall, nightly report…"
        required
        withAsterisk={false}
        data-autofocus
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Select
        label="May do what this role may"
        data={roles.map((value) => ({ value, label: roleWords[value] }))}
        allowDeselect={false}
        value={role}
        onChange={(value) => value && setRole(value as Role)}
      />
      <NumberInput label="Lasts" suffix=" days" min={1} max={366} allowDecimal={false} value={days} onChange={setDays} />
      <ErrorNote error={error} />
      <div className="wm-row">
        <Button type="submit" loading={busy}>
          Make it
        </Button>
        <Button variant="default" onClick={close}>
          Leave it
        </Button>
      </div>
    </form>
  )
}

function Once({ token, close }: { readonly token: string; readonly close: () => void }) {
  const copy = async () => {
    await navigator.clipboard.writeText(token)
    say('Token copied')
  }
  return (
    <div className="wm-stack">
      <p>It is shown only now. Whoever has it comes in with it, so keep it as you keep a key.</p>
      <TextInput aria-label="The token" value={token} readOnly onFocus={(event) => event.currentTarget.select()} data-autofocus />
      <div className="wm-row">
        <Button leftSection={<IconCopy size={20} />} onClick={() => void copy()}>
          Copy
        </Button>
        <Button variant="default" onClick={close}>
          Done
        </Button>
      </div>
    </div>
  )
}
