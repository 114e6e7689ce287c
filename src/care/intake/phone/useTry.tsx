import { useCallback, useState } from 'react'
import type { Answer, Refusal } from '../../../ui/api.ts'

/** One act at a time, with the words of a refusal. */
export function useTry() {
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<Refusal | null>(null)
  const act = useCallback(async (work: () => Promise<Answer<unknown>>): Promise<boolean> => {
    setBusy(true)
    setError(null)
    const answer = await work()
    setBusy(false)
    if (!answer.ok) setError(answer.error)
    return answer.ok
  }, [])
  return { busy, error, act }
}

export const Wrong = ({ error }: { readonly error: Refusal | null }) =>
  error && (
    <p role="alert" className="ph-wrong">
      {error.because?.map(({ message }) => message).join(' ') || error.message}
    </p>
  )
