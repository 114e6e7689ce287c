import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addChair, after, found, recorded } from './clinic.fixture.ts'
import { type Clinic, type ClinicOrder, decide, EMPTY, evolve, fold, isZone } from './clinic.ts'

const chairs = (clinic: Clinic) => (clinic.status === 'founded' ? clinic.chairs : [])
const codes = (clinic: Clinic, order: ClinicOrder, busy: string[] = []) => {
  const decision = decide(clinic, order, { busy })
  return decision.kind === 'refused' ? decision.because.map(({ code }) => code) : decision.kind
}

test('a clinic is founded once, with a name and a real time zone', () => {
  expect(after(found)).toMatchObject({ status: 'founded', name: 'Larch Street', zone: 'America/New_York', chairs: [], seq: 1 })
  expect(codes(after(found), found)).toEqual(['already-founded'])
  expect(codes(EMPTY, { type: 'found', data: { name: ' ', zone: 'Mars/Olympus', demo: false } })).toEqual(['no-name', 'no-such-zone'])
})

test('nothing but founding happens before there is a clinic', () => {
  expect(codes(EMPTY, { type: 'rename', data: { name: 'X' } })).toEqual(['no-clinic'])
})

test.each([
  ['Europe/Berlin', true],
  ['UTC', true],
  ['', false],
  ['+05:00', false],
  ['Europe/Nowhere', false],
])('is %j a time zone: %s', (zone, known) => {
  expect(isZone(zone)).toBe(known)
})

test('name and zone are changed, the name without spaces around it', () => {
  const clinic = after(found, { type: 'rename', data: { name: '  Oak Street ' } }, { type: 'change-zone', data: { zone: 'Europe/Berlin' } })
  expect(clinic).toMatchObject({ name: 'Oak Street', zone: 'Europe/Berlin' })
  expect(codes(clinic, { type: 'change-zone', data: { zone: 'Berlin' } })).toEqual(['no-such-zone'])
})

test('two chairs in use never have the same name, however it is spelt', () => {
  const clinic = after(found, addChair('a', 'Window'))
  expect(codes(clinic, addChair('b', ' window '))).toEqual(['name-in-use'])
  expect(codes(clinic, addChair('a', 'Door'))).toEqual(['taken'])
  expect(codes(clinic, { type: 'rename-chair', data: { chair: 'a', name: 'WINDOW' } })).toBe('accepted')
  expect(codes(clinic, { type: 'rename-chair', data: { chair: 'z', name: 'Door' } })).toEqual(['no-such-chair'])
})

test('a chair with a session planned or under way stays', () => {
  const clinic = after(found, addChair('a', 'Window'))
  const retire: ClinicOrder = { type: 'retire-chair', data: { chair: 'a', reason: 'worn out' } }
  expect(codes(clinic, retire, ['a'])).toEqual(['chair-busy'])
  expect(codes(clinic, { type: 'retire-chair', data: { chair: 'a', reason: '' } })).toEqual(['no-reason'])
  expect(codes(clinic, retire)).toBe('accepted')
})

test('a chair out of use is kept, gives its name free, and comes back unless the name is taken', () => {
  const retired = after(found, addChair('a', 'Window'), { type: 'retire-chair', data: { chair: 'a', reason: 'worn out' } })
  expect(chairs(retired)).toMatchObject([{ id: 'a', name: 'Window', retired: { reason: 'worn out' } }])
  expect(codes(retired, { type: 'retire-chair', data: { chair: 'a', reason: 'again' } })).toEqual(['already-retired'])
  const comeBack: ClinicOrder = { type: 'return-chair', data: { chair: 'a' } }
  expect(codes(retired, addChair('b', 'Window'))).toBe('accepted')
  expect(codes(retired, comeBack)).toBe('accepted')
  const renewed = evolve(retired, recorded({ type: 'chair-added', data: { chair: 'b', name: 'Window' } }, 4))
  expect(codes(renewed, comeBack)).toEqual(['name-in-use'])
  expect(codes(renewed, { type: 'return-chair', data: { chair: 'b' } })).toEqual(['in-use'])
})

test('whatever is ordered, names in use stay distinct, and folding all facts at once is folding them one by one', () => {
  const chair = fc.constantFrom('a', 'b', 'c')
  const name = fc.constantFrom('Window', 'window ', 'Door', ' ', 'Wall')
  const order: fc.Arbitrary<ClinicOrder> = fc.oneof(
    fc.record({ type: fc.constant('add-chair' as const), data: fc.record({ chair, name }) }),
    fc.record({ type: fc.constant('rename-chair' as const), data: fc.record({ chair, name }) }),
    fc.record({ type: fc.constant('retire-chair' as const), data: fc.record({ chair, reason: fc.constant('old') }) }),
    fc.record({ type: fc.constant('return-chair' as const), data: fc.record({ chair }) }),
  )
  fc.assert(
    fc.property(fc.array(order), (orders) => {
      const facts = [recorded({ type: 'clinic-founded', data: found.data as never }, 1)]
      for (const one of orders) {
        const decision = decide(fold(facts), one, { busy: [] })
        if (decision.kind === 'accepted') facts.push(...decision.facts.map((fact, i) => recorded(fact, facts.length + 1 + i)))
      }
      const clinic = fold(facts)
      expect(facts.reduce(evolve, EMPTY)).toEqual(clinic)
      const names = chairs(clinic)
        .filter((one) => !one.retired)
        .map((one) => one.name.toLowerCase())
      expect(new Set(names).size).toBe(names.length)
    }),
  )
})
