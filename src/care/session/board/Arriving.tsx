import { useNow } from '../../../ui/clock.ts'
import { Mark } from '../../../ui/Mark.tsx'
import { useZone } from '../../../ui/me.ts'
import { clock, elapsed } from '../../../ui/words.ts'
import type { BoardSession } from './board.view.ts'
import { Gates } from './Gates.tsx'
import { Who } from './Who.tsx'

/** An empty chair and who comes to it. */
export function Arriving({ row, wall }: { readonly row: BoardSession; readonly wall: boolean }) {
  const now = useNow()
  const late = now > row.plannedFor
  return (
    <>
      <p className="bd-free">
        Free until {clock(row.plannedFor, useZone())}
        {late && <Mark kind="due" size="small">{`expected ${elapsed(row.plannedFor, now)}`}</Mark>}
      </p>
      <Who row={row} wall={wall} />
      {row.gates && <Gates gates={row.gates} wall={wall} />}
    </>
  )
}
