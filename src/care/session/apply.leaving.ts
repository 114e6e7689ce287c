import { type Applied, actOf, inTime, latest } from './acts.ts'
import type { Facts } from './session.state.ts'
import type { Assessment, SessionRecorded } from './session.types.ts'

type Leaving =
  | 'assessed'
  | 'criterion-overridden'
  | 'handed-over'
  | 'discharged'
  | 'signed'
  | 'amended'
  | 'abandoned'
  | 'entry-replaced'
  | 'entry-struck'
  | 'look-asked'
  | 'look-settled'

/** The way home and the record. Corrections change what they name (see `entries.ts`) and nothing by themselves. */
export const applyLeaving: Applied<Leaving> = {
  assessed,
  'criterion-overridden': (s, f) => ({ ...s, criterionOverrides: { ...s.criterionOverrides, [f.data.criterion]: { ...actOf(f), reason: f.data.reason } } }),
  'handed-over': (s, f) => ({ ...s, handOver: { ...actOf(f), ...f.data } }),
  discharged: (s, f) => ({ ...s, discharged: actOf(f), attending: [] }),
  signed: (s, f) => ({ ...s, signatures: { ...s.signatures, [f.data.as]: actOf(f) } }),
  amended: (s, f) => ({ ...s, amendments: [...s.amendments, { ...actOf(f), ...f.data }] }),
  abandoned: (s, f) => ({ ...s, abandoned: { ...actOf(f), reason: f.data.reason }, attending: [] }),
  'entry-replaced': (s) => s,
  'entry-struck': (s) => s,
  'look-asked': (s, f) => ({ ...s, looks: inTime(s.looks, { ...actOf(f), ...f.data }) }),
  'look-settled': (s, f) => ({
    ...s,
    looks: s.looks.map((look) => (look.event === f.data.item ? { ...look, settled: { ...actOf(f), as: f.data.as, reason: f.data.reason } } : look)),
  }),
}

/** Each part keeps its own latest answer, so a second look at the gait does not forget the orientation. */
function assessed(s: Facts, f: Extract<SessionRecorded, { type: 'assessed' }>): Facts {
  const parts = Object.entries(f.data as Assessment)
    .filter(([, value]) => value !== undefined)
    .map(([part, value]) => [part, latest<never>(s.assessment[part as keyof Assessment] as never, { ...actOf(f), value } as never)])
  return { ...s, assessment: { ...s.assessment, ...Object.fromEntries(parts) } }
}
