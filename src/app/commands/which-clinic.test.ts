import { expect, test } from 'vitest'
import { whichClinic } from './which-clinic.ts'

const clinic = (id: string, name: string, demo = false) => ({ id, name, zone: 'UTC', demo })
const larch = clinic('1', 'Larch')
const oak = clinic('2', 'Oak')
const demo = clinic('3', 'Demonstration', true)

test('the only real clinic is meant when none is named, and the demonstration where there is no real one', () => {
  expect(whichClinic([larch, demo], undefined)).toBe(larch)
  expect(whichClinic([demo], undefined)).toBe(demo)
})

test('a clinic is named by name or id', () => {
  expect(whichClinic([larch, oak, demo], 'Oak')).toBe(oak)
  expect(whichClinic([larch, oak, demo], '3')).toBe(demo)
})

test('where it is not clear, nobody guesses', () => {
  expect(() => whichClinic([larch, oak], undefined)).toThrow(/several clinics. Say which with --clinic:\n {2}Larch {2}\(1\)\n {2}Oak/)
  expect(() => whichClinic([larch, clinic('4', 'Larch')], 'Larch')).toThrow(/Several clinics are called Larch/)
  expect(() => whichClinic([larch], 'Ash')).toThrow(/There is no clinic Ash/)
  expect(() => whichClinic([], undefined)).toThrow(/There is no clinic yet/)
})
