import { Button, TextInput } from '@mantine/core'
import { IconFingerprint } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import { useAct } from '../../ui/ask.ts'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import { addPasskey } from './auth.ts'

/** A passkey of this device: a finger, a face or its PIN in place of password and code. */
export function AddPasskey({ done }: { readonly done: () => void }) {
  const [name, setName] = useState('')
  const { busy, error, act } = useAct()
  const add = async (event: FormEvent) => {
    event.preventDefault()
    if (await act(() => addPasskey(name.trim() || 'This device'))) done()
  }
  return (
    <form className="wm-form" onSubmit={(event) => void add(event)}>
      <TextInput
        label="Name of this device"
        description="So that you recognise it later."
        placeholder="Tablet in the room, my phone…"
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <ErrorNote error={error} />
      <div>
        <Button type="submit" variant="default" leftSection={<IconFingerprint size={22} />} loading={busy}>
          Add a passkey
        </Button>
      </div>
    </form>
  )
}
