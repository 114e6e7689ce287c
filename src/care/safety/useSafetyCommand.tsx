import { command, post } from '../../ui/api.ts'
import { useAct, useRefresh } from '../../ui/ask.ts'
import { say } from '../../ui/said.tsx'

/** Sends one command about safety and shows every list as it then is. Answers whether it was done. */
export function useSafetyCommand(path: string) {
  const { busy, error, clear, act } = useAct()
  const refresh = useRefresh()
  const send = async (order: { readonly type: string; readonly data: unknown }, done: string): Promise<boolean> => {
    if ((await act(() => post(path, command(order)))) === null) return false
    await refresh('/api/safety', '/api/patients/', '/api/tasks')
    say(done)
    return true
  }
  return { busy, error, clear, send }
}

export const commandsOf = (patient: string): string => `/api/patients/${patient}/safety/commands`
