import { type Applied, actOf, latest } from './acts.ts'
import type { Facts } from './session.state.ts'
import type { Assessment, SessionRecorded } from './session.types.ts'

type Leaving = 'assessed' | 'criterion-overridden' | 'handed-over' | 'discharged' | 'signed' | 'amended' | 'abandoned' | 'entry-replaced' | 'entry-struck'

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
}

/** Each part keeps its own latest answer, so a second look at the gait does not forget the orientation. */
function assessed(s: Facts, f: Extract<SessionRecorded, { type: 'assessed' }>): Facts {
  const parts = Object.entries(f.data as Assessment)
    .filter(([, value]) => value !== undefined)
    .map(([part, value]) => [part, latest<never>(s.assessment[part as keyof Assessment] as never, { ...actOf(f), value } as never)])
  return { ...s, assessment: { ...s.assessment, ...Object.fromEntries(parts) } }
}
