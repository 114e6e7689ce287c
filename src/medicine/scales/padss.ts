import type { Scale } from './scale.ts'

export type PadssItem = 'vitals' | 'ambulation' | 'nausea' | 'pain' | 'bleeding'

/** Post-anaesthetic discharge scoring, clinical.md section 4 [ALD][PADS]; for bleeding look at the IV site. */
export const PADSS: Scale<PadssItem> = {
  name: 'PADSS',
  source: 'PADS',
  items: [
    { id: 'vitals', name: 'Vital signs', answers: { 2: 'Within 20 % of baseline', 1: '20 to 40 % from baseline', 0: 'More than 40 % from baseline' } },
    { id: 'ambulation', name: 'Walking', answers: { 2: 'Steady, no dizziness', 1: 'With help', 0: 'Unable' } },
    { id: 'nausea', name: 'Nausea and vomiting', answers: { 2: 'Minimal', 1: 'Moderate', 0: 'Severe' } },
    { id: 'pain', name: 'Pain', answers: { 2: 'Minimal', 1: 'Moderate', 0: 'Severe' } },
    { id: 'bleeding', name: 'Bleeding (IV site)', answers: { 2: 'Minimal', 1: 'Moderate', 0: 'Severe' } },
  ],
}
