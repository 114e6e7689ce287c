import { ActionIcon, Menu } from '@mantine/core'
import { IconDots } from '@tabler/icons-react'
import { useState } from 'react'
import { Mark } from '../../ui/Mark.tsx'
import { roleWords, useMe } from '../../ui/me.ts'
import { Row } from '../../ui/Rows.tsx'
import { day, list } from '../../ui/words.ts'
import type { Person, Shown } from './answers.ts'
import { ChangeRoles, Leave, NewLink } from './PersonActs.tsx'

type Props = { readonly person: Person; readonly manages: boolean; readonly shown: (link: Shown) => void }

export function PersonRow({ person, manages, shown }: Props) {
  const own = useMe().staff.id === person.id
  const { name, email, roles } = person
  return (
    <Row
      title={own ? `${name} (you)` : name}
      says={[list(roles.map((role) => roleWords[role])), email].filter(Boolean).join(' · ')}
      side={
        <>
          <Waits for={person} />
          {manages && <Acts person={person} shown={shown} />}
        </>
      }
    />
  )
}

/** Somebody who cannot come in yet. In the demonstration nobody needs to. */
function Waits({ for: { active, joinedAt, invitedAt } }: { readonly for: Person }) {
  const { clinic } = useMe()
  if (!active || joinedAt || clinic.demo) return null
  if (invitedAt) return <Mark kind="scheduled" size="small">{`Invited ${day(invitedAt, clinic.zone)}`}</Mark>
  return (
    <Mark kind="unknown" size="small">
      No sign-in yet
    </Mark>
  )
}

function Acts({ person, shown }: { readonly person: Person; readonly shown: (link: Shown) => void }) {
  const [open, setOpen] = useState<'roles' | 'link' | 'leave' | null>(null)
  const close = () => setOpen(null)
  return (
    <>
      <Menu position="bottom-end" width={260}>
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" size={44} aria-label={`What can be done for ${person.name}`}>
            <IconDots size={22} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {person.active && <Menu.Item onClick={() => setOpen('roles')}>Change roles</Menu.Item>}
          {person.active && <Menu.Item onClick={() => setOpen('link')}>{person.joinedAt ? 'New link for a new password' : 'New invitation link'}</Menu.Item>}
          <Menu.Item onClick={() => setOpen('leave')}>{person.active ? 'No longer works here' : 'Works here again'}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {open === 'roles' && <ChangeRoles person={person} close={close} />}
      {open === 'link' && <NewLink person={person} close={close} shown={shown} />}
      {open === 'leave' && <Leave person={person} close={close} />}
    </>
  )
}
