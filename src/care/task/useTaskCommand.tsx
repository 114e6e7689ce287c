import { command, post } from '../../ui/api.ts'
import { useAct, useRefresh } from '../../ui/ask.ts'
import { say } from '../../ui/said.tsx'

type Order =
  | { readonly type: 'acknowledge'; readonly data: Record<never, never> }
  | { readonly type: 'assign'; readonly data: { readonly staff: string } }
  | { readonly type: 'do'; readonly data: { readonly outcome: string } }
  | { readonly type: 'cancel'; readonly data: { readonly reason: string } }

/** Sends one command about a task and shows the lists as they then are. Answers whether it was done. */
export function useTaskCommand(id: string) {
  const { busy, error, clear, act } = useAct()
  const refresh = useRefresh()
  const send = async (order: Order, done: string): Promise<boolean> => {
    if ((await act(() => post(`/api/tasks/${id}/commands`, command(order)))) === null) return false
    await refresh('/api/tasks', '/api/patients/')
    say(done)
    return true
  }
  return { busy, error, clear, send }
}
