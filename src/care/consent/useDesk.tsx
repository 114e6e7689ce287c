import { useCallback, useEffect, useState } from 'react'
import { command, post, type Refusal } from '../../ui/api.ts'
import { rememberLocked } from '../../ui/me.ts'
import type { Desk } from './answers.ts'
import type { DeskOrder } from './consent.wire.ts'
import { type Handed, readHanded } from './handed.tsx'

type Seen = { readonly desk: Desk | null; readonly error: Refusal | null; readonly busy: boolean; readonly handed: Handed | null }

/** The patient's page of one consent. The screen is locked first, and nothing is shown until it is. */
export function useDesk() {
  const [seen, setSeen] = useState<Seen>({ desk: null, error: null, busy: true, handed: readHanded() })
  const { handed } = seen
  const path = handed && `/api/patients/${handed.patient}/consents/${handed.consent}/desk`

  const open = useCallback(async () => {
    if (!handed || !path) return
    const locked = await post<unknown>('/api/lock')
    if (!locked.ok) return setSeen((before) => ({ ...before, busy: false, error: locked.error }))
    rememberLocked(true)
    const found = await post<Desk>(path, { pass: handed.pass })
    setSeen((before) => ({ ...before, busy: false, ...(found.ok ? { desk: found.value, error: null } : { error: found.error }) }))
  }, [handed, path])
  useEffect(() => void open(), [open])

  const send = async (order: DeskOrder): Promise<boolean> => {
    if (!handed || !path) return false
    setSeen((before) => ({ ...before, busy: true, error: null }))
    const answer = await post(`${path}/commands`, { ...command(order), pass: handed.pass })
    if (!answer.ok) {
      setSeen((before) => ({ ...before, busy: false, error: answer.error }))
      return false
    }
    await open()
    return true
  }
  return { ...seen, send, again: open }
}
