import fc from 'fast-check'
import { expect, test } from 'vitest'
import { acknowledge } from './ack.ts'
import { RECEIVED, withRows } from './hl7.testing.ts'
import { takeIn } from './intake.ts'

const WHOLE = withRows(
  'PV1||I|ICU^^Bed4',
  'OBX|1|NM|150456^MDC_PULS_OXIM_SAT_O2^MDC|1.3.1|98|262688^MDC_DIM_PERCENT^MDC|||||R|||20260912120000.0000+0530||||000F14049B50AA01^BIG^000F14049B50AA01^EUI-64',
  'OBX|2|NM|0002-4a05^NBPs^MDIL|0|131|0004-0f20^mmHg^MDIL||QUES|||C',
  'OBX|3|SN|8310-5^Body temperature^LN||^98.6|[degF]|||||F',
)
const arrival = { received: RECEIVED, zone: 'America/New_York', from: 'x' }

/** Whatever comes, there is an answer, in one list each row, and every value that is taken is a finite number with a moment. */
function stands(bytes: Uint8Array): void {
  const intake = takeIn(bytes, arrival)
  if (intake.kind === 'junk') return
  acknowledge(intake.message, intake.outcome, intake.fault, { id: 'A', now: RECEIVED })
  if (!intake.oru) return
  const { observations, notMeasured, withdrawn, refused, ignored } = intake.oru
  const rows = [...observations, ...notMeasured, ...withdrawn, ...refused, ...ignored].map(({ row }) => row).sort((a, b) => a - b)
  expect(rows).toEqual(intake.message.segments.filter(({ name }) => name === 'OBX').map((_, i) => i + 1))
  for (const { value, at } of observations) expect(Number.isFinite(value) && at.length === 24).toBe(true)
}

test('any bytes at all are answered', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 400 }), stands), { numRuns: 500 })
})

test('a message with bytes changed, lost, doubled or swapped is answered', () => {
  const change = fc.record({
    at: fc.nat(WHOLE.length - 1),
    to: fc.constantFrom(...'|^~\\&\r\n\0"-+.0159MX ').map((c) => c.charCodeAt(0)),
    kind: fc.constantFrom('set', 'cut', 'double', 'end'),
  })
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 12 }), (changes) => {
      let bytes = [...WHOLE]
      for (const { at, to, kind } of changes) {
        const i = at % Math.max(1, bytes.length)
        if (kind === 'set') bytes[i] = to
        if (kind === 'cut') bytes.splice(i, 7)
        if (kind === 'double') bytes.splice(i, 0, ...bytes.slice(i, i + 40))
        if (kind === 'end') bytes = bytes.slice(0, i + 1)
      }
      stands(Uint8Array.from(bytes))
    }),
    { numRuns: 1500 },
  )
})

test('a message of a million separators is answered in good time', { timeout: 120_000 }, () => {
  // The processor's time, not the wall's: the machine may have other things to do.
  const started = process.cpuUsage()
  for (const mark of ['|', '^', '~', '\\', '&', '\r', 'OBX|\r'])
    stands(Uint8Array.from([...withRows(), ...Buffer.from(`OBX|1|NM|${mark.repeat(1_000_000 / mark.length)}`)]))
  expect(process.cpuUsage(started).user / 1000).toBeLessThan(15_000)
})

test('a zero byte, written or escaped, and a letter cut in half never come out of a message', () => {
  const long = `${'x'.repeat(79)}👩${'x'.repeat(119)}👩${'y'.repeat(100)}`
  const bytes = withRows(`OBX|1|NM|8867-4^a\0b^LN||7\0x2|/min|||||F||||||${long}\\X00\\|`, `PV1||I|${long}^^\0bed\\X0041\\`)
  const intake = takeIn(bytes, arrival)
  const texts: string[] = []
  JSON.stringify(intake.kind === 'message' ? [intake.envelope, intake.oru, intake.fault] : intake, (_key, value) => {
    if (typeof value === 'string') texts.push(value)
    return value
  })
  expect(texts.length).toBeGreaterThan(5)
  expect(texts.filter((text) => text.includes('\0') || !text.isWellFormed())).toEqual([])
})

test('half a million escaped letters in one field are read', () => {
  stands(withRows(`OBX|1|NM|8867-4^\\X${'41'.repeat(450_000)}\\^LN||72|/min|||||F`))
})
