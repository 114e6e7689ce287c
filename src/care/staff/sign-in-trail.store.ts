import { instant } from '../../medicine/time.ts'
import type { AccessLine } from '../../platform/audit/audit.ts'
import type { Auth } from '../../platform/auth/create-auth.ts'
import { findSession, type Session, seatsOf } from '../../platform/auth/doors.store.ts'
import type { Database } from '../../platform/db/database.ts'
import { staffMember } from './staff.store.ts'

/** Lines about sign-in, in the trail of each clinic the person works in. */
export type SignInTrail = {
  signedIn(session: string, requestId: string): Promise<void>
  signInFailed(email: string, reason: string, requestId: string): Promise<void>
  signedOut(session: string, requestId: string): Promise<void>
}

type Parts = { readonly auth: Auth; readonly database: Database; readonly note: (line: AccessLine) => void; readonly now: () => Date }

export function signInTrail({ auth, database, note, now }: Parts): SignInTrail {
  const line = async (clinic: string, staff: string, rest: Pick<AccessLine, 'act' | 'event' | 'reason' | 'requestId' | 'outcome'>) => {
    const member = await database.as(clinic, (tx) => staffMember(tx, staff))
    note({ clinic, at: instant(now().getTime()), by: { kind: 'staff', id: staff, name: member?.name ?? 'unknown', roles: member?.roles ?? [] }, ...rest })
  }
  const ofSession = async (id: string, tell: (session: Session) => Promise<void>) => {
    const session = await findSession(auth.database, id)
    if (session) await tell(session)
  }
  return {
    signedIn: (id, requestId) =>
      ofSession(id, ({ clinic, staff, openedBy }) => line(clinic, staff, { act: 'sign-in', event: 'signed-in', reason: openedBy, requestId, outcome: 200 })),
    signedOut: (id, requestId) => ofSession(id, ({ clinic, staff }) => line(clinic, staff, { act: 'sign-out', event: 'signed-out', requestId, outcome: 200 })),
    async signInFailed(email, reason, requestId) {
      // An address nobody has belongs to no clinic and leaves no line; the lockout counts it all the same.
      const user = await auth.userByEmail(email)
      for (const { clinic, staff } of user ? await seatsOf(auth.database, user) : [])
        await line(clinic, staff, { act: 'sign-in-failed', event: 'sign-in.failed', reason, requestId, outcome: 401 })
    },
  }
}
