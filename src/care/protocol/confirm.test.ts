import { expect, test } from 'vitest'
import type { Instant } from '../../medicine/time.ts'
import { type ConfirmOrder, type ConfirmRecorded, decideConfirmation, evolveConfirmations, NONE_CONFIRMED, numbersOf, standingOf } from './confirm.ts'
import { withConfirmations } from './confirm.view.ts'
import { shippedText } from './protocol.fixture.ts'
import { loadProtocol } from './protocol.load.ts'
import { countNumbers } from './protocol.sentence.ts'
import type { LoadedProtocol, Num } from './protocol.ts'

const loaded = (text: string): LoadedProtocol => {
  const loading = loadProtocol(text)
  if (loading.kind === 'refused') throw new Error(JSON.stringify(loading.faults))
  return loading.loaded
}
const now = loaded(shippedText())
const by = { kind: 'staff', id: 's', name: 'Olive Marsh', roles: ['physician'] } as const
const at = '2026-11-24T14:05:00.000Z' as Instant
const open = [...numbersOf(now.protocol)].find(([, { confirmed }]) => !confirmed) as [string, Num]

const after = (...orders: readonly ConfirmOrder[]) =>
  orders.reduce((state, order) => {
    const decision = decideConfirmation(state, now, order)
    if (decision.kind !== 'accepted') throw new Error(JSON.stringify(decision))
    return decision.facts.reduce(
      (so, fact) => evolveConfirmations(so, { ...fact, id: 'x', seq: so.seq + 1, version: 1, at, recordedAt: at, by, via: {} } as ConfirmRecorded),
      state,
    )
  }, NONE_CONFIRMED)
const confirm = (number = open[0], hash = now.ref.hash): ConfirmOrder => ({ type: 'confirm', data: { number, hash } })
const why = (state: typeof NONE_CONFIRMED, order: ConfirmOrder) => {
  const decision = decideConfirmation(state, now, order)
  return decision.kind === 'refused' ? decision.because[0]?.code : decision.kind
}

test('every number of the shipped protocol has a name of its own', () => {
  expect(numbersOf(now.protocol).size).toBe(countNumbers(now.protocol).numbers)
  expect(numbersOf(now.protocol).has('dose.standard')).toBe(true)
})

test('a confirmed number says who confirmed it, when and in which version', () => {
  const { held } = after(confirm())
  expect(held[open[0]]).toEqual({ value: open[1].value, unit: open[1].unit, version: now.ref.version, hash: now.ref.hash, by: 'Olive Marsh', at })
  expect(standingOf(open[1], held[open[0]])).toBe('person')
  expect(countNumbers(withConfirmations(now.protocol, held)).unconfirmed).toBe(countNumbers(now.protocol).unconfirmed - 1)
})

test('a new version asks again for a number whose value changed, and only for that', () => {
  const { held } = after(confirm())
  expect(standingOf({ ...open[1], value: open[1].value + 1 }, held[open[0]])).toBe('changed')
  expect(standingOf({ ...open[1], unit: 'other' }, held[open[0]])).toBe('changed')
  expect(standingOf({ ...open[1], note: 'other words' }, held[open[0]])).toBe('person')
})

test('a confirmation never slips to a neighbour when the list it stands in is edited', () => {
  const [first, ...others] = now.protocol.limits
  if (!first) throw new Error('expected limits')
  const names = (limits: typeof now.protocol.limits) => [...numbersOf({ ...now.protocol, limits }).keys()].filter((name) => name.startsWith('limits.'))
  expect(names([...others, first]).toSorted()).toEqual(names(now.protocol.limits).toSorted())
  expect(names(others)).not.toContain(names([first])[0])
})

test.each<[ConfirmOrder, string]>([
  [confirm('dose.weather'), 'no-such-number'],
  [confirm(open[0], '0'.repeat(64)), 'another-version'],
  [confirm(), 'confirmed'],
  [{ type: 'withdraw', data: { number: open[0], reason: ' ' } }, 'no-reason'],
  [{ type: 'withdraw', data: { number: 'dose.weather', reason: 'Mistaken' } }, 'not-confirmed'],
])('%o is refused: %s', (order, code) => {
  expect(why(after(confirm()), order)).toBe(code)
})

test('what the document itself confirms needs nobody here', () => {
  const sure = [...numbersOf(now.protocol)].find(([, { confirmed }]) => confirmed)
  expect(sure && why(NONE_CONFIRMED, confirm(sure[0]))).toBe('confirmed')
})

test('withdrawn with a reason, the number is open again', () => {
  const state = after(confirm(), { type: 'withdraw', data: { number: open[0], reason: 'The pharmacist disagrees' } })
  expect([standingOf(open[1], state.held[open[0]]), state.seq]).toEqual(['open', 2])
})
