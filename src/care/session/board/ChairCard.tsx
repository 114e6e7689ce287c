import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useNow } from '../../../ui/clock.ts'
import { Mark } from '../../../ui/Mark.tsx'
import { useMay, useZone } from '../../../ui/me.ts'
import { clock } from '../../../ui/words.ts'
import { Arriving } from './Arriving.tsx'
import { type BoardSession, type Place, shortName, wants } from './board.view.ts'
import { Occupied } from './Occupied.tsx'
import { Who } from './Who.tsx'

/** One chair: the answer to "who needs me now?" for it, in one glance. */
export function ChairCard({ place, wall }: { readonly place: Place; readonly wall: boolean }) {
  const now = useNow()
  const { chair, now: row, next, toSign } = place
  const zone = useZone()
  return (
    <li className="bd-place" data-wants={wants(place, now)} data-empty={!row || undefined}>
      <Door row={row ?? next}>
        <div className="bd-chair">{chair.name}</div>
        {row ? (
          <>
            <Who row={row} wall={wall} />
            <Occupied row={row} wall={wall} />
          </>
        ) : next ? (
          <Arriving row={next} wall={wall} />
        ) : (
          <p className="bd-free">Free</p>
        )}
        {row && next && (
          <p className="bd-next wm-soft">
            Next {clock(next.plannedFor, zone)} {wall ? shortName(next.name ?? '') : next.name}
          </p>
        )}
      </Door>
      {!wall && toSign.map((one) => <ToSign key={one.session} row={one} />)}
    </li>
  )
}

function Door({ row, children }: { readonly row: BoardSession | null; readonly children: ReactNode }) {
  const open = useMay()('chart.read')
  if (!row || !open) return <div className="bd-card">{children}</div>
  return (
    <Link to="/sessions/$id" params={{ id: row.session }} className="bd-card">
      {children}
    </Link>
  )
}

/** Left, and the record waits for signatures. */
function ToSign({ row }: { readonly row: BoardSession }) {
  const open = useMay()('chart.read')
  const missing = (['nurse', 'physician'] as const).filter((as) => !row.signedBy.includes(as)).join(' and ')
  const words = (
    <>
      <Mark kind="discharged" bare>
        {row.name} left
      </Mark>
      <span className="wm-soft">unsigned: {missing}</span>
    </>
  )
  if (!open) return <p className="bd-sign">{words}</p>
  return (
    <Link to="/sessions/$id" params={{ id: row.session }} className="bd-sign">
      {words}
    </Link>
  )
}
