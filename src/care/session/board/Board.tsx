import { useMay } from '../../../ui/me.ts'
import { Empty } from '../../../ui/Empty.tsx'
import { type BoardAnswer, places } from './board.view.ts'
import { ChairCard } from './ChairCard.tsx'

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
      <ul className="bd-grid" aria-label="Chairs">
        {all.map((place) => (
          <ChairCard key={place.chair.id} place={place} wall={wall} />
        ))}
      </ul>
    </>
  )
}
