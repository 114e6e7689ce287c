import { useNow } from '../../../ui/clock.ts'
import { useZone } from '../../../ui/me.ts'
import { age } from '../../../ui/words.ts'
import { type BoardSession, shortName } from './board.view.ts'

/** Name and age; on the wall, where visitors read along, a first name and one letter. */
export function Who({ row, wall }: { readonly row: BoardSession; readonly wall: boolean }) {
  const now = useNow()
  const zone = useZone()
  const years = row.birthDate ? age(row.birthDate, now, zone) : null
  const name = row.name ?? 'Name not shown'
  return (
    <p className="bd-who">
      <span className="bd-name">{wall ? shortName(name) : name}</span> {years !== null && <span className="wm-soft">{years}</span>}
    </p>
  )
}
