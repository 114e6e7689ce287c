import { useEffect, useMemo, useState } from 'react'
import type { Actor } from '../../../medicine/record.ts'
import { useGet } from '../../../ui/ask.ts'
import { now } from '../../../ui/clock.ts'
import { useMe } from '../../../ui/me.ts'
import type { BoardAnswer } from '../board/board.view.ts'
import { enteredWords, factWords } from '../record/fact.words.ts'
import { options, type SessionOrder, type SessionRecorded } from '../session.ts'
import { allowed } from './allowed.view.ts'
import type { Room } from './context.tsx'
import { useConcerns } from './useConcerns.tsx'
import type { SessionHook } from './useSession.tsx'

/** The session hook, the person and the clinic, brought together for every part of the room; null while it opens. */
export function useRoomValue(id: string, by: Actor, hook: SessionHook): Room | null {
  const { staff, clinic, rights } = useMe()
  const chairs = useGet<BoardAnswer>('/api/board', { enabled: rights.includes('board.see') }).data?.chairs
  const planned = hook.state === 'open' && hook.room.shown.status !== 'none' ? hook.room.shown.plannedFor : null
  const { words, entered } = useMemo(() => {
    const chair = (chairId: string) => chairs?.find((one) => one.id === chairId)?.name ?? 'the chair'
    const reading = () => ({ zone: clinic.zone, day: planned ?? now(), chair })
    return { words: (fact: SessionRecorded) => factWords(fact, reading()) ?? '', entered: (order: SessionOrder) => enteredWords(order, reading()) }
  }, [chairs, clinic.zone, planned])

  const held = hook.state === 'open' ? hook : null
  const session = held && held.room.shown.status !== 'none' ? held.room.shown : null
  const protocol = held?.opened.protocol.protocol
  const minute = useMinute()
  const concerns = useConcerns(session?.patient)
  // biome-ignore lint/correctness/useExhaustiveDependencies: what can be done also changes with time alone
  const can = useMemo(
    () => (session && protocol ? allowed(options(session, protocol, { by, now: now(), concerns }), rights) : []),
    [session, protocol, by, rights, minute, concerns],
  )

  const { opened, room: state, drafts, send, hurry, putAway } = held ?? NOTHING
  return useMemo(() => {
    if (!opened || !state || !drafts || !session || !protocol || !send || !hurry || !putAway) return null
    const { patient, chartWeightKg } = opened
    return {
      ...{ id, session, state, protocol, patient, chartWeightKg, by, words, entered, send, hurry, putAway },
      ...{ me: staff, zone: clinic.zone, options: can, drafts, concerns },
    }
  }, [id, session, state, protocol, opened, drafts, by, words, entered, send, hurry, putAway, staff, clinic.zone, can, concerns])
}

const NOTHING: Partial<Extract<SessionHook, { state: 'open' }>> = {}

/** Turns each minute, for what time alone changes: a pressure grows old, the minimum time passes. */
function useMinute(): string {
  const [minute, setMinute] = useState(() => now().slice(0, 16))
  useEffect(() => {
    const timer = setInterval(() => setMinute(now().slice(0, 16)), 5000)
    return () => clearInterval(timer)
  }, [])
  return minute
}
