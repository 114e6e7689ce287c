import type { Value } from '../../medicine/rules/types.ts'
import { command, post } from '../../ui/api.ts'
import { useAct, useRefresh } from '../../ui/ask.ts'
import { say } from '../../ui/said.tsx'

type Said = { readonly fact: string; readonly value: Value; readonly at: string }
type Sent =
  | { readonly type: 'state'; readonly data: Said }
  | { readonly type: 'correct'; readonly data: Said & { readonly statement: string; readonly reason: string } }
  | { readonly type: 'withdraw'; readonly data: { readonly statement: string; readonly reason: string } }

/** Sends one command about what is known, and shows it as it then is. Answers whether it was done. */
export function useFactsCommand(id: string) {
  const { busy, error, act } = useAct()
  const refresh = useRefresh()
  const send = async (order: Sent, done: string): Promise<boolean> => {
    const answer = await act(() => post(`/api/patients/${id}/facts/commands`, command(order)))
    if (answer === null) return false
    await refresh(`/api/patients/${id}`)
    say(done)
    return true
  }
  return { busy, error, send }
}
