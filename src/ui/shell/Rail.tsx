import { Link } from '@tanstack/react-router'
import { useMe } from '../me.ts'
import { Brand } from './Brand.tsx'
import { Connection } from './Connection.tsx'
import { KeptHere } from './KeptHere.tsx'
import { useNotices } from './notices.ts'
import { PersonMenu } from './PersonMenu.tsx'
import type { Place } from './places.ts'

/** The left rail of desk and tablet. */
export function Rail({ places }: { readonly places: readonly Place[] }) {
  const { clinic, notices } = useMe()
  const { counts } = useNotices()
  return (
    <div className="wm-rail wm-screen-only">
      <Brand name={clinic.name} />
      <nav aria-label="Waymark">
        {places.map(({ to, word, icon: Icon }) => (
          <Link key={to} to={to} className="wm-place" activeOptions={{ exact: to === '/' }}>
            <Icon size={22} stroke={1.7} aria-hidden="true" />
            <span>{word}</span>
            <Count of={to === '/audit' ? notices : (counts[to] ?? 0)} />
          </Link>
        ))}
      </nav>
      <div className="wm-rail-foot">
        <KeptHere />
        <Connection />
        <PersonMenu />
      </div>
    </div>
  )
}

/** How many things wait there; nothing where none does. */
export const Count = ({ of }: { readonly of: number }) => (of > 0 ? <span className="wm-count">{of}</span> : null)
