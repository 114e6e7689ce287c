import { command, post } from '../../ui/api.ts'
import { useAct, useRefresh } from '../../ui/ask.ts'
import { say } from '../../ui/said.tsx'
import type { StaffOrder } from './consent.wire.ts'

/** Sends one command about this consent and shows it as it then is. Answers whether it was done. */
export function useConsentCommand(patient: string, consent: string) {
  const { busy, error, clear, act } = useAct()
  const refresh = useRefresh()
  const send = async (order: StaffOrder, done: string): Promise<boolean> => {
    const answer = await act(() => post(`/api/patients/${patient}/consents/${consent}/commands`, command(order)))
    if (answer === null) return false
    await refresh(`/api/patients/${patient}/consents`)
    say(done)
    return true
  }
  return { busy, error, clear, send }
}
