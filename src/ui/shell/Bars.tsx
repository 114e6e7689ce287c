import { Drawer } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconDots } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useMe } from '../me.ts'
import { Brand } from './Brand.tsx'
import { Connection } from './Connection.tsx'
import { KeptHere } from './KeptHere.tsx'
import { useNotices } from './notices.ts'
import { PersonMenu } from './PersonMenu.tsx'
import type { Place } from './places.ts'
import { Count } from './Rail.tsx'

/** Phone and upright tablet: the clinic and the person above. */
export const TopBar = () => (
  <div className="wm-top wm-screen-only">
    <Brand name={useMe().clinic.name} />
    <KeptHere short />
    <Connection quiet />
    <PersonMenu compact />
  </div>
)

/** The first places below, under the thumb; the rest behind "More". */
export function BottomBar({ places }: { readonly places: readonly Place[] }) {
  const [open, { open: show, close }] = useDisclosure(false)
  const first = places.length <= 5 ? places : places.slice(0, 4)
  const rest = places.slice(first.length)
  return (
    <nav className="wm-bottom wm-screen-only" aria-label="Waymark">
      {first.map((place) => (
        <Door key={place.to} {...place} />
      ))}
      {rest.length > 0 && (
        <button type="button" className="wm-place" onClick={show} aria-haspopup="dialog">
          <IconDots size={22} stroke={1.7} aria-hidden="true" />
          <span>More</span>
        </button>
      )}
      <Drawer opened={open} onClose={close} position="bottom" size="auto" title="More" radius="16px 16px 0 0">
        <div className="wm-more">
          {rest.map((place) => (
            <Door key={place.to} {...place} onClick={close} />
          ))}
        </div>
      </Drawer>
    </nav>
  )
}

function Door({ to, word, icon: Icon, onClick }: Place & { readonly onClick?: () => void }) {
  const { counts } = useNotices()
  return (
    <Link to={to} className="wm-place" activeOptions={{ exact: to === '/' }} {...(onClick ? { onClick } : {})}>
      <Icon size={22} stroke={1.7} aria-hidden="true" />
      <span>{word}</span>
      <Count of={counts[to] ?? 0} />
    </Link>
  )
}
