import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { Actor } from '../../../medicine/record.ts'
import { get, type Refusal } from '../../../ui/api.ts'
import { clockDoubt, now } from '../../../ui/clock.ts'
import { useHolding } from '../../../ui/holding.ts'
import { useLive } from '../../../ui/live.ts'
import { useMe } from '../../../ui/me.ts'
import { uuidv7 } from '../../../ui/uuid.ts'
import { outboxOf, say } from '../offline/device.tsx'
import type { Owner } from '../offline/keep.ts'
import { type Drafts, draftsOf, seenSession, sessionKeeper } from '../offline/seen.tsx'
import type { SessionOrder, SessionRecorded } from '../session.ts'
import { type MonitorNow, withEvent } from './monitor.view.ts'
import type { Opened } from './opened.view.ts'
import { makeRoomStore, type Outcome, type RoomState, type RoomStore, type Sending } from './store.ts'

export type SessionHook =
  | { readonly state: 'loading' }
  | { readonly state: 'failed'; readonly error: Refusal; readonly again: () => void }
  | {
      readonly state: 'open'
      readonly opened: Opened
      readonly room: RoomState
      readonly monitor: MonitorNow | null
      readonly drafts: Drafts
      readonly send: (order: SessionOrder, how?: Sending) => Promise<Outcome>
      readonly hurry: () => void
      readonly putAway: (id: string) => void
    }

const path = (id: string) => `/api/sessions/${id}`

/** One session, live: opened once, kept up by the live channel, written through one queue; without the server, as this device last saw it. */
export function useSession(id: string, by: Actor): SessionHook {
  const [held, setHeld] = useState<{ readonly opened: Opened; readonly drafts: Drafts } | null>(null)
  const [error, setError] = useState<Refusal | null>(null)
  const [room, setRoom] = useState<RoomState | null>(null)
  const [monitor, setMonitor] = useState<MonitorNow | null>(null)
  const store = useRef<RoomStore | null>(null)
  const actor = useRef(by)
  actor.current = by
  const owner = useOwner()

  const catchUp = useCallback(async () => {
    const open = store.current
    if (!open) return
    const more = await get<{ facts: readonly SessionRecorded[] }>(`${path(id)}/facts?after=${open.state().confirmed.seq}`)
    if (more.ok && store.current === open) open.absorb(more.value.facts)
  }, [id])

  const open = useCallback(
    async (still: () => boolean) => {
      setError(null)
      const answer = await get<Opened>(path(id))
      const value = answer.ok ? answer.value : answer.error.status === 0 ? await seenSession(owner, id) : null
      const [outbox, drafts] = [await outboxOf(owner, id), await draftsOf(owner, id)]
      if (!still()) return
      if (!value) return setError(answer.ok ? null : answer.error)
      const remember = sessionKeeper(owner, id, value)
      store.current = makeRoomStore(value.facts, {
        protocol: value.protocol.protocol,
        by: actor.current,
        ...(value.chartWeightKg ? { chartWeightKg: value.chartWeightKg } : {}),
        now,
        clock: clockDoubt,
        newId: uuidv7,
        post: (command) => say(owner, id, command),
        outbox,
        changed: (state) => {
          setRoom(state)
          remember(state.confirmed)
        },
        missing: () => void catchUp(),
      })
      const { confirmed } = store.current.state()
      setRoom(store.current.state())
      remember(confirmed)
      setMonitor(value.monitor)
      setHeld({ opened: value, drafts })
    },
    [id, owner, catchUp],
  )

  useEffect(() => {
    let on = true
    void open(() => on)
    return () => {
      on = false
      store.current?.close()
      store.current = null
    }
  }, [open])

  useLive({
    stream: (event) => {
      if (event.kind === 'session' && event.id === id && event.seq > (store.current?.state().confirmed.seq ?? event.seq)) void catchUp()
    },
    monitor: (event) => {
      if (event.session === id) setMonitor((before) => withEvent(before, event))
    },
    catchUp: () => {
      store.current?.hurry()
      void catchUp()
    },
  })
  // What is on the device's disk survives a reload; where it cannot be put there, leaving asks first.
  useHolding(`session ${id}`, room?.keeps === false)

  if (error) return { state: 'failed', error, again: () => void open(() => true) }
  const at = store.current
  if (!held || !room || !at) return { state: 'loading' }
  return { state: 'open', ...held, room, monitor, send: at.send, hurry: at.hurry, putAway: at.putAway }
}

function useOwner(): Owner {
  const { clinic, staff } = useMe()
  return useMemo(() => ({ clinic: clinic.id, staff: staff.id, name: staff.name }), [clinic.id, staff.id, staff.name])
}
