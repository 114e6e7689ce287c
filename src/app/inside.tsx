import { useQueryClient } from '@tanstack/react-query'
import { Outlet, redirect } from '@tanstack/react-router'
import { useEffect, useMemo } from 'react'
import { SafetyBar } from '../care/safety/SafetyBar.tsx'
import { DowntimeTaker } from '../care/session/downtime/DowntimeTaker.tsx'
import { deviceCopy } from '../care/session/downtime/kept.dexie.tsx'
import { useTaskCount } from '../care/task/useTaskCount.tsx'
import { get, type Refusal, whenAsked } from '../ui/api.ts'
import { refresh } from '../ui/ask.ts'
import { liveState, rest, useLive } from '../ui/live.ts'
import { close, useClosed, watchIdle } from '../ui/lock.ts'
import { type Me, me, rememberedMe, rememberLocked, rememberMe, useMay, useMe } from '../ui/me.ts'
import { LeavingContext } from '../ui/shell/leaving.ts'
import { NoticesContext } from '../ui/shell/notices.ts'
import { Shell } from '../ui/shell/Shell.tsx'
import { client } from './client.ts'
import { boardLastSeen, forgetSeen, ownerOf, useDevice } from './device.tsx'
import { DowntimeScreen } from './pages.ts'
import { signOut } from './screens/auth.ts'
import { LockOverlay } from './screens/LockOverlay.tsx'
import { SETUP, type Setup } from './screens/setup.ts'

/** Before any page of the clinic: who is it? Sends on to the first run, the sign-in or the second factor. */
export async function admit({ location }: { location: { href: string } }): Promise<void> {
  const found = await client.ensureQueryData(me).catch((refusal: Refusal) => refusal)
  if ('staff' in found) return admitted(found)
  if (found.status === 0) return admittedWithoutServer(found)
  if (found.status !== 401) throw found
  rememberMe(null)
  const setup = await get<Setup>(SETUP)
  if (setup.ok && setup.value.needed) throw redirect({ to: setup.value.demo ? '/who' : '/welcome' })
  throw redirect({ to: '/sign-in', search: location.href === '/' ? {} : { to: location.href } })
}

/** With the server gone, the person whom it knew last on this device goes on, with what the device has seen. */
async function admittedWithoutServer(refusal: Refusal): Promise<void> {
  const last = rememberedMe()
  if (!last) throw refusal
  client.setQueryData(me.queryKey, last)
  await boardLastSeen(client, ownerOf(last))
  admitted(last)
}

function admitted({ locked, secondFactor }: Me): void {
  if (secondFactor?.state === 'missing' || secondFactor?.state === 'unconfirmed') throw redirect({ to: '/second-factor' })
  if (locked) close('locked')
}

const leaving = {
  lock: () => close('locked'),
  signOut: async () => {
    const demo = client.getQueryData(me.queryKey)?.clinic.demo
    await deviceCopy.clear().catch(() => {})
    await forgetSeen(client.getQueryData(me.queryKey))
    await signOut()
    await deviceCopy.clear().catch(() => {})
    location.assign(demo ? '/who' : '/sign-in')
  },
}

const reached = (): boolean => liveState() === 'connected'

/** Round every page of a signed-in person: the lock over it, the live channel under it. */
export function Inside() {
  const queries = useQueryClient()
  const closed = useClosed()
  const { idleMinutes, staff, rights } = useMe()
  useDevice()
  useEffect(() => {
    whenAsked('lock', () => close('locked'))
    whenAsked('sign-in', () => close('signed-out'))
    // The page that is for the hours without a server must be here before them.
    void DowntimeScreen.preload?.()
  }, [])
  useEffect(() => rest(closed !== null), [closed])
  useEffect(() => (closed === 'signed-out' ? rememberMe(null) : rememberLocked(closed === 'locked')), [closed])
  useEffect(() => (idleMinutes ? watchIdle(idleMinutes, reached, () => close('locked')) : undefined), [idleMinutes])
  const opened = () => {
    close(null)
    void queries.invalidateQueries()
  }
  const notices = useNotices(closed !== null)
  return (
    <LeavingContext value={leaving}>
      <div inert={closed !== null} style={closed ? { visibility: 'hidden' } : undefined}>
        <NoticesContext value={notices}>
          <Outlet />
        </NoticesContext>
      </div>
      {rights.includes('board.see') && <DowntimeTaker staff={staff.id} closed={closed} />}
      {closed && <LockOverlay why={closed} opened={opened} />}
    </LeavingContext>
  )
}

/** What stands on every page, and how much waits where. Under a lock nothing is asked. */
function useNotices(closed: boolean) {
  const may = useMay()
  const tasks = useTaskCount(may('task.see') && !closed)
  const safety = may('safety.see') && !closed
  return useMemo(() => ({ above: safety ? <SafetyBar /> : null, counts: { '/tasks': tasks } }), [safety, tasks])
}

/** The pages with the rail. Lists follow the live channel. */
export function Office() {
  const may = useMay()
  return (
    <Shell>
      {may('board.see') && <Follow />}
      <Outlet />
    </Shell>
  )
}

/** Which questions a new fact of a stream makes worth asking again. */
const lists: Readonly<Record<string, readonly string[]>> = {
  session: ['/api/board', '/api/patients/'],
  patient: ['/api/patients', '/api/board'],
  facts: ['/api/patients/', '/api/decisions'],
  consent: ['/api/patients/'],
  letter: ['/api/patients/'],
  staff: ['/api/staff', '/api/me'],
  clinic: ['/api/clinic', '/api/board', '/api/devices', '/api/me'],
  protocol: ['/api/protocols'],
  task: ['/api/tasks', '/api/patients/'],
  safety: ['/api/safety', '/api/patients/'],
  intake: ['/api/intakes', '/api/patients/', '/api/instruments'],
  referral: ['/api/referrals', '/api/intakes'],
  decision: ['/api/patients/', '/api/decisions'],
}

function Follow() {
  const queries = useQueryClient()
  useLive({
    stream: ({ kind }) => void refresh(queries, ...(lists[kind] ?? [])),
    catchUp: () => void queries.invalidateQueries(),
  })
  return null
}
