import { ActionIcon } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useGet, useRefresh } from '../../../ui/ask.ts'
import { ErrorNote } from '../../../ui/ErrorNote.tsx'
import { useLive } from '../../../ui/live.ts'
import { useMe } from '../../../ui/me.ts'
import { Connection } from '../../../ui/shell/Connection.tsx'
import { DemoMark } from '../../../ui/shell/DemoMark.tsx'
import { Waiting } from '../../../ui/Waiting.tsx'
import { Board } from './Board.tsx'
import type { BoardAnswer } from './board.view.ts'
import { SumLine } from './SumLine.tsx'
import './board.css'

const BOARD = '/api/board'

/** The board for a screen on the wall: read from three metres, touched by nobody, live by itself. */
export function WallScreen() {
  const { data, error, isPending, refetch, dataUpdatedAt } = useGet<BoardAnswer>(BOARD)
  const refresh = useRefresh()
  const again = () => void refresh(BOARD)
  useLive({ stream: ({ kind }) => kind !== 'staff' && again(), catchUp: again })
  useEffect(() => {
    document.title = 'Board · Waymark'
  }, [])
  return (
    <main className="bd-wall">
      {useMe().clinic.demo && <DemoMark />}
      <div className="bd-wall-head">
        <h1 className="bd-wall-title">{data ? <SumLine answer={data} at={dataUpdatedAt} /> : 'Today'}</h1>
        <span className="bd-wall-tools">
          <Connection />
          <Leave />
        </span>
      </div>
      <div className="bd-wall-matter">
        <ErrorNote error={data ? null : error} again={refetch} />
        {isPending && <Waiting rows={2} height={320} gap={16} />}
        {data && <Board answer={data} wall />}
      </div>
    </main>
  )
}

function Leave() {
  const navigate = useNavigate()
  const leave = () => {
    if (document.fullscreenElement) void document.exitFullscreen()
    void navigate({ to: '/' })
  }
  return (
    <ActionIcon variant="subtle" color="gray" size={48} aria-label="Back to Today" onClick={leave}>
      <IconX size={24} />
    </ActionIcon>
  )
}
