import { Menu } from '@mantine/core'
import { IconRefresh } from '@tabler/icons-react'
import { useHeld } from '../holding.ts'
import { renew, useRenewal } from '../renewal.ts'

/** In the person's menu: a newer Waymark is there. It can wait; while something is half typed or on its way it has to. */
export function RenewItem() {
  const renewal = useRenewal()
  const held = useHeld()
  if (renewal === 'none') return null
  return (
    <>
      <Menu.Item leftSection={<IconRefresh size={20} />} disabled={held} onClick={renew}>
        {held ? 'A newer Waymark is here. Finish what is being entered, then reload.' : 'A newer Waymark is here. Reload now'}
      </Menu.Item>
      <Menu.Divider />
    </>
  )
}
