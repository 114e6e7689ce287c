import { useEffect, useMemo } from 'react'
import type { Actor } from '../../medicine/record.ts'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import { useMe } from '../../ui/me.ts'
import { RoomShell } from '../../ui/shell/RoomShell.tsx'
import { Waiting } from '../../ui/Waiting.tsx'
import { RoomProvider } from './room/context.tsx'
import { Heading, StageLine } from './room/Heading.tsx'
import { RoomBody } from './room/RoomBody.tsx'
import { useRoomValue } from './room/useRoomValue.tsx'
import { useSession } from './room/useSession.tsx'
import './room/room.css'

/** The session room: one patient, one screen, dim unless chosen otherwise. */
export function SessionScreen({ id }: { readonly id: string }) {
  const { staff } = useMe()
  const by: Actor = useMemo(() => ({ kind: 'staff', ...staff }), [staff])
  const hook = useSession(id, by)
  const room = useRoomValue(id, by, hook)
  const name = room && `${room.patient.givenName} ${room.patient.familyName}`
  useEffect(() => {
    document.title = `${name ?? 'Session'} · Waymark`
  }, [name])

  return (
    <RoomProvider room={room} monitor={hook.state === 'open' ? hook.monitor : null}>
      <RoomShell heading={room ? <Heading /> : <h1 className="rm-heading-empty">Session</h1>} state={room && <StageLine />}>
        {room ? (
          <RoomBody />
        ) : (
          <div className="rm-waiting">
            {hook.state === 'failed' ? <ErrorNote error={hook.error} again={hook.again} /> : <Waiting rows={4} height={120} gap={16} />}
          </div>
        )}
      </RoomShell>
    </RoomProvider>
  )
}
