import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { envelopeOf } from '../../exchange/hl7v2/envelope.ts'
import { parseMessage } from '../../exchange/hl7v2/message.ts'
import { readOru } from '../../exchange/hl7v2/oru.ts'
import type { Instant } from '../../medicine/time.ts'
import { framed } from '../../platform/mllp/deframe.ts'
import { chairCalled } from './aim.ts'
import { hl7Recording, messagesIn } from './hl7-file.ts'
import { type Loading, loadRecording } from './load.ts'
import { play } from './play.ts'
import { part, type Recording } from './recording.ts'

const folder = mkdtempSync(join(tmpdir(), 'waymark-replay-'))
afterAll(() => rmSync(folder, { recursive: true }))
const file = (name: string, text: string | Uint8Array): string => {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}
const loading: Loading = { columns: undefined, only: undefined, bed: 'chair-3', zone: 'America/New_York', asIs: false, everySeconds: 60 }
const load = (path: string, more: Partial<Loading> = {}) => loadRecording(path, { ...loading, ...more })

const NOW = '2026-11-24T15:00:00.000Z' as Instant
/** What the listener would read from the nth beat, played at twice its speed from NOW. */
function heard(recording: Recording, n: number) {
  const played = (ms: number) => new Date(Date.parse(NOW) + ms / 2).toISOString() as Instant
  const message = parseMessage(recording.beats[n]?.message(played(recording.beats[n]?.offsetMs ?? 0), played, `R${n}`) ?? new Uint8Array())
  if (!message) throw new Error('no message')
  const oru = readOru(message, envelopeOf(message), { received: NOW, zone: 'UTC', from: 'x' })
  return { ...oru, control: envelopeOf(message).controlId, values: Object.fromEntries(oru.observations.map(({ quantity, value }) => [quantity, value])) }
}

test('a table with a known layout is played without a map: zero is no signal, an empty cell is nothing', () => {
  const recording = load(file('minutes.csv', 'minute,HR_bpm,PULSE_bpm,RESP_pm,SpO2_%,NBPSys_mmHg,NBPDias_mmHg\n0,62.8,0,12.7,0,,\n1,,61,11,97,131,78\n'))
  expect(recording.devices).toEqual(['REPLAY @ chair-3'])
  expect(heard(recording, 0).values).toEqual({ 'heart-rate': 62.8, 'respiratory-rate': 12.7 })
  expect(heard(recording, 0).notMeasured.map(({ quantity }) => quantity)).toContain('spo2')
  expect(heard(recording, 1).values).toEqual({ 'heart-rate': 61, 'respiratory-rate': 11, spo2: 97, systolic: 131, diastolic: 78 })
  expect(heard(recording, 1).observations[0]?.at).toBe('2026-11-24T15:00:30.000Z')
})

test('a table with one value a line is gathered by moment, one person of it, and its units are said', () => {
  const text = [
    'icustay_id,charttime,itemid,value',
    '7,2129-11-24T22:15:00,211,50',
    '7,2129-11-24T22:15:00,678,98.6',
    '8,2129-11-24T22:15:00,211,99',
    '7,2129-11-24T23:15:00,211,55',
    '7,2129-11-24T23:15:00,51,140',
  ].join('\n')
  const recording = load(file('long.csv', text))
  expect(recording.beats.map(({ offsetMs }) => offsetMs)).toEqual([0, 3_600_000])
  expect(heard(recording, 0).values).toEqual({ 'heart-rate': 50, temperature: 37 })
  expect(heard(load(file('long.csv', text), { only: '8' }), 0).values).toEqual({ 'heart-rate': 99 })
  expect(() => load(file('long.csv', text), { only: '9' })).toThrow('There is no icustay_id 9')
})

test('columns are said in one line, in a file, or guessed where the names say it', () => {
  const text = 'when;puls;druck_s;druck_d\n0;71;120;80\n2.5;72;121;81\n'
  const inline = load(file('x.csv', text), { columns: 'time=when:s,puls=heart-rate,druck_s=systolic,druck_d=diastolic' })
  expect([inline.beats[1]?.offsetMs, heard(inline, 1).values]).toEqual([2_500, { 'heart-rate': 72, systolic: 121, diastolic: 81 }])
  const map = file('map.yaml', 'time: { column: when, unit: min }\nvalues: { puls: pulse }\n')
  expect(load(file('x.csv', text), { columns: map }).beats[1]?.offsetMs).toBe(150_000)
  expect(heard(load(file('g.csv', '\ufefftime_s,HR,SpO2 (%),SBP,DBP\n0,71,98,120,80\n')), 0).values).toEqual({
    'heart-rate': 71,
    spo2: 98,
    systolic: 120,
    diastolic: 80,
  })
  expect(() => load(file('x.csv', text))).toThrow('--columns')
  expect(() => load(file('x.csv', text), { columns: 'time=when:s,puls=mood' })).toThrow('The column map does not read')
})

const ORU = (id: string, at: string, hr: number, cuff = '') =>
  [
    `MSH|^~\\&|BED||||${at}||ORU^R01|${id}|P|2.6`,
    `OBR|1||||||${at}`,
    `OBX|1|NM|147842^MDC_ECG_HEART_RATE^MDC|1|${hr}|bpm|||||R`,
    ...(cuff ? [`OBX|2|NM|150021^MDC_PRESS_BLD_NONINV_SYS^MDC|1|131|mmHg|||||R|||${cuff}`] : []),
  ].join('\r')

test('messages are found framed or plain, with blank lines, a byte order mark and either line end', () => {
  const [a, b] = [ORU('1', '20200101120000+0000', 60), ORU('2', '20200101120100+0000', 61)]
  const bytes = (text: string) => new TextEncoder().encode(text)
  const found = [bytes(`\ufeff${a}\r\n\r\n${b}\r\n`), bytes(`${a}\n\n\n${b}`), Buffer.concat([framed(bytes(a)), framed(bytes(b))])].map((all) =>
    messagesIn(all).map((one) => parseMessage(one)?.segments.length),
  )
  expect(found).toEqual([
    [3, 3],
    [3, 3],
    [3, 3],
  ])
})

test('messages are moved to now under new control ids, and what was older stays older in proportion', () => {
  const text = `${ORU('1', '20200101120000+0000', 60)}\r\r${ORU('2', '20200101120100+0000', 61, '20200101115800+0000')}`
  const recording = hl7Recording(new TextEncoder().encode(text), { zone: 'UTC', asIs: false, everySeconds: 60 })
  expect(recording.devices).toEqual(['BED'])
  const second = heard(recording, 1)
  expect(second.control).toBe('R1')
  expect(second.observations.map(({ at }) => at)).toEqual(['2026-11-24T15:00:30.000Z', '2026-11-24T14:59:00.000Z'])
})

test('as it is, a message keeps its bytes', () => {
  const bytes = new TextEncoder().encode(ORU('1', '20200101120000+0000', 60))
  const recording = hl7Recording(bytes, { zone: 'UTC', asIs: true, everySeconds: 60 })
  expect(recording.beats[0]?.message(NOW, () => NOW, 'R')).toEqual(bytes)
})

test('a part of a recording begins at once, and answers that are no acceptance are told with their reason', async () => {
  const recording = part(load(file('p.csv', 'minute,HR_bpm\n0,60\n1,61\n2,62\n3,63\n')), 1, 2)
  const answers = ['MSH|^~\\&|x\rMSA|AA|1\r', 'MSH|^~\\&|x\rMSA|AE|2|no disk\r']
  const report = await play(recording, { send: async () => Buffer.from(answers.shift() ?? ''), close: () => {} }, { speed: 1_000, controlIds: () => 'x' })
  expect([report.sent, report.accepted, [...report.others]]).toEqual([2, 1, [['AE', { count: 1, why: 'no disk' }]]])
})

test('a chair is meant by its id, its name, its number in the name, or its place', () => {
  const chairs = [
    { id: 'window', name: 'Window', retired: false },
    { id: 'chair-7', name: 'Chair 7', retired: false },
  ]
  expect(['window', 'WINDOW', '7', '1', 'chair-7', '3'].map((name) => chairCalled(chairs, name)?.id)).toEqual([
    'window',
    'window',
    'chair-7',
    'window',
    'chair-7',
    undefined,
  ])
})

// Recordings of others lie beside the checkout and are not part of it.
const vitals = new URL('../../../../shared/data/vitals/', import.meta.url)
describe.skipIf(!existsSync(vitals))('recordings of others (skipped where their folder is absent)', () => {
  test.each([
    ['s00001-numerics-1min.csv', 1_900, 'minute numerics'],
    ['mimic3-demo-bedside-5-stays.csv', 200, 'charted values'],
    ['eicu-demo-nibp-4-stays.csv', 100, 'cuff readings'],
  ])('%s is known by its header and plays', (name, atLeast, preset) => {
    const recording = load(new URL(name, vitals).pathname)
    expect(recording.beats.length).toBeGreaterThan(atLeast)
    expect(recording.says).toContain(preset)
    const numbers = recording.beats.flatMap((_, n) => (n % 50 === 0 ? heard(recording, n).refused : []))
    expect(numbers).toEqual([])
  })

  test('every cuff reading of the recording is in what is played', () => {
    const name = new URL('s00001-numerics-1min.csv', vitals).pathname
    const cuffs =
      readFileSync(name, 'utf8')
        .split('\n')
        .filter((line) => line.split(',')[8]).length - 1
    const recording = load(name)
    expect(recording.beats.filter((_, n) => 'systolic' in heard(recording, n).values)).toHaveLength(cuffs)
  })
})
