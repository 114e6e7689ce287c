import { createContext, useContext } from 'react'

/** How one goes away from the screen: lock it and come back, or sign out. The app says how. */
export type Leaving = { readonly lock: () => void; readonly signOut: () => void }

export const LeavingContext = createContext<Leaving | null>(null)

export function useLeaving(): Leaving {
  const leaving = useContext(LeavingContext)
  if (!leaving) throw new Error('no one is signed in here')
  return leaving
}
