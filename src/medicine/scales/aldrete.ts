import type { Scale } from './scale.ts'

export type AldreteItem = 'consciousness' | 'circulation' | 'breathing' | 'spo2' | 'activity'

/** Modified Aldrete, clinical.md section 4 [ALD]. The source overlaps at exactly 92 %; here 92 % belongs below. The circulation cuts are unverified there. */
export const ALDRETE: Scale<AldreteItem> = {
  name: 'Modified Aldrete',
  source: 'ALD',
  items: [
    { id: 'consciousness', name: 'Consciousness', answers: { 2: 'Awake and oriented', 1: 'Rouses to voice', 0: 'Unresponsive, or to pain only' } },
    {
      id: 'circulation',
      name: 'Circulation',
      answers: { 2: 'Pressure within 20 % of baseline', 1: 'Pressure 20 to 49 % from baseline', 0: 'Pressure 50 % or more from baseline' },
    },
    { id: 'breathing', name: 'Breathing', answers: { 2: 'Deep, normal', 1: 'Shallow', 0: 'Apnoea' } },
    { id: 'spo2', name: 'Oxygen saturation', answers: { 2: 'Above 92 % on air', 1: 'Above 92 % on oxygen', 0: '92 % or less on oxygen' } },
    { id: 'activity', name: 'Activity', answers: { 2: 'Moves all limbs, walks', 1: 'Moves some', 0: 'None' } },
  ],
}
