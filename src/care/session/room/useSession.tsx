import { useCallback, useEffect, useRef, useState } from 'react'
import type { Actor } from '../../../medicine/record.ts'
import type { Instant } from '../../../medicine/time.ts'
import { get, post, type Refusal } from '../../../ui/api.ts'
import { now } from '../../../ui/clock.ts'
import { useHolding } from '../../../ui/holding.ts'
import { useLive } from '../../../ui/live.ts'
import { uuidv7 } from '../../../ui/uuid.ts'
import type { Patient } from '../../patient/patient.ts'
import type { LoadedProtocol } from '../../protocol/protocol.ts'
import type { SessionCommand, SessionOrder, SessionRecorded } from '../session.ts'
import { type MonitorNow, withEvent } from './monitor.view.ts'
import type { Answer } from './outbox.ts'
import { makeRoomStore, type Outcome, type RoomState, type RoomStore, type Sending } from './store.ts'

/** What `GET /api/sessions/{id}` answers. */
export type Opened = {
  readonly facts: readonly SessionRecorded[]
  readonly seq: number
  readonly patient: Extract<Patient, { status: 'registered' }>
  readonly protocol: LoadedProtocol
  readonly monitor: MonitorNow | null
  readonly chartWeightKg?: string
  readonly serverTime: Instant
}
export type SessionHook =
  | { readonly state: 'loading' }
  | { readonly state: 'failed'; readonly error: Refusal; readonly again: () => void }
  | {
      readonly state: 'open'
      readonly opened: Opened
      readonly room: RoomState
      readonly monitor: MonitorNow | null
      readonly send: (order: SessionOrder, how?: Sending) => Promise<Outcome>
      readonly hurry: () => void
      readonly putAway: (id: string) => void
    }

const path = (id: string) => `/api/sessions/${id}`

/** One session, live: opened once, kept up by the live channel, written through one queue. */
export function useSession(id: string, by: Actor): SessionHook {
  const [opened, setOpened] = useState<Opened | null>(null)
  const [error, setError] = useState<Refusal | null>(null)
  const [room, setRoom] = useState<RoomState | null>(null)
  const [monitor, setMonitor] = useState<MonitorNow | null>(null)
  const store = useRef<RoomStore | null>(null)
  const actor = useRef(by)
  actor.current = by

  const catchUp = useCallback(async () => {
    const held = store.current
    if (!held) return
    const more = await get<{ facts: readonly SessionRecorded[] }>(`${path(id)}/facts?after=${held.state().confirmed.seq}`)
    if (more.ok && store.current === held) held.absorb(more.value.facts)
  }, [id])

  const open = useCallback(async () => {
    setError(null)
    const answer = await get<Opened>(path(id))
    if (!answer.ok) return setError(answer.error)
    const value = answer.value
    store.current = makeRoomStore(value.facts, {
      protocol: value.protocol.protocol,
      by: actor.current,
      ...(value.chartWeightKg ? { chartWeightKg: value.chartWeightKg } : {}),
      now,
      newId: uuidv7,
      post: (command) => say(id, command),
      wait: cuttable,
      changed: setRoom,
      missing: () => void catchUp(),
    })
    setRoom(store.current.state())
    setMonitor(value.monitor)
    setOpened(value)
  }, [id, catchUp])

  useEffect(() => {
    void open()
    return () => {
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
  useHolding(`session ${id}`, (room?.unsent.length ?? 0) > 0)

  if (error) return { state: 'failed', error, again: () => void open() }
  const held = store.current
  if (!opened || !room || !held) return { state: 'loading' }
  return { state: 'open', opened, room, monitor, send: held.send, hurry: held.hurry, putAway: held.putAway }
}

/** Signed out, locked, busy, starting or unreachable: the entry is kept and sent again; everything else is an answer. */
const KEEP: ReadonlySet<number> = new Set([0, 401, 408, 423, 425, 429, 500, 502, 503, 504])

async function say(id: string, command: SessionCommand): Promise<Answer> {
  const answer = await post<{ facts: readonly SessionRecorded[] }>(`${path(id)}/commands`, command)
  if (answer.ok) return { kind: 'saved', facts: answer.value.facts }
  const { status, code, message, because, questions } = answer.error
  if (KEEP.has(status)) return { kind: 'unreachable', message }
  if (code === 'ask' && questions) return { kind: 'ask', questions }
  return { kind: 'refused', because: because && because.length > 0 ? because : [{ code, message }] }
}

function cuttable(ms: number) {
  const { promise, resolve } = Promise.withResolvers<void>()
  const timer = setTimeout(resolve, ms)
  return {
    done: promise,
    cut: () => {
      clearTimeout(timer)
      resolve()
    },
  }
}
