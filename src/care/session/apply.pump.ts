import { type Applied, actOf, inTime, latest } from './acts.ts'
import type { Facts, PumpChange } from './session.state.ts'

type AtThePump =
  | 'iv-placed'
  | 'iv-checked'
  | 'iv-removed'
  | 'infusion-started'
  | 'rate-changed'
  | 'infusion-paused'
  | 'infusion-resumed'
  | 'bolus-given'
  | 'bag-changed'
  | 'infusion-stopped'

const turned = (s: Facts, change: PumpChange): Facts => ({ ...s, pump: inTime(s.pump, change) })

/** The line and the pump. */
export const applyPump: Applied<AtThePump> = {
  'iv-placed': (s, f) => ({ ...s, iv: latest<NonNullable<Facts['iv']>>(s.iv, { ...actOf(f), site: f.data.site, gauge: f.data.gauge }) }),
  'iv-checked': (s, f) => ({ ...s, ivChecks: inTime(s.ivChecks, { ...actOf(f), ...f.data }) }),
  'iv-removed': (s, f) => (s.iv && s.iv.at <= f.at ? { ...s, iv: { ...s.iv, removed: { ...actOf(f), intact: f.data.intact } } } : s),
  'infusion-started': (s, f) => turned(s, { ...actOf(f), kind: 'started', ...f.data }),
  'rate-changed': (s, f) => turned(s, { ...actOf(f), kind: 'rate', rateMlPerHour: f.data.rateMlPerHour }),
  'infusion-paused': (s, f) => turned(s, { ...actOf(f), kind: 'paused' }),
  'infusion-resumed': (s, f) => turned(s, { ...actOf(f), kind: 'resumed', rateMlPerHour: f.data.rateMlPerHour }),
  'bolus-given': (s, f) => turned(s, { ...actOf(f), kind: 'bolus', ml: f.data.ml }),
  'bag-changed': (s, f) => turned(s, { ...actOf(f), kind: 'bag', concentrationMgPerMl: f.data.concentrationMgPerMl, bagMl: f.data.bagMl }),
  'infusion-stopped': (s, f) => turned(s, { ...actOf(f), kind: 'stopped', reason: f.data.reason }),
}
