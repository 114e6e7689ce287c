import { expect, test } from 'vitest'
import type { SessionFact } from '../../session.ts'
import { inWords } from './history.view.ts'

test.each<[SessionFact, string]>([
  [{ type: 'infusion-stopped', data: { reason: 'other', remark: 'Reason not given yet' } }, 'Infusion stopped: Reason not given yet'],
  [{ type: 'infusion-stopped', data: { reason: 'patient-wish' } }, 'Infusion stopped: patient’s wish'],
  [{ type: 'assessed', data: { gait: 'unsteady', newSuicidalIntent: false } }, 'Assessed: gait unsteady, no new suicidal intent'],
  [{ type: 'assessed', data: { aldrete: { consciousness: 2 } } }, 'Assessed: Modified Aldrete not complete of 10'],
  [
    { type: 'readings-recorded', data: { values: { spo2: 97 }, from: {}, notMeasured: { systolic: 'Cuff failed' } } },
    'SpO₂ 97 % · Sys not measured: Cuff failed',
  ],
  [{ type: 'drug-given', data: { orderId: 'o', drug: 'Ondansetron', dose: '4', unit: 'mg', route: 'intravenous' } }, 'Ondansetron 4 mg intravenous given'],
])('%o reads "%s"', (fact, words) => {
  expect(inWords(fact)).toBe(words)
})
