import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { hurryAll, keep, sendWhatWaits } from '../care/session/offline/device.tsx'
import type { Owner } from '../care/session/offline/keep.ts'
import { useLive } from '../ui/live.ts'
import { type Me, me as meQuery, rememberMe, useMe } from '../ui/me.ts'

/** What this device keeps for the person at it, tied to who is signed in: sent from the start, forgotten on leaving. */
export const ownerOf = ({ clinic, staff }: Me): Owner => ({ clinic: clinic.id, staff: staff.id, name: staff.name })

const BOARD = '/api/board'
type Seen = { readonly answer: unknown; readonly at: number }

export async function boardLastSeen(client: QueryClient, owner: Owner): Promise<void> {
  const seen = (await keep.seen(owner, 'board').catch(() => undefined)) as Seen | undefined
  if (seen) client.setQueryData([BOARD], seen.answer, { updatedAt: seen.at })
}

/** On signing out: what was seen is gone from the device; entries that wait stay, for nobody else's eyes. */
export async function forgetSeen(me: Me | undefined): Promise<void> {
  rememberMe(null)
  if (me) await keep.forget(ownerOf(me)).catch(() => {})
}

/** Inside, for as long as a page is open. */
export function useDevice(): void {
  const me = useMe()
  const client = useQueryClient()
  const { clinic, staff } = me
  useEffect(() => void sendWhatWaits({ clinic: clinic.id, staff: staff.id, name: staff.name }), [clinic.id, staff.id, staff.name])
  useEffect(
    () =>
      client.getQueryCache().subscribe(({ type, query }) => {
        if (type !== 'updated' || query.queryKey[0] !== BOARD || query.state.status !== 'success') return
        void keep.putSeen(ownerOf(me), 'board', { answer: query.state.data, at: query.state.dataUpdatedAt } satisfies Seen).catch(() => {})
      }),
    [client, me],
  )
  useLive({
    catchUp: () => {
      void hurryAll()
      void client.invalidateQueries({ queryKey: meQuery.queryKey })
    },
  })
}
