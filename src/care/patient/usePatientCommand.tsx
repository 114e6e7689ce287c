import { command, post } from '../../ui/api.ts'
import { useAct, useRefresh } from '../../ui/ask.ts'
import { say } from '../../ui/said.tsx'
import type { PatientOrder } from './patient.ts'

/** Sends one command about this patient and shows the chart as it then is. Answers whether it was done. */
export function usePatientCommand(id: string) {
  const { busy, error, clear, act } = useAct()
  const refresh = useRefresh()
  const send = async (order: PatientOrder, done: string, confirmed: string[] = []): Promise<boolean> => {
    const answer = await act(() => post(`/api/patients/${id}/commands`, { ...command(order), confirmed }))
    if (answer === null) return false
    await refresh('/api/patients')
    say(done)
    return true
  }
  return { busy, error, clear, send }
}
