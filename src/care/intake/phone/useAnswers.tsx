import { useCallback, useEffect, useRef, useState } from 'react'
import { post } from '../../../ui/api.ts'
import { now } from '../../../ui/clock.ts'
import { uuidv7 } from '../../../ui/uuid.ts'
import type { Given } from '../intake.types.ts'
import { keepHere, waitingHere } from './kept.tsx'
import { type Answered, fateOf, type Sent, withWaiting } from './queue.ts'

const AGAIN_MS = 4000

export type Saving = 'saved' | 'saving' | 'here'

/** The answers of one intake: shown at once, kept on the phone, sent one after the other in their order. */
export function useAnswers(intake: string, loaded: Answered, toDoor: () => void) {
  const [waiting, setWaiting] = useState<readonly Sent[]>(() => waitingHere(intake))
  const [made, setMade] = useState<Answered>(loaded)
  const [reached, setReached] = useState(true)
  const [refused, setRefused] = useState<{ readonly step: string; readonly message: string } | null>(null)
  const queue = useRef<readonly Sent[]>(waiting)
  const busy = useRef(false)

  const put = useCallback(
    (next: readonly Sent[]) => {
      queue.current = next
      keepHere(intake, next)
      setWaiting(next)
    },
    [intake],
  )

  const flush = useCallback(async () => {
    if (busy.current) return
    busy.current = true
    try {
      for (let first = queue.current[0]; first; first = queue.current[0]) {
        const sent = first
        const answer = await post(`/api/intake/${intake}/answers`, sent, { within: 10_000 })
        const fate = fateOf(answer.ok ? 200 : answer.error.status)
        setReached(fate !== 'keep')
        if (fate === 'keep') return
        if (fate === 'door') return toDoor()
        if (fate === 'refused' && !answer.ok) setRefused({ step: sent.step, message: answer.error.message })
        put(queue.current.filter((one) => one !== sent))
      }
    } finally {
      busy.current = false
    }
  }, [intake, put, toDoor])

  useEffect(() => {
    void flush()
    const online = () => void flush()
    window.addEventListener('online', online)
    const timer = setInterval(() => queue.current.length > 0 && void flush(), AGAIN_MS)
    return () => {
      window.removeEventListener('online', online)
      clearInterval(timer)
    }
  }, [flush])

  const answer = useCallback(
    (step: string, given: Given) => {
      const sent = { id: uuidv7(), at: now(), step, given }
      setRefused(null)
      setMade((before) => ({ ...before, [step]: { given, at: sent.at } }))
      put([...queue.current, sent])
      void flush()
    },
    [flush, put],
  )
  const saving: Saving = waiting.length === 0 ? 'saved' : reached ? 'saving' : 'here'
  return { answers: withWaiting(made, waiting), answer, saving, refused }
}
