import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { DATA, day, days, live, whole } from './model.fixture.ts'
import { both, minute, protocol, type Telling } from './session.fixture.ts'
import { boardRow, due, fold, gates, openAlerts, options, readiness, type SessionRecorded, totals } from './session.ts'

// Many random days take their time on a busy machine; slowness is not what these look for.
vi.setConfig({ testTimeout: 120_000 })

test('folding the facts gives what step by step gave, and every fact stays an entry', () => {
  days((t, _s, _now, _kind, made) => {
    if (made.length === 0) return
    expect(fold(t.facts, protocol)).toEqual(t.state)
    expect(t.s.entries.map(({ fact }) => fact)).toEqual(t.facts)
    expect(t.s.seq).toBe(t.facts.length)
  })
})

test('what is delivered is never negative, never falls with time, and never exceeds what the pump could give', () => {
  days((t, _s, now) => {
    const at = [0, 30, 60, now, now + 30, now + 300].sort((a, b) => a - b).map((m) => totals(t.s, minute(m)))
    const mg = at.map((one) => Number(one?.deliveredMg ?? 0))
    expect(mg.every((value, i) => value >= 0 && value >= (mg[i - 1] ?? 0))).toBe(true)
    for (const one of at) if (one) expect(Number(one.deliveredMl) * 0.4).toBeCloseTo(Number(one.deliveredMg), 9)
  })
})

/** What may still be put beside a closed record. */
const BESIDE: readonly string[] = ['amended', 'look-asked', 'look-settled']

test('after both signatures nothing is written but amendments and what came from a device later; after calling off neither', () => {
  days((t, _s, _now, _kind, made) => {
    const closed = t.facts.findIndex((_, i) => {
      const { status } = fold(t.facts.slice(0, i + 1), protocol)
      return status === 'signed' || status === 'abandoned'
    })
    if (made.length > 0 && closed >= 0) expect(t.facts.slice(closed + 1).every(({ type }) => BESIDE.includes(type))).toBe(true)
  }, 30)
})

test('an alert never disappears: it stays in the record, and unseen or unresolved it stays before somebody’s eyes', () => {
  const seen = new WeakMap<Telling, readonly string[]>()
  days((t, _s, now) => {
    const names = t.s.alerts.map(({ alert }) => alert)
    expect(names.slice(0, seen.get(t)?.length ?? 0)).toEqual(seen.get(t) ?? [])
    seen.set(t, names)
    expect(new Set(t.s.alerts.map(({ alert }) => alert)).size).toBe(t.s.alerts.length)
    const open = new Set(openAlerts(t.s, protocol, minute(now)).map(({ alert }) => alert))
    for (const { alert, acknowledged } of t.s.alerts) if (!acknowledged) expect(open.has(alert)).toBe(true)
  })
})

test('the newest pressure beyond a limit is never without an alert, whatever was entered, corrected or struck before', () => {
  days((t) => {
    const newest = t.s.readings.findLast(({ values }) => values.systolic !== undefined)?.values.systolic
    const rules = [
      ...protocol.limits.filter(({ quantity }) => quantity === 'systolic').map(({ severity, at }) => [severity, at.value] as const),
      ...t.s.limits.map(({ severity, limit }) => [severity, limit] as const),
    ]
    const limits = Object.values(Object.fromEntries(rules))
    if (newest !== undefined && limits.some((limit) => newest >= limit))
      expect(t.s.alerts.some(({ quantity, side, resolvedAt }) => quantity === 'systolic' && side === 'above' && !resolvedAt)).toBe(true)
  })
})

test('nobody goes home before everything is met or overridden, and nobody signs twice', () => {
  days((t, s, now, _kind, made) => {
    if (made.some(({ type }) => type === 'discharged')) {
      const at = minute(now - s.ago)
      expect(readiness(t.s, protocol, at).filter(({ state }) => state === 'unknown' || state === 'not-met')).toEqual([])
      expect(t.s.handOver).toBeDefined()
      expect(t.s.emergencies.every(({ closed }) => closed)).toBe(true)
    }
    const { nurse, physician } = t.s.signatures
    if (nurse && physician) expect(nurse.by.id).not.toBe(physician.by.id)
  })
})

test('what a button refuses, the decision refuses with the same words', () => {
  days((t, s, now) => {
    const refused = options(t.s, protocol, { by: s.by, now: minute(now) }).filter(({ can }) => !can)
    for (const { type, why } of refused) {
      const decision = t.ask(now, s.by, type, DATA[type](t, s, now) as never)
      expect([type, decision.kind === 'refused' && decision.because.map(({ message }) => message).join(' ')]).toEqual([type, why])
    }
  }, 30)
})

test('every reading of the state answers for every day, and the session moves forward only through its statuses', () => {
  const seen = new Set<string>()
  days((t, _s, now) => {
    seen.add(t.s.status)
    for (const at of [minute(0), minute(now), minute(now + 999)]) {
      gates(t.s, protocol, at)
      due(t.s, protocol, at)
      readiness(t.s, protocol, at)
      options(t.s, protocol, { by: both, now: at })
    }
    expect(boardRow(t.s, protocol).status).toBe(t.s.status)
  }, 200)
  expect([...seen].sort()).toEqual(['abandoned', 'arrived', 'discharged', 'dosing', 'ready', 'recovering', 'scheduled', 'signed'])
})

test('a fold takes any journal: facts of good days in any order, twice, with holes', () => {
  const all: SessionRecorded[] = []
  fc.assert(
    fc.property(day, (it) => {
      all.push(...live(whole(it), () => {}).facts)
    }),
    { numRuns: 20 },
  )
  fc.assert(
    fc.property(fc.array(fc.nat({ max: all.length - 1 }), { maxLength: 60 }), (picks) => {
      const scheduledFirst = [all[0], ...picks.map((i) => all[i])].filter((fact) => fact !== undefined)
      const state = fold(scheduledFirst, protocol)
      if (state.status === 'none') return
      expect(state.entries).toHaveLength(scheduledFirst.length)
      options(state, protocol, { by: both, now: minute(500) })
      totals(state, minute(500))
      boardRow(state, protocol)
    }),
  )
})
