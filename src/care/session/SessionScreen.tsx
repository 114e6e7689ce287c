import { useEffect, useMemo, useRef } from 'react'
import type { Actor } from '../../medicine/record.ts'
import { now } from '../../ui/clock.ts'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import { useMe } from '../../ui/me.ts'
import { RoomShell } from '../../ui/shell/RoomShell.tsx'
import { Waiting } from '../../ui/Waiting.tsx'
import { allowed } from './room/allowed.view.ts'
import { RoomProvider } from './room/context.tsx'
import { Heading, StageLine } from './room/Heading.tsx'
import { RoomBody } from './room/RoomBody.tsx'
import { type SessionHook, useSession } from './room/useSession.tsx'
import { options } from './session.ts'
import './room/room.css'

/** The session room: one patient, one screen, dim unless chosen otherwise. */
export function SessionScreen({ id }: { readonly id: string }) {
  const { staff } = useMe()
  const by: Actor = useMemo(() => ({ kind: 'staff', ...staff }), [staff])
  const hook = useSession(id, by)
  if (hook.state === 'open') return <Open id={id} by={by} hook={hook} />
  return (
    <RoomShell heading={<h1 className="rm-heading-empty">Session</h1>}>
      <div className="rm-waiting">
        {hook.state === 'failed' ? <ErrorNote error={hook.error} again={hook.again} /> : <Waiting rows={4} height={120} gap={16} />}
      </div>
    </RoomShell>
  )
}

function Open({ id, by, hook }: { readonly id: string; readonly by: Actor; readonly hook: Extract<SessionHook, { state: 'open' }> }) {
  const { staff, clinic, rights } = useMe()
  const { opened, room, monitor, send, hurry, putAway } = hook
  const drafts = useRef(new Map<string, unknown>())
  const session = room.shown
  const { protocol } = opened.protocol
  const name = `${opened.patient.givenName} ${opened.patient.familyName}`
  useEffect(() => {
    document.title = `${name} · Waymark`
  }, [name])
  if (session.status === 'none') return null
  const value = {
    ...{ id, session, state: room, protocol, monitor, by, send, hurry, putAway },
    patient: opened.patient,
    chartWeightKg: opened.chartWeightKg,
    me: staff,
    zone: clinic.zone,
    options: allowed(options(session, protocol, { by, now: now() }), rights),
    drafts: drafts.current,
  }
  return (
    <RoomProvider room={value}>
      <RoomShell heading={<Heading />} state={<StageLine />}>
        <RoomBody />
      </RoomShell>
    </RoomProvider>
  )
}
