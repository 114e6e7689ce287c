import fc from 'fast-check'
import { addMs, type Instant } from '../../medicine/time.ts'
import { type Level, type LevelAsked, level } from './level.ts'
import { infusing, minute } from './session.fixture.ts'
import type { Act, Live, PumpChange } from './session.state.ts'

export const asked = (at: number, more: Partial<LevelAsked> = {}): LevelAsked => ({
  ...{ now: minute(at), birthDate: '1985-03-04', zone: 'UTC', model: null, pauseMin: 10 },
  ...more,
})

export function drawn(s: Live, at: number, more: Partial<LevelAsked> = {}): Level {
  const found = level(s, asked(at, more))
  if (found.kind !== 'drawn') throw new Error(found.because.join(' '))
  return found
}

export const lineOf = (found: Level, kind: Level['lines'][number]['kind'], of: 'parent' | 'metabolite' = 'parent') => {
  const line = found.lines.find((one) => one.kind === kind && one.of === of)
  if (!line) throw new Error(`no line ${kind}`)
  return line
}

/** The value of a line at one of its own minutes. */
export function at(line: Level['lines'][number], min: number): number {
  const i = line.minutes.findIndex((one) => Math.abs(one - min) < 1e-9)
  if (i < 0) throw new Error(`no point at minute ${min}`)
  return line.ngPerMl[i] as number
}

const act = { event: 'e', recordedAt: minute(0), by: { kind: 'staff', id: 'n', name: 'N', roles: [] } } as const
/** Seconds after nine, where the infusion of the fixture starts. */
export const second = (s: number): Instant => addMs(minute(60), s * 1000)

type Given<T> = T extends PumpChange ? Omit<T, keyof Act | 'reason'> : never
type Change = Given<PumpChange>
export const change = (s: number, what: Change): PumpChange => ({ ...act, at: second(s), reason: '', ...what }) as PumpChange

/** A started infusion whose pump did this. */
export const withPump = (pump: readonly PumpChange[]): Live => ({ ...infusing().s, pump })
export const start = change(0, { kind: 'started', rateMlPerHour: '131.25', concentrationMgPerMl: '0.4', bagMl: '100' })

const kinds = fc.oneof(
  fc.record({ kind: fc.constant('rate' as const), rateMlPerHour: fc.integer({ min: 0, max: 200 }).map(String) }),
  fc.record({ kind: fc.constant('paused' as const) }),
  fc.record({ kind: fc.constant('resumed' as const), rateMlPerHour: fc.integer({ min: 1, max: 200 }).map(String) }),
  fc.record({ kind: fc.constant('bolus' as const), ml: fc.integer({ min: 1, max: 9 }).map(String) }),
  fc.record({ kind: fc.constant('bag' as const), concentrationMgPerMl: fc.constantFrom('0.2', '0.4', '0.8'), bagMl: fc.constantFrom('20', '100') }),
  fc.record({ kind: fc.constant('stopped' as const) }),
)
/** Anything that could be charted in 90 minutes, fitting or not. */
export const somePump = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 5400 }), kinds), { maxLength: 8 })
  .map((list) => [start, ...list.toSorted(([a], [b]) => a - b).map(([s, what]) => change(s, what))])
