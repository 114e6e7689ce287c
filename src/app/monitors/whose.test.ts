import { expect, test } from 'vitest'
import type { ClinicRow } from '../../care/clinic/clinic.store.ts'
import { whoseMonitors } from './whose.ts'

const clinic = (id: string, name: string, demo = false) => ({ id, name, demo, zone: 'Europe/Berlin' }) as ClinicRow
const [north, south, demo] = [clinic('c1', 'North Street'), clinic('c2', 'South Street'), clinic('c3', 'Demonstration', true)]

test('the only real clinic needs no name, and where there is none the newest demonstration listens', () => {
  expect(whoseMonitors([demo, north])).toBe(north)
  expect(whoseMonitors([demo])).toBe(demo)
  expect(whoseMonitors([])).toBeNull()
})

test('with several real clinics nobody guesses: the message says which there are and how to name one', () => {
  expect(() => whoseMonitors([north, south, demo])).toThrow(/2 clinics.*--mllp-clinic: North Street \(c1\), South Street \(c2\)/)
})

test('a clinic is named by its name or its id', () => {
  expect(whoseMonitors([north, south], 'South Street')).toBe(south)
  expect(whoseMonitors([north, south], 'c1')).toBe(north)
  expect(() => whoseMonitors([north, south], 'West Street')).toThrow(/There is no clinic West Street/)
})

test('two clinics of one name are told apart by id alone', () => {
  const twin = clinic('c4', 'North Street')
  expect(() => whoseMonitors([north, twin], 'North Street')).toThrow(/2 clinics are called North Street.*c1, c4/)
  expect(whoseMonitors([north, twin], 'c4')).toBe(twin)
})
