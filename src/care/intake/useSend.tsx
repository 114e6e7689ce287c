import { useState } from 'react'
import { post } from '../../ui/api.ts'
import { useAct, useRefresh } from '../../ui/ask.ts'
import { now } from '../../ui/clock.ts'
import { uuidv7 } from '../../ui/uuid.ts'
import type { Made } from './answers.ts'

const LISTS = ['/api/intakes', '/api/referrals', '/api/patients', '/api/instruments']

/** One act of staff on intakes and referrals; a link that comes of it is shown once. */
export function useSend() {
  const { busy, error, clear, act } = useAct()
  const refresh = useRefresh()
  const [link, setLink] = useState<{ readonly made: Made; readonly name: string } | null>(null)
  const head = () => ({ id: uuidv7(), at: now() })
  return {
    busy,
    error,
    clear,
    link,
    hide: () => setLink(null),
    async sends(path: string, body: object, name: string): Promise<boolean> {
      const made = await act(() => post<Made>(path, { ...head(), ...body }))
      if (!made) return false
      setLink({ made, name })
      await refresh(...LISTS)
      return true
    },
    async does(path: string, body: object): Promise<boolean> {
      const done = await act(() => post(path, { ...head(), ...body }))
      if (done) await refresh(...LISTS)
      return done !== null
    },
  }
}
