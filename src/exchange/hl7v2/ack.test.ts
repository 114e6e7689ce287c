import { expect, test } from 'vitest'
import type { Instant } from '../../medicine/time.ts'
import { acknowledge, acknowledgeJunk, type Outcome } from './ack.ts'
import { bytesOf, taken, withRows } from './hl7.testing.ts'

const own = { id: 'W1', now: '2026-09-12T06:31:00.250Z' as Instant }
const row = 'OBX|1|NM|147842^MDC_ECG_HEART_RATE^MDC|1|83|264864^MDC_DIM_BEAT_PER_MIN^MDC|||||R'

function answer(bytes: Uint8Array): string[] {
  const { message, outcome, fault } = taken(bytes)
  const ack = acknowledge(message, outcome, fault, own)
  return ack ? new TextDecoder().decode(ack).split('\r') : []
}
const head = (change: Record<number, string>) =>
  'MSH|^~\\&|BED|WARD|RECV|FAC|20260912063000+0000||ORU^R01^ORU_R01|C77|P|2.6'
    .split('|')
    .map((part, i) => change[i + 1] ?? part)
    .join('|')

test('an accepted message is answered AA, addressed back, with the control id and type of the answer', () => {
  expect(answer(bytesOf(head({}), row))).toEqual(['MSH|^~\\&|RECV|FAC|BED|WARD|20260912063100.250+0000||ACK^R01^ACK|W1|P|2.6|||NE|NE', 'MSA|AA|C77', ''])
})

test.each([
  ['MSH-9', { 9: 'ADT^A01^ADT_A01' }, 'MSA|AR|C77', '200'],
  ['MSH-9, another event', { 9: 'ORU^W01' }, 'MSA|AR|C77', '201'],
  ['MSH-12', { 12: '3.0' }, 'MSA|AR|C77', '203'],
  ['MSH-11', { 11: 'T' }, 'MSA|AR|C77', '202'],
  ['MSH-10', { 10: '' }, 'MSA|AE|', '101'],
])('a message wrong in %s is answered with the reason in ERR', (_, change, msa, code) => {
  const lines = answer(bytesOf(head(change), row))
  expect(lines[1]).toMatch(new RegExp(`^${msa.replaceAll('|', '\\|')}`))
  expect(lines[2]).toMatch(new RegExp(`^ERR\\|\\|MSH\\^1\\^\\d+\\|${code}\\^`))
})

test('an older version gets the older ERR', () => {
  expect(answer(bytesOf(head({ 12: '2.3', 11: 'D' }), row))[2]).toBe('ERR|MSH^1^11^202&Unsupported processing id&HL70357')
})

const MODES: readonly [string, string, Outcome, string][] = [
  ['', '', 'accept', 'AA'],
  ['NE', 'AL', 'accept', 'AA'],
  ['AL', 'NE', 'accept', 'CA'],
  ['AL', 'NE', 'error', 'CE'],
  ['AL', 'NE', 'reject', 'CR'],
  ['AL', 'AL', 'accept', 'AA'],
  ['NE', 'ER', 'error', 'AE'],
  ['NE', 'ER', 'accept', ''],
  ['NE', 'NE', 'reject', ''],
]
test.each(MODES)('MSH-15 %j and MSH-16 %j ask, for %s, for %j', (accept, application, outcome, code) => {
  const { message } = taken(bytesOf(`${head({})}|||${accept}|${application}`, row))
  const ack = acknowledge(message, outcome, null, own)
  expect(ack ? /MSA\|(..)/.exec(new TextDecoder().decode(ack))?.[1] : '').toBe(code)
})

test('rows of which some are believed are accepted; rows of which none is, are an error', () => {
  const bad = 'OBX|2|NM|147842^MDC_TEMP^MDC|1|83|264864^MDC_DIM_BEAT_PER_MIN^MDC|||||R'
  expect(answer(withRows(row, bad))[1]).toBe('MSA|AA|C77')
  expect(answer(withRows(bad))[1]).toMatch(/^MSA\|AE\|C77/)
})

test('a monitor that measures nothing at the moment is no error; a laboratory result is', () => {
  expect(answer(withRows('OBX|1||69798^MDC_DEV_ECG_VMD^MDC|1.5|||||||X'))[1]).toBe('MSA|AA|C77')
  expect(answer(withRows('OBX|1|NM|151708^MDC_CONC_AWAY_CO2_ET^MDC|1|36|266016^MDC_DIM_MMHG^MDC|||||R'))[1]).toBe('MSA|AA|C77')
  expect(answer(withRows('OBX|1|NM|20570-8^HEMATOCRIT^LN||40.1|%|||||P'))[1]).toMatch(/^MSA\|AE/)
})

test('the answer speaks in the separators and letters of the question', () => {
  const latin = Buffer.from('MSH#*%!@#M\xfcnchen####20260912063000+0000##ORU*R01#7#T#2.6###NE#AL##8859/1\r', 'latin1')
  const { message, outcome, fault } = taken(Uint8Array.from(latin))
  const ack = Buffer.from(acknowledge(message, outcome, fault, own) ?? []).toString('latin1')
  expect(ack).toMatch(/^MSH#\*%!@#WAYMARK##M\xfcnchen##.*#ACK\*R01\*ACK#W1#T#2.6/)
  expect(ack).toContain('MSA#AR#7#Processing id T')
})

test('bytes that are no message are answered AR', () => {
  expect(new TextDecoder().decode(acknowledgeJunk('This is no message', own))).toMatch(/^MSH\|.*\rMSA\|AR\|\|This is no message\rERR\|/)
})
