import { command, post } from '../../ui/api.ts'
import { useAct, useRefresh } from '../../ui/ask.ts'
import { say } from '../../ui/said.tsx'
import type { DecisionOrder } from './decision.ts'

/** Sends one command about this decision and shows what then stands. Answers whether it was done. */
export function useDecisionCommand(patient: string) {
  const { busy, error, clear, act } = useAct()
  const refresh = useRefresh()
  const send = async (order: DecisionOrder, done: string, confirmed: string[] = []): Promise<boolean> => {
    const answer = await act(() => post(`/api/patients/${patient}/decision/commands`, { ...command(order), confirmed }))
    // Also after a refusal: more may be known by now than was on the screen.
    await refresh(`/api/patients/${patient}/decision`, '/api/decisions')
    if (answer === null) return false
    say(done)
    return true
  }
  return { busy, error, clear, send }
}
