import { command, post } from '../../ui/api.ts'
import { useAct, useRefresh } from '../../ui/ask.ts'
import { say } from '../../ui/said.tsx'
import type { SettingsOrder } from './clinic.wire.ts'

/** Sends one change of the settings; answers whether it was done. */
export function useClinicCommand() {
  const { busy, error, clear, act } = useAct()
  const refresh = useRefresh()
  const send = async (order: SettingsOrder, done: string): Promise<boolean> => {
    const answer = await act(() => post('/api/clinic/commands', command(order)))
    if (answer === null) return false
    await refresh('/api/clinic', '/api/me', '/api/board', '/api/devices')
    say(done)
    return true
  }
  return { busy, error, clear, send }
}
