import { addMinutes, type Instant } from '../../medicine/time.ts'
import type { Protocol } from '../protocol/protocol.ts'
import { earlierFirst } from './acts.ts'
import { severestFirst } from './alert.rules.ts'
import type { AlertState, Facts, Live } from './session.state.ts'

export type OpenAlert = AlertState & { readonly needs: 'acknowledge' | 'watch' | 'reminder' }

/**
 * What still wants somebody: unacknowledged alerts (also those that are over: nobody has seen them), and acknowledged
 * ones whose condition persists. Urgent first, then the oldest. Unacknowledged for the protocol's time: a reminder.
 */
export function openAlerts(s: Live, p: Protocol, now: Instant): readonly OpenAlert[] {
  const gone = s.status === 'discharged' || s.status === 'signed' || s.status === 'abandoned'
  return s.alerts
    .filter((alert) => !alert.acknowledged || !(alert.resolvedAt || gone))
    .map((alert): OpenAlert => ({ ...alert, needs: alert.acknowledged ? 'watch' : now >= remindAt(alert, p) ? 'reminder' : 'acknowledge' }))
    .sort((a, b) => severestFirst(a, b) || earlierFirst({ at: a.issuedAt }, { at: b.issuedAt }))
}

const remindAt = (alert: AlertState, p: Protocol): Instant => addMinutes(alert.reissuedAt.at(-1) ?? alert.issuedAt, p.alerts.remindAfter.value)
export const unacknowledged = (s: Pick<Facts, 'alerts'>): readonly AlertState[] => s.alerts.filter(({ acknowledged }) => !acknowledged)
