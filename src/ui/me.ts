import { useQuery } from '@tanstack/react-query'
import type { Role } from '../medicine/record.ts'
import type { Instant } from '../medicine/time.ts'
import { get } from './api.ts'
import { asking } from './ask.ts'

/** Who is signed in, where, and what they may do. */
export type Me = {
  readonly clinic: { readonly id: string; readonly name: string; readonly zone: string; readonly demo: boolean }
  readonly staff: { readonly id: string; readonly name: string; readonly roles: readonly Role[] }
  readonly rights: readonly string[]
  /** The screen is locked on the server's side too; only an unlock opens it. */
  readonly locked: boolean
  readonly idleMinutes: number | null
  readonly secondFactor: { readonly has: boolean; readonly neededBy: Instant | null; readonly state: 'fine' | 'asked' | 'missing' | 'unconfirmed' } | null
  /** Charts opened by break-glass that the owner has not looked at yet. */
  readonly notices: number
  readonly serverTime: Instant
}

export const ME = '/api/me'
export const me = {
  ...asking<Me>(ME),
  queryFn: async (): Promise<Me> => {
    const answer = await get<Me>(ME)
    if (!answer.ok) throw answer.error
    rememberMe(answer.value)
    return answer.value
  },
  staleTime: 60_000,
  retry: false,
} as const

const HERE = 'waymark.me'
/** A working day. After that somebody has to be seen by the server again before this device shows anything. */
const SHIFT_MS = 12 * 3_600_000

/** The last person the server knew on this device, so that the program opens for them without it; null: nobody. */
export function rememberMe(found: Me | null): void {
  try {
    if (found) localStorage.setItem(HERE, JSON.stringify({ me: found, heard: Date.now() }))
    else localStorage.removeItem(HERE)
  } catch {
    // A device that keeps nothing opens with the server only.
  }
}

export function rememberedMe(): Me | null {
  try {
    const kept: { me: Me; heard: number } | null = JSON.parse(localStorage.getItem(HERE) ?? 'null')
    return kept && Math.abs(Date.now() - kept.heard) < SHIFT_MS ? kept.me : null
  } catch {
    return null
  }
}

/** Locked stays locked, also for a page that opens without the server. */
export function rememberLocked(locked: boolean): void {
  const kept = rememberedMe()
  if (kept && kept.locked !== locked) rememberMe({ ...kept, locked })
}

/** Inside the shell somebody is always signed in; the layout route saw to it. */
export function useMe(): Me {
  const { data } = useQuery(me)
  if (!data) throw new Error('no one is signed in here')
  return data
}

export const useMay = (): ((right: string) => boolean) => {
  const { rights } = useMe()
  return (right) => rights.includes(right)
}
export const useZone = (): string => useMe().clinic.zone

export const roleWords: Readonly<Record<Role, string>> = {
  owner: 'Owner',
  physician: 'Physician',
  nurse: 'Nurse',
  therapist: 'Therapist',
  'front-desk': 'Front desk',
  patient: 'Patient',
}
