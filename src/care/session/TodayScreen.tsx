import { Button } from '@mantine/core'
import { IconArrowsMaximize, IconX } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { instant } from '../../medicine/time.ts'
import { useGet } from '../../ui/ask.ts'
import { useNow } from '../../ui/clock.ts'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import { useLiveState } from '../../ui/live.ts'
import { useZone } from '../../ui/me.ts'
import { Page } from '../../ui/Page.tsx'
import { Connection } from '../../ui/shell/Connection.tsx'
import { Waiting } from '../../ui/Waiting.tsx'
import { clock, longDay, many } from '../../ui/words.ts'
import { Board } from './board/Board.tsx'
import { type BoardAnswer, summary } from './board/board.view.ts'
import './board/board.css'

/** Today: every chair of the clinic, live. On the wall the same, larger, without the rest of the page. */
export function TodayScreen() {
  // The page follows the live channel; once a minute it asks all the same, should an event have been lost on the way.
  const asked = useGet<BoardAnswer>('/api/board')
  const { wall, show, hide, place } = useWall()
  return (
    <Page tab="Today" width="wide" title="Today" acts={<WallButton show={show} />} says={asked.data && <Line answer={asked.data} at={asked.dataUpdatedAt} />}>
      <ErrorNote error={asked.data ? null : asked.error} again={asked.refetch} />
      {asked.isPending && <Waiting rows={4} height={220} gap={16} />}
      {asked.data && (
        <div ref={place} className={wall ? 'bd-wall' : 'bd-page'}>
          {wall && (
            <div className="bd-wall-head">
              <Line answer={asked.data} at={asked.dataUpdatedAt} />
              <span className="bd-wall-tools">
                <Connection />
                <Button variant="subtle" color="gray" size="lg" aria-label="Leave the wall" onClick={hide}>
                  <IconX size={24} />
                </Button>
              </span>
            </div>
          )}
          <Board answer={asked.data} wall={wall} />
        </div>
      )}
    </Page>
  )
}

const WallButton = ({ show }: { readonly show: () => void }) => (
  <Button variant="default" leftSection={<IconArrowsMaximize size={18} aria-hidden="true" />} onClick={show}>
    On the wall
  </Button>
)

/** The day, the hour and the sum of the room, in one line; whether it is still true. */
function Line({ answer, at }: { readonly answer: BoardAnswer; readonly at: number }) {
  const now = useNow()
  const zone = useZone()
  const gone = useLiveState() === 'reconnecting'
  const { infusing, recovering, nextArrival, alerts, overdue } = summary(answer.rows, now)
  const parts = [
    alerts > 0 && many(alerts, 'chair with an alert', 'chairs with an alert'),
    overdue > 0 && `${overdue} overdue`,
    `${infusing} infusing`,
    `${recovering} recovering`,
    nextArrival && `next arrival ${clock(nextArrival, zone)}`,
    gone && `as of ${clock(instant(at), zone)}`,
  ]
  return (
    <span className="bd-line-words">
      <strong>{clock(now, zone)}</strong> {longDay(now, zone)} · {parts.filter(Boolean).join(' · ')}
    </span>
  )
}

/** The whole screen, by the browser where it can. `#wall` in the address opens it at once, for a screen nobody touches. */
function useWall() {
  const [wall, setWall] = useState(() => location.hash === '#wall')
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const left = () => !document.fullscreenElement && setWall(location.hash === '#wall')
    document.addEventListener('fullscreenchange', left)
    return () => document.removeEventListener('fullscreenchange', left)
  }, [])
  const show = () => {
    setWall(true)
    void place.current?.requestFullscreen?.().catch(() => {})
  }
  const hide = () => {
    if (location.hash === '#wall') history.replaceState(history.state, '', location.pathname)
    if (document.fullscreenElement) void document.exitFullscreen()
    setWall(false)
  }
  return { wall, show, hide, place }
}
