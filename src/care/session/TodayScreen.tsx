import { useGet } from '../../ui/ask.ts'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import { Page } from '../../ui/Page.tsx'
import { Waiting } from '../../ui/Waiting.tsx'
import { Board } from './board/Board.tsx'
import type { BoardAnswer } from './board/board.view.ts'
import { SumLine } from './board/SumLine.tsx'
import { WallLink } from './board/WallLink.tsx'
import { DowntimeLink } from './downtime/DowntimeLink.tsx'
import './board/board.css'

export { WallScreen } from './board/WallScreen.tsx'

/** Today: every chair of the clinic. The office round this page follows the live channel and asks again. */
export function TodayScreen() {
  const { data, error, isPending, refetch, dataUpdatedAt } = useGet<BoardAnswer>('/api/board')
  return (
    <Page tab="Today" width="wide" title="Today" acts={<Acts />} says={data && <SumLine answer={data} at={dataUpdatedAt} />}>
      <ErrorNote error={data ? null : error} again={refetch} />
      {isPending && <Waiting rows={4} height={220} gap={16} />}
      {data && <Board answer={data} wall={false} />}
    </Page>
  )
}

const Acts = () => (
  <div className="wm-row">
    <DowntimeLink />
    <WallLink />
  </div>
)
