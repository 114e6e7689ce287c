import { Menu, VisuallyHidden } from '@mantine/core'
import { IconLock, IconLogout, IconRestore, IconShieldLock, IconUserCircle } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { roleWords, useMe } from '../me.ts'
import { useRenewal } from '../renewal.ts'
import { list } from '../words.ts'
import { DemoReset } from './DemoReset.tsx'
import { useLeaving } from './leaving.ts'
import { RenewItem } from './RenewItem.tsx'
import { ToneItems } from './ToneMenu.tsx'

/** Who is signed in here; lock, brightness, sign out. */
export function PersonMenu({ compact = false }: { readonly compact?: boolean }) {
  const { lock, signOut } = useLeaving()
  const { staff, clinic } = useMe()
  const navigate = useNavigate()
  const [again, setAgain] = useState(false)
  const renewal = useRenewal()
  return (
    <>
      <Menu position={compact ? 'bottom-end' : 'right-end'} width={280}>
        <Menu.Target>
          <button type="button" className="wm-person" data-compact={compact || undefined}>
            <IconUserCircle size={24} stroke={1.6} aria-hidden="true" />
            {renewal !== 'none' && <span className="wm-person-new" aria-hidden="true" />}
            <span className="wm-person-words">
              <span className="wm-person-name">{staff.name}</span>
              <span className="wm-person-role">{list(staff.roles.map((role) => roleWords[role]))}</span>
            </span>
            <VisuallyHidden>: lock, brightness, sign out{renewal !== 'none' && '; a newer Waymark is here'}</VisuallyHidden>
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>
            {staff.name}, {clinic.name}
          </Menu.Label>
          <RenewItem />
          <Menu.Item leftSection={<IconLock size={20} />} onClick={lock}>
            Lock the screen
          </Menu.Item>
          <Menu.Item leftSection={<IconShieldLock size={20} />} onClick={() => void navigate({ to: '/security' })}>
            My sign-in
          </Menu.Item>
          <Menu.Divider />
          <ToneItems />
          <Menu.Divider />
          {clinic.demo && (
            <Menu.Item leftSection={<IconRestore size={20} />} onClick={() => setAgain(true)}>
              Begin the day again
            </Menu.Item>
          )}
          <Menu.Item leftSection={<IconLogout size={20} />} onClick={signOut}>
            {clinic.demo ? 'Be somebody else' : 'Sign out'}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <DemoReset opened={again} close={() => setAgain(false)} />
    </>
  )
}
