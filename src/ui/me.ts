import { useQuery } from '@tanstack/react-query'
import type { Role } from '../medicine/record.ts'
import type { Instant } from '../medicine/time.ts'
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
export const me = { ...asking<Me>(ME), staleTime: 60_000, retry: false } as const

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
