import fc from 'fast-check'
import { expect, test } from 'vitest'
import { calm, infusing, nina, noor, ondansetron, pat, protocol, RATE } from '../session.fixture.ts'
import { fold, type SessionOrder } from '../session.ts'
import { type Fate, serverOf, settle, type Tablet, tablet } from './sync.fixture.ts'

/** What two nurses enter of one running infusion: things seen, things done, and steps that can clash. */
const ORDERS: readonly SessionOrder[] = [
  { type: 'record-readings', data: { values: calm, from: {} } },
  { type: 'record-readings', data: { values: { ...calm, systolic: 150 }, from: {} } },
  { type: 'write-note', data: { voice: 'nurse', access: 'team', words: 'quiet' } },
  { type: 'give-drug', data: { orderId: 'ond', dose: '4' } },
  { type: 'record-adverse-event', data: { term: 'nausea', words: '', grade: 1, serious: false, relatedness: 'unknown', action: 'seen' } },
  { type: 'attend', data: { present: true } },
  { type: 'pause', data: {} },
  { type: 'resume', data: { rateMlPerHour: RATE } },
  { type: 'change-rate', data: { rateMlPerHour: '100' } },
  { type: 'stop-infusion', data: { reason: 'complete' } },
  { type: 'assess', data: { gait: 'steady' } },
]
type Step =
  | { readonly kind: 'enter'; readonly on: 0 | 1; readonly order: SessionOrder }
  | { readonly kind: 'tick' | 'catch-up' | 'reload' | 'cut' | 'mend'; readonly on: 0 | 1 }
  | { readonly kind: 'stray' }
const on = fc.constantFrom<0 | 1>(0, 1)
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('enter' as const), on, order: fc.constantFrom(...ORDERS) }) },
  { weight: 5, arbitrary: fc.record({ kind: fc.constantFrom('tick' as const, 'catch-up' as const, 'reload' as const, 'cut' as const, 'mend' as const), on }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('stray' as const) }) },
)
const fate = fc.oneof({ weight: 3, arbitrary: fc.constant<Fate>('fine') }, { weight: 4, arbitrary: fc.constantFrom<Fate>('lost', 'deaf', 'late', 'twice') })
const day = fc.record({ steps: fc.array(step, { minLength: 4, maxLength: 24 }), fates: fc.array(fate, { minLength: 1, maxLength: 12 }) })

async function live({ steps, fates }: { readonly steps: readonly Step[]; readonly fates: readonly Fate[] }) {
  const told = infusing()
  told.does(69, pat, 'order-as-needed', ondansetron)
  const server = serverOf(told)
  const seen = [...server.facts]
  const strays: (() => void)[] = []
  let [turn, calmNow] = [0, false]
  const next = (): Fate => (calmNow ? 'fine' : (fates[turn++ % fates.length] ?? 'fine'))
  const tablets = [tablet('a', nina, server, next, (copy) => strays.push(copy)), tablet('b', noor, server, next, (copy) => strays.push(copy))] as const
  for (const one of tablets) await one.reload(seen)

  for (const it of steps) {
    if (it.kind === 'stray') strays.shift()?.()
    else await act(tablets[it.on], it, seen)
    await settle()
    for (const one of tablets) await safe(one, server.facts)
  }
  // The network is whole again, and stays so; copies of old messages still arrive.
  calmNow = true
  for (const one of tablets) one.be(true)
  for (let i = 0; i < 200 && (await anyLeft(tablets)); i += 1) {
    for (const one of tablets) one.tick()
    strays.shift()?.()
    await settle()
  }
  for (const copy of strays.splice(0)) copy()
  for (const one of tablets) one.catchUp()
  return { server, tablets, told }
}

async function act(one: Tablet, it: Exclude<Step, { kind: 'stray' }>, seen: Parameters<Tablet['reload']>[0]): Promise<void> {
  if (it.kind === 'enter') one.enter(it.order)
  else if (it.kind === 'tick') one.tick()
  else if (it.kind === 'catch-up') one.catchUp()
  else if (it.kind === 'reload') await one.reload(seen)
  else one.be(it.kind === 'mend')
}
const anyLeft = async (tablets: readonly Tablet[]) => (await Promise.all(tablets.map((one) => one.left()))).some((left) => left > 0)

/** At any moment: what the form was told is saved or kept is on the tablet's disk or in the record. */
async function safe(one: Tablet, record: readonly { readonly id: string }[]): Promise<void> {
  const shown = new Set(
    one
      .room()
      .state()
      .unsent.map(({ command }) => command.id),
  )
  for (const [id, kind] of one.outcomes) {
    if (kind !== 'saved' && kind !== 'kept') continue
    expect([id, kind, shown.has(id) || record.some((fact) => fact.id === id)]).toEqual([id, kind, true])
  }
}

const RUNS = Number(process.env.WAYMARK_SYNC_RUNS ?? 2000)

test('whatever the network does, everything shown as saved on two tablets is in the record exactly once, in the order of each tablet', async () => {
  let [entries, clashes] = [0, 0]
  await fc.assert(
    fc.asyncProperty(day, async (it) => {
      const { server, tablets } = await live(it)
      const ids = server.facts.map(({ id }) => id)
      expect(new Set(ids).size).toBe(ids.length)
      for (const one of tablets) {
        // What the server sent back to a form that was still open is the person's to enter again.
        const kept = one.entered.filter((id) => !['refused', 'ask'].includes(one.outcomes.get(id) ?? ''))
        entries += kept.length
        expect(ids.filter((id) => kept.includes(id))).toEqual(kept)
        const state = one.room().state()
        expect([state.unsent, state.returned, await one.left()]).toEqual([[], [], 0])
        expect(state.shown).toEqual(fold(server.facts, protocol))
      }
      clashes += server.state().looks.length
    }),
    { numRuns: RUNS },
  )
  // The days were not empty, and some steps really clashed.
  expect(entries).toBeGreaterThan(RUNS)
  expect(clashes).toBeGreaterThan(RUNS / 50)
}, 600_000)
