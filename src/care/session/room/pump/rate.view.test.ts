import { expect, test } from 'vitest'
import type { Live } from '../../session.ts'
import { concentrationNow, rateBeforePause } from './rate.view.ts'

const session = (...pump: object[]) => ({ pump }) as unknown as Live
const started = { kind: 'started', rateMlPerHour: '54.3', concentrationMgPerMl: '1', bagMl: '50' }

test('resume goes back to the last rate that ran, not to the first', () => {
  expect(rateBeforePause(session(started, { kind: 'rate', rateMlPerHour: '40' }, { kind: 'paused' }))).toBe('40')
  expect(rateBeforePause(session())).toBeNull()
})

test('a new bag tells what is in the line', () => {
  expect(concentrationNow(session(started, { kind: 'bag', concentrationMgPerMl: '0.4', bagMl: '100' }))).toBe('0.4')
})
