import { expect, test } from 'vitest'
import { arithmetic } from './arithmetic.view.ts'

// The example of the clinical reference, section 2: 80 kg at 0.5 mg/kg, 0.4 mg/mL, 40 min.
test('each step of the order is shown with its units', () => {
  expect(arithmetic({ doseMgPerKg: '0.5', weightKg: '80', durationMin: '40', concentrationMgPerMl: '0.4' })).toEqual([
    '80 kg × 0.5 mg/kg = 40 mg',
    '40 mg ÷ 0.4 mg/mL = 100 mL',
    '100 mL ÷ 40 min × 60 = 150 mL/h',
    '40 mg ÷ 40 min = 1 mg/min',
  ])
})

test('an order that is not complete has no arithmetic', () => {
  expect(arithmetic({ doseMgPerKg: '0.5', weightKg: '', durationMin: '40', concentrationMgPerMl: '0.4' })).toEqual([])
})
