import type { CSSProperties } from 'react'
import { Empty } from '../../../ui/Empty.tsx'
import { useMay } from '../../../ui/me.ts'
import { type BoardAnswer, places } from './board.view.ts'
import { ChairCard } from './ChairCard.tsx'

/** The wall is filled evenly: one row up to four chairs, two up to ten, then three. */
const columns = (chairs: number): number => Math.ceil(chairs / (chairs <= 4 ? 1 : chairs <= 10 ? 2 : 3))

export function Board({ answer, wall }: { readonly answer: BoardAnswer; readonly wall: boolean }) {
  const all = places(answer)
  const settings = useMay()('clinic.settings')
  if (all.length === 0)
    return (
      <Empty title="No chairs yet">
        {settings
          ? 'Add the chairs of the clinic under Settings; each becomes a card here.'
          : 'The owner adds the chairs of the clinic; each becomes a card here.'}
      </Empty>
    )
  const quiet = answer.rows.length === 0
  return (
    <>
      {quiet && <p className="bd-quiet wm-soft">Nobody is planned for today. A session is planned from the patient’s chart.</p>}
      <ul className="bd-grid" aria-label="Chairs" style={{ '--bd-columns': columns(all.length) } as CSSProperties}>
        {all.map((place) => (
          <ChairCard key={place.chair.id} place={place} wall={wall} />
        ))}
      </ul>
    </>
  )
}
