import { createContext, type ReactNode, useContext } from 'react'

/** What must be seen on every page of a signed-in person, whatever they are doing, and how many things wait where. The app says what. */
export type Notices = { readonly above: ReactNode; readonly counts: Readonly<Record<string, number>> }

export const NoticesContext = createContext<Notices>({ above: null, counts: {} })

export const useNotices = (): Notices => useContext(NoticesContext)
