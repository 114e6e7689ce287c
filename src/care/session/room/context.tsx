import { createContext, type ReactNode, useContext, useState } from 'react'
import type { Actor, Role } from '../../../medicine/record.ts'
import type { Protocol } from '../../protocol/protocol.ts'
import type { Live, OpenConcern, Option, SessionCommandType, SessionOrder, SessionRecorded } from '../session.ts'
import type { MonitorNow } from './monitor.view.ts'
import type { Opened } from './opened.view.ts'
import type { Outcome, RoomState, Sending } from './store.ts'

export type Me = { readonly id: string; readonly name: string; readonly roles: readonly Role[] }

/** What every part of the room reads: the session as shown, the rules it runs under, and the one way to write. */
export type Room = {
  readonly id: string
  readonly session: Live
  readonly state: RoomState
  readonly protocol: Protocol
  readonly patient: Opened['patient']
  readonly chartWeightKg: string | undefined
  readonly me: Me
  readonly by: Actor
  /** The clinic's zone; every clock of the room is in it. */
  readonly zone: string
  /** A fact as a sentence, the same as in the printed record. */
  readonly words: (fact: SessionRecorded) => string
  /** The same for something that was entered and is no fact yet. */
  readonly entered: (order: SessionOrder) => string
  readonly options: readonly Option[]
  /** Safety answers of the patient that wait for a clinician; undefined: nobody can be asked now. */
  readonly concerns: readonly OpenConcern[] | undefined
  readonly send: (order: SessionOrder, how?: Sending) => Promise<Outcome>
  readonly hurry: () => void
  readonly putAway: (id: string) => void
  readonly drafts: Map<string, unknown>
}

const RoomContext = createContext<Room | null>(null)
/** Apart from the rest: a monitor speaks every second or two, and only the entry has to listen. */
const MonitorContext = createContext<MonitorNow | null>(null)

type Props = { readonly room: Room | null; readonly monitor: MonitorNow | null; readonly children: ReactNode }

export const RoomProvider = ({ room, monitor, children }: Props) => (
  <RoomContext.Provider value={room}>
    <MonitorContext.Provider value={monitor}>{children}</MonitorContext.Provider>
  </RoomContext.Provider>
)

export const useMonitor = (): MonitorNow | null => useContext(MonitorContext)

export function useRoom(): Room {
  const room = useContext(RoomContext)
  if (!room) throw new Error('this part of the room stands outside a session')
  return room
}

/** Whether a command can be given now by this person, and why not. A command nobody told us about cannot. */
export function useOption(type: SessionCommandType): Option {
  return useRoom().options.find((option) => option.type === type) ?? { type, can: false }
}

export const useRole = (role: Role): boolean => useRoom().me.roles.includes(role)

/** A piece of a form that stays while panels open and close; what was typed is only cleared by saving it. */
export function useDraft<T>(key: string, initial: T): readonly [T, (next: T) => void, () => void] {
  const { drafts } = useRoom()
  const [value, setValue] = useState<T>(() => (drafts.has(key) ? (drafts.get(key) as T) : initial))
  const put = (next: T) => {
    drafts.set(key, next)
    setValue(next)
  }
  const clear = () => {
    drafts.delete(key)
    setValue(initial)
  }
  return [value, put, clear]
}
