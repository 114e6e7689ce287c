import { expect, test } from 'vitest'
import type { Instant } from '../../../../medicine/time.ts'
import { changed, changedReadings, parts } from './correct.view.ts'

test('the fields of a correction are the entry’s own, and what is not changed stays in its form', () => {
  const data = { term: 'nausea', words: 'queasy', grade: 2, serious: false, relatedness: 'possibly', action: 'bowl' }
  const fields = parts('adverse-event-recorded', data)
  expect(fields.map(({ key }) => key)).toEqual(['grade', 'words', 'action'])
  expect(changed(data, { grade: '3' }, fields)).toEqual({ ...data, grade: 3 })
})

test('the reason of a stop is not free text', () => {
  expect(parts('infusion-stopped', { reason: 'other', remark: 'x' }).map(({ key }) => key)).toEqual(['remark'])
})

test('a corrected reading is no longer the monitor’s, an emptied one leaves the set, the others stay', () => {
  const source = { device: 'm', message: '7', observedAt: '2026-11-24T14:00:00.000Z' as Instant }
  const data = { values: { spo2: 97, 'heart-rate': 88, systolic: 138 }, from: { spo2: source, 'heart-rate': source } }
  expect(changedReadings(data, { spo2: '79', 'heart-rate': '88', systolic: '' })).toEqual({
    values: { spo2: 79, 'heart-rate': 88 },
    from: { 'heart-rate': source },
  })
})

test('a reason that was not given can be added, and stays absent when it is not', () => {
  const fields = parts('infusion-paused', {})
  expect(changed({}, { reason: 'Nausea' }, fields)).toEqual({ reason: 'Nausea' })
  expect(changed({}, {}, fields)).toEqual({})
})
