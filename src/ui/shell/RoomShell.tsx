import { ActionIcon } from '@mantine/core'
import { IconArrowLeft } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useMe } from '../me.ts'
import { useRoomTone } from '../tone.ts'
import { Connection } from './Connection.tsx'
import { DemoMark } from './DemoMark.tsx'
import { useNotices } from './notices.ts'
import { PersonMenu } from './PersonMenu.tsx'
import './Shell.css'

type Props = {
  /** The patient's heading, on the left of the bar. */
  readonly heading: ReactNode
  /** Phase, saved marks: on the right, before the person. */
  readonly state?: ReactNode
  readonly children: ReactNode
}

/** The whole screen for one person: no rail, one bar, dim unless chosen otherwise. */
export function RoomShell({ heading, state, children }: Props) {
  useRoomTone()
  const navigate = useNavigate()
  return (
    <div className="wm-room">
      {useMe().clinic.demo && <DemoMark />}
      <div className="wm-room-above wm-screen-only">{useNotices().above}</div>
      <div className="wm-room-bar">
        <ActionIcon variant="subtle" color="gray" size={48} aria-label="Back to Today" onClick={() => void navigate({ to: '/' })}>
          <IconArrowLeft size={24} />
        </ActionIcon>
        <div className="wm-room-heading">{heading}</div>
        <div className="wm-room-state">
          {state}
          <Connection quiet />
        </div>
        <PersonMenu compact />
      </div>
      <main id="matter" className="wm-room-matter">
        {children}
      </main>
    </div>
  )
}
