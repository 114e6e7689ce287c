import { expect, test } from 'vitest'
import { allowed } from './allowed.view.ts'

test('what the session would allow is not offered without the right', () => {
  expect(allowed([{ type: 'write-order', can: true }], ['session.chart'])[0]?.can).toBe(false)
  expect(allowed([{ type: 'record-readings', can: true }], ['session.chart'])[0]?.can).toBe(true)
  expect(allowed([{ type: 'sign', can: true }], ['session.sign-physician'])[0]?.can).toBe(true)
})

test('why something cannot be done now is kept', () => {
  expect(allowed([{ type: 'pause', can: false, why: 'The pump stands.' }], [])[0]?.why).toBe('The pump stands.')
})
