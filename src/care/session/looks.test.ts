import { expect, test } from 'vitest'
import { factWords } from './record/fact.words.ts'
import { seenBy } from './seen.ts'
import {
  calm,
  codes,
  discharged,
  fay,
  infusing,
  minute,
  nina,
  noor,
  ondansetron,
  pat,
  recovering,
  sentences,
  signed,
  type Telling,
  theo,
} from './session.fixture.ts'
import { openLooks, type SessionRecorded, stoppedAt } from './session.ts'

/** Everything that came from a device later: entered at `at`, arriving at `now`. */
const late = (now: number) => ({ now, kept: true }) as const
const look = (t: Telling) => {
  const found = t.s.looks.at(-1)
  if (!found) throw new Error('nothing needs a look')
  return found
}
const words = (fact: SessionRecorded | undefined) => fact && factWords(fact, { zone: 'UTC', day: minute(60), chair: () => 'Window' })

/** Nina stopped at 75 on a tablet without network; Noor, who could not see it, stopped at 78 on the other. */
function bothStopped(): Telling {
  const t = infusing()
  t.does(78, noor, 'stop-infusion', { reason: 'complete' })
  t.does(75, nina, 'stop-infusion', { reason: 'patient-wish' }, late(90))
  return t
}

test('both stopped the infusion: the second stop is kept with its words and its reason, and changes nothing by itself', () => {
  const t = bothStopped()
  expect(stoppedAt(t.s)).toBe(minute(78))
  expect(look(t)).toMatchObject({ at: minute(75), by: nina, refused: { type: 'stop-infusion', data: { reason: 'patient-wish' } } })
  expect(words(t.facts.at(-1))).toMatch(/^Entered without the server, did not fit when it arrived: Infusion stopped: patient’s wish\. .+\.$/)
})

test('keeping what the record says settles it, once', () => {
  const t = bothStopped()
  t.does(91, noor, 'settle-look', { item: look(t).event, as: 'record', reason: '' })
  expect(stoppedAt(t.s)).toBe(minute(78))
  expect(openLooks(t.s)).toEqual([])
  const again = t.ask(92, nina, 'settle-look', { item: look(t).event, as: 'mine', reason: 'mine was right' })
  expect(codes(again)).toEqual(['nothing-to-settle'])
})

test('adding mine moves the stop that stands, as a correction with its reason, and the history shows both', () => {
  const t = bothStopped()
  t.does(91, nina, 'settle-look', { item: look(t).event, as: 'mine', reason: 'I stopped the pump' })
  expect(stoppedAt(t.s)).toBe(minute(75))
  const stop = t.s.entries.find(({ fact }) => fact.type === 'infusion-stopped')
  expect(stop).toMatchObject({ stands: 'replaced', fact: { at: minute(78), by: noor }, corrections: [{ reason: 'I stopped the pump', by: nina }] })
  expect(openLooks(t.s)).toEqual([])
})

test('adding needs a reason; the same command without one is refused', () => {
  const t = bothStopped()
  expect(codes(t.ask(91, nina, 'settle-look', { item: look(t).event, as: 'mine', reason: ' ' }))).toContain('reason')
})

test('a pause from after the stop cannot be added as things stand, says why, and can be put to rest', () => {
  const t = infusing()
  t.does(74, noor, 'stop-infusion', { reason: 'complete' })
  t.does(76, nina, 'pause', { reason: 'nausea' }, late(90))
  const mine = t.ask(91, nina, 'settle-look', { item: look(t).event, as: 'mine', reason: 'paused' })
  expect(codes(mine)).toEqual(['does-not-fit'])
  expect(sentences(mine)).toMatch(/^It cannot be added as things stand: .* keep what it says\.$/)
  t.does(91, nina, 'settle-look', { item: look(t).event, as: 'record', reason: 'stopped already' })
  expect(openLooks(t.s)).toEqual([])
})

test('a step that fits again later is added at its own time', () => {
  const t = infusing()
  const stop = t.does(74, noor, 'stop-infusion', { reason: 'complete' })
  t.does(76, nina, 'pause', { reason: 'nausea' }, late(90))
  t.does(91, noor, 'strike-entry', { entry: stop, reason: 'it was the other pump' })
  t.does(92, nina, 'settle-look', { item: look(t).event, as: 'mine', reason: 'entered at 09:16 on the tablet' })
  expect(t.s.pump.at(-1)).toMatchObject({ kind: 'paused', at: minute(76) })
})

test('two people recorded the same readings: both sets stand, nothing needs a look', () => {
  const t = infusing()
  t.does(72, nina, 'record-readings', { values: calm, from: {} }, { ...late(95), typed: 72 })
  t.does(72, noor, 'record-readings', { values: calm, from: {} }, { ...late(96), typed: 72 })
  expect(t.s.readings.filter(({ at }) => at === minute(72))).toHaveLength(2)
  expect(t.s.looks).toEqual([])
})

test('a drug that both gave is given twice in the record, and the second one needs a look', () => {
  const t = infusing()
  t.does(70, pat, 'order-as-needed', { ...ondansetron, maxDoses: 1 })
  t.does(72, noor, 'give-drug', { orderId: 'ond', dose: '4' })
  const second = t.does(73, nina, 'give-drug', { orderId: 'ond', dose: '4' }, { ...late(95), typed: 73 })
  expect(t.s.drugs.map(({ at }) => at)).toEqual([minute(72), minute(73)])
  expect(look(t)).toMatchObject({ entry: second, because: [expect.objectContaining({ code: 'all-doses-given' })] })
  expect(codes(t.ask(96, nina, 'settle-look', { item: look(t).event, as: 'mine', reason: 'x' }))).toEqual(['stands-already'])
  t.does(96, pat, 'settle-look', { item: look(t).event, as: 'record', reason: 'told the physician' })
  expect(openLooks(t.s)).toEqual([])
})

test('a drug over its order is not quietly accepted because it comes late', () => {
  const t = infusing()
  t.does(70, pat, 'order-as-needed', ondansetron)
  t.does(73, nina, 'give-drug', { orderId: 'ond', dose: '400' }, { ...late(95), typed: 73 })
  expect(t.s.drugs).toEqual([])
  expect(look(t)).toMatchObject({ refused: { type: 'give-drug', data: { dose: '400' } } })
})

test('an odd value that nobody was asked about stands and is questioned', () => {
  const t = infusing()
  const id = t.does(72, nina, 'record-readings', { values: { ...calm, 'heart-rate': 190 }, from: {} }, { ...late(95), typed: 72 })
  expect(t.s.readings.some(({ event }) => event === id)).toBe(true)
  expect(look(t)).toMatchObject({ entry: id })
})

test('what arrives after the record was signed stays out of it, is kept beside it and can be put to rest there', () => {
  const t = signed()
  const before = t.s.readings.length
  t.does(100, nina, 'record-readings', { values: calm, from: {} }, { ...late(300), typed: 100 })
  expect([t.s.status, t.s.readings.length]).toEqual(['signed', before])
  expect(codes(t.ask(301, nina, 'settle-look', { item: look(t).event, as: 'mine', reason: 'late' }))).toEqual(['does-not-fit'])
  t.does(301, nina, 'settle-look', { item: look(t).event, as: 'record', reason: 'amended' })
  expect(openLooks(t.s)).toEqual([])
})

test('nobody signs a record in which something needs a look', () => {
  const t = discharged()
  t.does(150, nina, 'pause', {}, late(172))
  expect(sentences(t.ask(173, nina, 'sign', { as: 'nurse' }))).toContain('still needs a look')
})

test('whose a command is, is still asked: a therapist without network cannot pause an infusion', () => {
  expect(codes(infusing().ask(72, theo, 'pause', {}, late(80)))).toEqual(['not-your-role'])
  expect(codes(recovering().ask(110, fay, 'settle-look', { item: 'x', as: 'record', reason: '' }))).toEqual(['not-your-role'])
})

test('a note for clinicians that did not fit stays for clinicians', () => {
  const t = signed()
  t.does(100, nina, 'write-note', { voice: 'nurse', access: 'clinicians', words: 'said in confidence' }, late(300))
  expect(JSON.stringify(seenBy(t.facts, theo))).not.toContain('in confidence')
  expect(JSON.stringify(seenBy(t.facts, noor))).toContain('in confidence')
})
