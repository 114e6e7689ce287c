import { Checkbox, TextInput } from '@mantine/core'
import { useState } from 'react'
import { Confirm } from '../../ui/Confirm.tsx'
import type { Person, Shown } from './answers.ts'
import { RolesField } from './RolesField.tsx'
import { useStaffCommand } from './useStaffCommand.tsx'

type Props = { readonly person: Person; readonly close: () => void }

const Why = ({ value, onChange }: { readonly value: string; readonly onChange: (why: string) => void }) => (
  <TextInput label="Why" required withAsterisk={false} value={value} onChange={(event) => onChange(event.currentTarget.value)} />
)

export function ChangeRoles({ person, close }: Props) {
  const [roles, setRoles] = useState([...person.roles])
  const [reason, setReason] = useState('')
  const { busy, error, send } = useStaffCommand(person.id)
  const go = async () => {
    if (await send({ type: 'change-roles', data: { roles, reason: reason.trim() } }, 'Roles changed')) close()
  }
  return (
    <Confirm opened title={`Roles of ${person.name}`} word="Keep" busy={busy} error={error} close={close} go={() => void go()}>
      <RolesField value={roles} onChange={setRoles} />
      <Why value={reason} onChange={setReason} />
    </Confirm>
  )
}

export function Leave({ person, close }: Props) {
  const [reason, setReason] = useState('')
  const { busy, error, send } = useStaffCommand(person.id)
  const leaving = person.active
  const go = async () => {
    const type = leaving ? 'deactivate' : 'reactivate'
    if (await send({ type, data: { reason: reason.trim() } }, leaving ? `${person.name} no longer works here` : `${person.name} works here again`)) close()
  }
  return (
    <Confirm
      opened
      title={leaving ? `${person.name} no longer works here` : `${person.name} works here again`}
      word={leaving ? 'Close their sign-in' : 'Open their sign-in'}
      tone={leaving ? 'red' : 'teal'}
      busy={busy}
      error={error}
      close={close}
      go={() => void go()}
    >
      <p>
        {leaving
          ? 'They are signed out everywhere at once and cannot sign in again. What they wrote and signed stays.'
          : 'They sign in as before, with the same roles.'}
      </p>
      <Why value={reason} onChange={setReason} />
    </Confirm>
  )
}

/** A new way in for somebody who lost the first link, the password or the phone. */
export function NewLink({ person, close, shown }: Props & { readonly shown: (link: Shown) => void }) {
  const [forget, setForget] = useState(false)
  const { busy, error, invite } = useStaffCommand(person.id)
  const go = async () => {
    const invitation = await invite(forget)
    if (!invitation) return
    close()
    shown({ name: person.name, invitation })
  }
  return (
    <Confirm opened title={`A new link for ${person.name}`} word="Make the link" busy={busy} error={error} close={close} go={() => void go()}>
      <p>
        {person.joinedAt
          ? 'With it they choose a new password. The old one works until then.'
          : 'With it they choose their password and come in. An earlier link no longer works.'}
      </p>
      {person.joinedAt && (
        <Checkbox
          label="The phone is lost too"
          description="Authenticator app and passkeys are forgotten when the link is used, and every device is signed out."
          checked={forget}
          onChange={(event) => setForget(event.currentTarget.checked)}
        />
      )}
    </Confirm>
  )
}
