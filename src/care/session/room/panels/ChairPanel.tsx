import { useGet } from '../../../../ui/ask.ts'
import type { BoardAnswer } from '../../board/board.view.ts'
import { useRoom } from '../context.tsx'
import { Answers } from '../form/Answers.tsx'
import { Panel } from '../form/Panel.tsx'
import { useGive } from '../form/useGive.tsx'
import type { PanelProps } from './panelId.ts'

/** To another chair; who sits there stands beside it. The monitor follows the chair, so a wrong one shows somebody else's values. */
export function ChairPanel({ onClose }: PanelProps) {
  const { session, id } = useRoom()
  const board = useGet<BoardAnswer>('/api/board').data
  const give = useGive()
  const inIt = (chair: string) =>
    board?.rows.find((row) => row.chair === chair && row.session !== id && ['arrived', 'ready', 'dosing', 'recovering'].includes(row.status))
  return (
    <Panel title="Change chair" says="The monitor of the new chair speaks for this session from now on." onClose={onClose}>
      <div className="rm-picks">
        {board?.chairs
          .filter((chair) => !chair.retired && chair.id !== session.chair)
          .map((chair) => (
            <button
              key={chair.id}
              type="button"
              className="rm-tap rm-pick"
              disabled={give.busy}
              onClick={() => give.give({ type: 'change-chair', data: { chair: chair.id } }, { saved: onClose })}
            >
              <strong>{chair.name}</strong>
              <small>{inIt(chair.id)?.name ?? 'free'}</small>
            </button>
          ))}
      </div>
      <Answers of={give} />
    </Panel>
  )
}
