import { type Applied, actOf, inTime, latest } from './acts.ts'
import type { Facts } from './session.state.ts'
import type { SessionRecorded } from './session.types.ts'

type Preparing =
  | 'session-scheduled'
  | 'chair-changed'
  | 'order-written'
  | 'order-signed'
  | 'as-needed-ordered'
  | 'patient-arrived'
  | 'identity-confirmed'
  | 'weight-measured'
  | 'fast-answered'
  | 'escort-named'
  | 'allergies-reviewed'
  | 'pressure-accepted'
  | 'gate-overridden'
  | 'session-readied'

/** Everything up to the chair. */
export const applyBefore: Applied<Preparing> = {
  'session-scheduled': (s) => s,
  'chair-changed': (s, f) => ({ ...s, chair: f.data.chair }),
  'order-written': (s, f) => (s.order?.signed ? { ...s, orderDraft: { ...actOf(f), ...f.data } } : { ...s, order: { ...actOf(f), ...f.data } }),
  'order-signed': signed,
  'as-needed-ordered': (s, f) => ({ ...s, asNeeded: inTime(s.asNeeded, { ...actOf(f), ...f.data }) }),
  'patient-arrived': (s, f) => ({ ...s, arrived: s.arrived ?? actOf(f) }),
  'identity-confirmed': (s, f) => ({ ...s, identity: latest(s.identity, { ...actOf(f), ...f.data }) }),
  'weight-measured': (s, f) => ({ ...s, weight: latest(s.weight, { ...actOf(f), ...f.data }) }),
  'fast-answered': (s, f) => ({ ...s, fast: latest(s.fast, { ...actOf(f), ...f.data }) }),
  'escort-named': (s, f) => ({ ...s, escort: latest(s.escort, { ...actOf(f), ...f.data }) }),
  'allergies-reviewed': (s, f) => ({ ...s, allergies: latest(s.allergies, { ...actOf(f), ...f.data }) }),
  'pressure-accepted': (s, f) => ({ ...s, pressureAccepted: latest(s.pressureAccepted, { ...actOf(f), ...f.data }) }),
  'gate-overridden': (s, f) => ({ ...s, gateOverrides: { ...s.gateOverrides, [f.data.gate]: { ...actOf(f), reason: f.data.reason } } }),
  'session-readied': (s, f) => ({ ...s, readied: actOf(f) }),
}

/** A signature makes the draft the order in force; the first order has no other to replace. */
function signed(s: Facts, f: Extract<SessionRecorded, { type: 'order-signed' }>): Facts {
  const { orderDraft, ...rest } = s
  if (orderDraft?.event === f.data.order) return { ...rest, order: { ...orderDraft, signed: actOf(f) } }
  return s.order?.event === f.data.order ? { ...s, order: { ...s.order, signed: actOf(f) } } : s
}
