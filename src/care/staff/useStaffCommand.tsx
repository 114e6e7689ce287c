import type { Role } from '../../medicine/record.ts'
import { command, post } from '../../ui/api.ts'
import { useAct, useRefresh } from '../../ui/ask.ts'
import { now } from '../../ui/clock.ts'
import { say } from '../../ui/said.tsx'
import { uuidv7 } from '../../ui/uuid.ts'
import type { Link } from './answers.ts'

/** A command about one person; whose it is stands in the address. */
export type PersonOrder =
  | { readonly type: 'change-roles'; readonly data: { readonly roles: readonly Role[]; readonly reason: string } }
  | { readonly type: 'deactivate' | 'reactivate'; readonly data: { readonly reason: string } }
  | { readonly type: 'correct-name'; readonly data: { readonly name: string } }

export function useStaffCommand(id: string) {
  const { busy, error, act } = useAct()
  const refresh = useRefresh()
  const send = async (order: PersonOrder, done: string): Promise<boolean> => {
    const answer = await act(() => post(`/api/staff/${id}/commands`, command(order)))
    if (answer === null) return false
    await refresh('/api/staff')
    say(done)
    return true
  }
  const invite = async (forgetSecondFactors = false): Promise<Link | null> => {
    const link = await act(() => invitation(id, forgetSecondFactors))
    if (link) await refresh('/api/staff')
    return link
  }
  return { busy, error, send, invite }
}

export const invitation = (id: string, forgetSecondFactors = false) =>
  post<Link>(`/api/staff/${id}/invitation`, { id: uuidv7(), at: now(), data: { forgetSecondFactors } })
