import { command, post } from '../../ui/api.ts'
import { useAct, useRefresh } from '../../ui/ask.ts'
import { say } from '../../ui/said.tsx'
import type { DeviceBody } from './monitor.wire.ts'

/** Sends one command about a device or a message; answers whether it was done. */
export function useDeviceCommand() {
  const { busy, error, act } = useAct()
  const refresh = useRefresh()
  const send = async (order: DeviceBody, done: string): Promise<boolean> => {
    const answer = await act(() => post('/api/devices/commands', command(order)))
    if (answer === null) return false
    await refresh('/api/devices')
    say(done)
    return true
  }
  return { busy, error, send }
}
