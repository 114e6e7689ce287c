import { useQueryClient } from '@tanstack/react-query'
import { Outlet, redirect, useRouter } from '@tanstack/react-router'
import { useEffect, useMemo } from 'react'
import { get, type Refusal, whenAsked } from '../ui/api.ts'
import { refresh } from '../ui/ask.ts'
import { useLive } from '../ui/live.ts'
import { close, useClosed } from '../ui/lock.ts'
import { me, useMay } from '../ui/me.ts'
import { LeavingContext } from '../ui/shell/leaving.ts'
import { Shell } from '../ui/shell/Shell.tsx'
import { client } from './client.ts'
import { signOut } from './screens/auth.ts'
import { LockOverlay } from './screens/LockOverlay.tsx'
import { SETUP, type Setup } from './screens/setup.ts'

/** Before any page of the clinic: who is it? Sends on to the first run, the sign-in or the second factor. */
export async function admit({ location }: { location: { href: string } }): Promise<void> {
  try {
    await client.ensureQueryData(me)
  } catch (fault) {
    const refusal = fault as Refusal
    if (refusal.code === 'second-factor') throw redirect({ to: '/second-factor' })
    if (refusal.status !== 401) throw refusal
    const setup = await get<Setup>(SETUP)
    if (setup.ok && setup.value.needed) throw redirect({ to: '/welcome' })
    throw redirect({ to: '/sign-in', search: location.href === '/' ? {} : { to: location.href } })
  }
}

/** Round every page of a signed-in person: the lock over it, the live channel under it. */
export function Inside() {
  const router = useRouter()
  const queries = useQueryClient()
  const closed = useClosed()
  const leaving = useMemo(
    () => ({
      lock: () => close('locked'),
      signOut: async () => {
        await signOut()
        location.assign('/sign-in')
      },
    }),
    [],
  )
  useEffect(() => {
    whenAsked('lock', () => close('locked'))
    whenAsked('sign-in', () => close('signed-out'))
  }, [])
  const opened = async () => {
    close(null)
    await queries.invalidateQueries()
    await router.invalidate()
  }
  return (
    <LeavingContext value={leaving}>
      <div inert={closed !== null} style={closed ? { visibility: 'hidden' } : undefined}>
        <Outlet />
      </div>
      {closed ? <LockOverlay why={closed} opened={() => void opened()} /> : null}
    </LeavingContext>
  )
}

/** The pages with the rail. Lists follow the live channel. */
export function Office() {
  const queries = useQueryClient()
  const may = useMay()
  return (
    <Shell>
      {may('board.see') && <Follow catchUp={() => void queries.invalidateQueries()} changed={(kind) => void refresh(queries, ...(lists[kind] ?? []))} />}
      <Outlet />
    </Shell>
  )
}

/** Which questions a new fact of a stream makes worth asking again. */
const lists: Readonly<Record<string, readonly string[]>> = {
  session: ['/api/board', '/api/patients/'],
  patient: ['/api/patients', '/api/board'],
  staff: ['/api/staff', '/api/me'],
  clinic: ['/api/clinic', '/api/board', '/api/devices', '/api/me'],
}

function Follow({ catchUp, changed }: { readonly catchUp: () => void; readonly changed: (kind: string) => void }) {
  useLive({ stream: ({ kind }) => changed(kind), catchUp })
  return null
}
