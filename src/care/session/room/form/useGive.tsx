import { useRef, useState } from 'react'
import type { Reason } from '../../../../medicine/record.ts'
import type { SessionOrder } from '../../session.ts'
import { useRoom } from '../context.tsx'
import type { Sending } from '../store.ts'

type Last = { readonly order: SessionOrder; readonly how: Sending; readonly saved: (() => void) | undefined }
type How = Sending & { readonly saved?: () => void }

export type Give = {
  readonly give: (order: SessionOrder, how?: How) => Promise<void>
  readonly busy: boolean
  readonly because: readonly Reason[]
  readonly questions: readonly Reason[]
  /** "Yes, really": the same order again with the questions answered. */
  readonly yes: () => void
  /** Back to the form; what was typed stands. */
  readonly back: () => void
  /** What is said about one field of the form. */
  readonly why: (field: string) => string | undefined
}

/** Giving one command from a form: refusals and questions come back here, `saved` runs when it is saved or safely kept. */
export function useGive(): Give {
  const { send } = useRoom()
  const [busy, setBusy] = useState(false)
  const [because, setBecause] = useState<readonly Reason[]>([])
  const [questions, setQuestions] = useState<readonly Reason[]>([])
  const last = useRef<Last | null>(null)

  const back = () => {
    setBecause([])
    setQuestions([])
  }

  async function give(order: SessionOrder, { saved, ...how }: How = {}) {
    last.current = { order, how, saved }
    back()
    setBusy(true)
    const outcome = await send(order, how)
    setBusy(false)
    if (outcome.kind === 'refused') return setBecause(outcome.because)
    if (outcome.kind === 'ask') return setQuestions(outcome.questions)
    saved?.()
  }

  const yes = () => {
    if (!last.current) return
    const { order, how, saved } = last.current
    const confirmed = [...(how.confirmed ?? []), ...questions.map((question) => question.code)]
    void give(order, { ...how, confirmed, ...(saved ? { saved } : {}) })
  }

  const why = (field: string) => because.find((reason) => reason.field === field || reason.field?.endsWith(`.${field}`))?.message
  return { give, busy, because, questions, yes, back, why }
}
