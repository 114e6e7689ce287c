import { expect, test } from 'vitest'
import { oruOf, said, taken, withRows } from './hl7.testing.ts'

const hr = (value: string, rest = '|||||R') => `OBX|1|NM|147842^MDC_ECG_HEART_RATE^MDC|1|${value}|264864^MDC_DIM_BEAT_PER_MIN^MDC${rest}`

test.each([
  ['X', 'not-measured'],
  ['N', 'not-measured'],
  ['F', 'final'],
  ['R', 'unverified'],
  ['', 'unverified'],
  ['P', 'preliminary'],
  ['C', 'corrected'],
  ['D', 'withdrawn'],
  ['W', 'withdrawn'],
  ['Q', 'refused'],
])('result status %j makes a value %s', (status, became) => {
  const oru = oruOf(withRows(hr('83', `|||||${status}`)))
  const standing = oru.observations[0]?.standing
  const list = oru.notMeasured[0] ? 'not-measured' : oru.withdrawn[0] ? 'withdrawn' : oru.refused[0] ? 'refused' : standing
  expect(list).toBe(became)
})

test('a correction stands before what it corrects, in either order', () => {
  for (const rows of [
    [hr('83'), hr('85', '|||||C')],
    [hr('85', '|||||C'), hr('83')],
  ])
    expect(said(oruOf(withRows(...rows)))).toEqual(['heart-rate 85'])
})

test.each([
  ['147842^MDC_PULS_OXIM_SAT_O2^MDC', '98'],
  ['150017^MDC_PRESS_BLD_NONINV_SYS^MDC', '128'],
  ['8867-4^Bacteria identified^LN', '66'],
  ['0002-5000^SML^MDIL', '15'],
  ['8480-6^Arterial line pressure systolic^LN', '140'],
  ['8480-6^Diastolic blood pressure^LN', '70'],
  ['147842^MDC_ECG_HEART_RATE^MDC^59408-5^SpO2^LN', '97'],
])('%s contradicts itself: neither is believed', (identifier, value) => {
  const { oru, outcome } = taken(withRows(`OBX|1|NM|${identifier}|1|${value}|264864^MDC_DIM_BEAT_PER_MIN^MDC|||||R`))
  expect(oru?.observations).toEqual([])
  expect(oru?.refused.map(({ code }) => code)).toEqual(['label-disagrees'])
  expect(outcome).toBe('error')
})

test.each([
  '8867-4^Herzfrequenz^LN',
  '8867-4^Frecuencia cardiaca^LN',
  '8867-4^^LN',
  '8867-4^8867-4^LN',
  '0002-4182^HR_Pulse^MDIL',
  '147842^MDC_ECG_CARD_BEAT_RATE^MDC',
  'HR',
  '^HR',
])('%s is a heart rate', (identifier) => {
  expect(said(oruOf(withRows(`OBX|1|NM|${identifier}|1|64|bpm|||||F`)))).toEqual(['heart-rate 64'])
})

test.each(['27~25', '8o', '1e3', '', '<60', '80^90', '12,5', '∞'])('%j is no heart rate', (value) => {
  expect(oruOf(withRows(hr(value))).observations).toEqual([])
})

test('a value its instrument cannot mean is refused, one that is only unusual is not', () => {
  const spo2 = (value: string) => said(oruOf(withRows(`OBX|1|NM|150456^MDC_PULS_OXIM_SAT_O2^MDC|1|${value}|262688^MDC_DIM_PERCENT^MDC|||||R`)))
  expect([spo2('101'), spo2('0'), spo2('61'), said(oruOf(withRows(hr('-7')))), said(oruOf(withRows(hr('0'))))]).toEqual([
    [],
    [],
    ['spo2 61'],
    [],
    ['heart-rate 0'],
  ])
})

test.each([
  ['18.7|kPa', ['systolic 140'], undefined],
  ['140|266016^MDC_DIM_MMHG^MDC', ['systolic 140'], undefined],
  ['140|266016^MDC_DIM_KILO_PASCAL^MDC', [], 'unit'],
  ['140|', [], 'unit'],
  ['140|bpm', [], 'unit'],
  ['140|stone', [], 'unit'],
])('a systolic pressure of %s', (value, taken, refused) => {
  const oru = oruOf(withRows(`OBX|1|NM|150021^MDC_PRESS_BLD_NONINV_SYS^MDC|1|${value}|||||R`))
  expect(said(oru)).toEqual(taken)
  expect(oru.refused[0]?.code).toBe(refused)
})

test('a missing unit is assumed and said so only where everybody counts in one', () => {
  expect(oruOf(withRows('OBX|1|NM|147842^MDC_ECG_HEART_RATE^MDC|1|77||||||R')).observations[0]).toMatchObject({ value: 77, unitAssumed: true })
})

test('a time that is none gives no time: the row is refused and not put at another minute', () => {
  const oru = oruOf(withRows(hr('77', '|||||R|||20261332250000+0000')))
  expect([oru.observations.length, oru.refused[0]?.code]).toEqual([0, 'time'])
})

test('flags: invalid is not measured, test values reach nobody, questionable is kept as such', () => {
  expect(oruOf(withRows(hr('77', '||INV|||R'))).notMeasured).toHaveLength(1)
  expect(oruOf(withRows(hr('77', '||TEST|||R'))).refused[0]?.code).toBe('demonstration')
  expect(oruOf(withRows(hr('77', '||QUES|||R'))).observations[0]?.questionable).toBe(true)
})

test('two people in one message keep their own beds and devices', () => {
  const one = hr('61')
  const oru = oruOf(
    withRows(
      'PID|||A',
      'PV1||I|ICU^^1',
      'OBR|1',
      one,
      'PID|||B',
      'PV1||I|ICU^^2',
      'OBR|1',
      one.replace('61', '99'),
      'PID|||C',
      'OBR|1',
      one.replace('61', '75'),
    ),
  )
  expect(oru.observations.map(({ device, value }) => `${device}: ${value}`)).toEqual(['BEDSIDE @ ICU 1: 61', 'BEDSIDE @ ICU 2: 99', 'BEDSIDE: 75'])
})
