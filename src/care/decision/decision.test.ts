import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { at, Case, FACTS, HEALTHY, nurse, physician, policy, UNTIL } from './decision.fixture.ts'
import { type Outcome, standing } from './decision.ts'
import { needsOverride } from './taken.ts'

const codes = (answer: ReturnType<Case['try']>) => (answer.kind === 'refused' ? answer.because.map(({ code }) => code) : [answer.kind])
const stands = (it: Case) => standing(it.state, it.now)

test('somebody whom nothing speaks against is accepted, under this version, on these statements, until that day', () => {
  const it = new Case().order(new Case().sign())
  expect(stands(it)).toBe('accepted')
  expect(it.state.signed).toMatchObject({
    outcome: 'accept',
    by: 'Dr. Mara Lindqvist',
    until: UNTIL,
    factsSeq: 6,
    policy: { id: 'made-up', version: '1', hash: 'h1', title: 'Made-up protocol', indication: 'Depression' },
    verdict: { verdict: 'eligible', findings: expect.arrayContaining([expect.objectContaining({ rule: 'aneurysm', raised: 'no' })]) },
  })
})

describe('who signs', () => {
  test.each([
    ['a nurse', nurse],
    ['a token with a physician’s rights', { ...physician, kind: 'token' as const }],
    ['Waymark itself', { kind: 'system' as const, id: 'waymark' as const, name: 'Waymark' as const, roles: [] as [] }],
  ])('%s does not sign', (_, by) => {
    const it = new Case()
    for (const outcome of ['accept', 'decline', 'defer'] as Outcome[]) expect(codes(it.try(it.sign({ outcome }), { by }))).toEqual(['not-a-physician'])
    expect(codes(it.try({ type: 'withdraw', data: { reason: 'x' } }, { by }))).toContain('not-a-physician')
  })
})

describe('an acceptance', () => {
  test('is refused while something is not known, and names it', () => {
    const it = new Case({ ...HEALTHY, 'psychosis-in-family': undefined as never })
    it.known = it.known.filter(({ value }) => value !== undefined)
    expect(it.try(it.sign())).toMatchObject({
      kind: 'refused',
      because: [{ code: 'unknown', field: 'relative', message: /relative with psychosis: not known/ }],
    })
  })
  test('goes past what is not known only with a reason for exactly that', () => {
    const it = new Case({ ...HEALTHY })
    it.known = it.known.filter(({ fact }) => fact !== 'psychosis-in-family')
    expect(codes(it.try(it.sign({ overrides: [{ rule: 'relative', reason: '  ' }] })))).toEqual(['no-reason'])
    expect(codes(it.try(it.sign({ overrides: [{ rule: 'pressure', reason: 'x' }] })))).toEqual(['unknown', 'nothing-to-override'])
    it.order(it.sign({ overrides: [{ rule: 'relative', reason: 'Adopted; nobody can know' }] }))
    expect(it.state.signed?.overrides).toEqual([
      { rule: 'relative', reason: 'Adopted; nobody can know', severity: 'caution', says: 'First-degree relative with psychosis', was: 'unknown' },
    ])
  })
  test('past an exclusion is asked about first, and named ever after', () => {
    const it = new Case({ ...HEALTHY, aneurysm: true })
    expect(codes(it.try(it.sign()))).toEqual(['excluded'])
    const overrides = [{ rule: 'aneurysm', reason: 'Clipped in 2019; neurosurgery agrees in writing' }]
    expect(it.try(it.sign({ overrides }))).toMatchObject({ kind: 'ask', questions: [{ code: 'exclude:aneurysm', message: /excludes under this protocol/ }] })
    it.order(it.sign({ overrides }, ['exclude:aneurysm']))
    expect(it.state.signed?.overrides).toMatchObject([{ rule: 'aneurysm', severity: 'exclude', was: 'raised' }])
  })
  test('past an exclusion that is not known is asked about too', () => {
    const it = new Case()
    it.known = it.known.filter(({ fact }) => fact !== 'aneurysm')
    expect(codes(it.try(it.sign({ overrides: [{ rule: 'aneurysm', reason: 'x' }] })))).toEqual(['ask'])
  })
  test('of what is to be reviewed says how it was weighed', () => {
    const it = new Case({ ...HEALTHY, hypertension: true })
    expect(codes(it.try(it.sign({ reason: ' ' })))).toEqual(['no-reason'])
    expect(codes(it.try(it.sign({ reason: '132/80 at three visits' })))).toEqual(['accepted'])
  })
  test('is refused under a protocol that is not in force here; a decline is not', () => {
    const it = new Case()
    expect(codes(it.try(it.sign(), { active: false }))).toEqual(['not-active'])
    expect(codes(it.try(it.sign({ outcome: 'decline', until: undefined as never }), { active: false }))).toEqual(['accepted'])
  })
  test('has an end, ahead, and no later than the protocol lets it', () => {
    const it = new Case()
    const validFor = { policies: [{ ...policy, decisionValidFor: { value: 30, unit: 'd', source: 'made up', confirmed: true } as const }] }
    const { until: _, ...endless } = (it.sign() as Extract<ReturnType<Case['sign']>, { type: 'sign' }>).data
    expect(codes(it.try({ type: 'sign', data: endless }))).toEqual(['no-until'])
    expect(codes(it.try(it.sign({ until: at(0) })))).toEqual(['until-past'])
    expect(codes(it.try(it.sign(), validFor))).toEqual(['until-too-far'])
    expect(codes(it.try(it.sign({ until: at(30 * 24 * 60 + 600) }), validFor))).toEqual(['accepted'])
  })
  test('of what only today asks for waits for nothing', () => {
    const it = new Case()
    it.known = it.known.filter(({ fact }) => fact !== 'fasted')
    expect(codes(it.try(it.sign()))).toEqual(['accepted'])
  })
})

describe('a signature on what is no longer the newest', () => {
  test('is refused with what changed', () => {
    const it = new Case()
    const early = it.sign()
    it.learns('hypertension', true)
    expect(it.try(early)).toMatchObject({
      kind: 'refused',
      because: [
        { code: 'moved-on' },
        { code: 'changed', field: 'pressure', message: 'High blood pressure: was not raised, is now raised (high blood pressure: no → yes)' },
      ],
    })
  })
  test('is refused also when no finding came out otherwise, and says so', () => {
    const it = new Case()
    const early = it.sign()
    it.learns('hypertension', false)
    expect(codes(it.try(early))).toEqual(['moved-on', 'nothing-changed'])
  })
  test('is refused when the protocol became another', () => {
    const it = new Case()
    const early = it.sign()
    it.ref = { ...policy, version: '2', hash: 'h2' }
    expect(codes(it.try(early))).toEqual(['other-policy'])
  })
})

test('a decline and a deferral say why; a decline has no end, a deferral may have a day', () => {
  const it = new Case({})
  expect(codes(it.try(it.sign({ outcome: 'decline', reason: '', until: undefined as never })))).toEqual(['no-reason'])
  expect(codes(it.try(it.sign({ outcome: 'decline' })))).toEqual(['no-end'])
  expect(codes(it.try(it.sign({ outcome: 'defer' })))).toEqual(['accepted'])
  it.order(it.sign({ outcome: 'defer' }))
  expect(stands(it)).toBe('deferred')
  it.order(it.sign({ outcome: 'decline', until: undefined as never }))
  expect(stands(it)).toBe('declined')
  expect(it.state.earlier).toMatchObject([{ outcome: 'defer' }])
})

test('a decision is withdrawn once, with a reason, and another can be signed', () => {
  const it = new Case()
  expect(codes(it.try({ type: 'withdraw', data: { reason: 'x' } }))).toEqual(['nothing-to-withdraw'])
  it.order(it.sign())
  expect(codes(it.try({ type: 'withdraw', data: { reason: '' } }))).toEqual(['no-reason'])
  it.order({ type: 'withdraw', data: { reason: 'Signed for the wrong person' } })
  expect(stands(it)).toBe('withdrawn')
  expect(codes(it.try({ type: 'withdraw', data: { reason: 'x' } }))).toEqual(['nothing-to-withdraw'])
  it.order(it.sign())
  expect(stands(it)).toBe('accepted')
  expect(it.state.earlier).toMatchObject([{ withdrawn: { reason: 'Signed for the wrong person' } }])
})

describe('what is missing', () => {
  test('is asked for once, by name, until it is known', () => {
    const it = new Case({})
    it.order({ type: 'ask-fact', data: { fact: 'aneurysm', get: 'ask' } }, { by: nurse })
    expect(it.state.askings).toMatchObject([{ fact: 'aneurysm', get: 'ask', by: 'Kim Lee', task: 'task-aneurysm', rules: ['aneurysm'] }])
    expect(it.try({ type: 'ask-fact', data: { fact: 'aneurysm', get: 'order' } })).toMatchObject({ because: [{ message: 'Kim Lee asked for this already.' }] })
    it.learns('aneurysm', false)
    expect(it.review().map((fact) => (fact as { type: string }).type)).toEqual(['verdict-taken', 'fact-arrived'])
    expect(it.state.askings[0]?.arrivedAt).toBe(it.now)
    expect(codes(it.try({ type: 'ask-fact', data: { fact: 'aneurysm', get: 'ask' } }))).toEqual(['not-missing'])
  })
  test('is asked for all at once, but not what only today asks, nor what was asked for already', () => {
    const it = new Case({ aneurysm: false })
    it.order({ type: 'ask-fact', data: { fact: 'lamotrigine', get: 'ask' } })
    it.order({ type: 'ask-all', data: {} })
    expect(it.state.askings.map(({ fact, get }) => `${get} ${fact}`)).toEqual([
      'ask lamotrigine',
      'ask two-trials',
      'measure hypertension',
      'ask psychosis-in-family',
    ])
    expect(codes(it.try({ type: 'ask-all', data: {} }))).toEqual(['nothing-to-ask'])
  })
})

describe('after an acceptance', () => {
  const accepted = (known = HEALTHY) => {
    const it = new Case(known)
    return it.order(it.sign({ reason: 'Weighed' }))
  }
  test('a new positive fact needs a look, once', () => {
    const it = accepted().learns('aneurysm', true)
    expect(it.review()).toMatchObject([{ type: 'verdict-taken' }, { type: 'look-needed', data: { changes: [{ rule: 'aneurysm', after: { raised: 'yes' } }] } }])
    expect(stands(it)).toBe('needs-a-look')
    expect(it.review()).toEqual([])
  })
  test('another change needs another look, and the earlier is not told again', () => {
    const it = accepted().learns('aneurysm', true)
    it.review()
    it.learns('hypertension', true)
    expect(it.review()).toMatchObject([{}, { type: 'look-needed', data: { changes: [{ rule: 'pressure' }] } }])
    expect(it.state.looks).toHaveLength(2)
  })
  test('it stays so when the fact turns back: somebody still has to look', () => {
    const it = accepted().learns('aneurysm', true)
    it.review()
    it.learns('aneurysm', false)
    it.review()
    expect(stands(it)).toBe('needs-a-look')
  })
  test('a statement that was withdrawn leaves a question, and needs a look', () => {
    const it = accepted()
    it.known = it.known.filter(({ fact }) => fact !== 'aneurysm')
    it.review()
    expect(stands(it)).toBe('needs-a-look')
  })
  test('what only grew old does not question it; the day on which it ends is there for that', () => {
    const it = accepted()
    it.stale = ['hypertension']
    expect(it.review()).toMatchObject([{ type: 'verdict-taken', data: { verdict: 'undecided' } }])
    expect(stands(it)).toBe('accepted')
  })
  test('what turned out well, or came as it was accepted, does not question it', () => {
    const it = new Case({ ...HEALTHY, hypertension: true })
    it.order(it.sign())
    it.learns('hypertension', false)
    it.review()
    expect(stands(it)).toBe('accepted')
  })
  test('a look is answered by signing again, on what is known now', () => {
    const it = accepted().learns('hypertension', true)
    it.review()
    it.order(it.sign({ reason: 'Seen; treated since' }))
    expect(stands(it)).toBe('accepted')
    expect(it.review()).toEqual([])
  })
  test('it runs out at its last moment, not before', () => {
    const it = accepted()
    expect(standing(it.state, at(90 * 24 * 60 - 1))).toBe('accepted')
    expect(standing(it.state, UNTIL)).toBe('expired')
  })
  test('a declined person is not looked at again', () => {
    const it = new Case({ ...HEALTHY, aneurysm: true })
    it.order(it.sign({ outcome: 'decline', until: undefined as never }))
    it.learns('hypertension', true)
    expect(it.review().map((fact) => (fact as { type: string }).type)).toEqual(['verdict-taken'])
  })
})

test('what the patient is considered for is chosen from what there is, and changed to something else only', () => {
  const it = new Case()
  expect(codes(it.try({ type: 'ask-for', data: { policy: 'elsewhere' } }))).toEqual(['no-such-policy'])
  expect(codes(it.try({ type: 'ask-for', data: { policy: policy.id } }))).toEqual(['already-asked-for'])
})

// ---- whatever happens, in whatever order ----------------------------------------------------------------------------

const step = fc.oneof(
  fc.record({ do: fc.constant('learn' as const), fact: fc.constantFrom(...FACTS), value: fc.boolean() }),
  fc.record({ do: fc.constant('forget' as const), fact: fc.constantFrom(...FACTS) }),
  fc.record({
    do: fc.constant('sign' as const),
    outcome: fc.constantFrom<Outcome>('accept', 'accept', 'accept', 'decline', 'defer'),
    overrides: fc.uniqueArray(fc.constantFrom('aneurysm', 'two-trials', 'pressure', 'relative', 'lamotrigine'), { maxLength: 5 }),
    reason: fc.constantFrom('', 'Weighed'),
    yes: fc.boolean(),
  }),
  fc.record({ do: fc.constant('withdraw' as const) }),
  fc.record({ do: fc.constant('review' as const) }),
  fc.record({ do: fc.constant('wait' as const), days: fc.integer({ min: 1, max: 60 }) }),
)
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never

function take(it: Case, one: Step): void {
  switch (one.do) {
    case 'learn':
      return void it.learns(one.fact, one.value)
    case 'forget':
      it.known = it.known.filter(({ fact }) => fact !== one.fact)
      return
    case 'wait':
      it.minute += one.days * 24 * 60
      return
    case 'review':
      return void it.review()
    case 'withdraw':
    case 'sign': {
      const order =
        one.do === 'withdraw'
          ? ({ type: 'withdraw', data: { reason: 'x' } } as const)
          : it.sign(
              {
                outcome: one.outcome,
                reason: one.reason,
                overrides: one.overrides.map((rule) => ({ rule, reason: 'because' })),
                until: at(it.minute + 50_000),
              },
              one.yes ? one.overrides.map((rule) => `exclude:${rule}`) : [],
            )
      if (it.try(order).kind === 'accepted') it.order(order)
    }
  }
}

test('nobody is ever accepted with an exclusion raised or anything unknown that no override names', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
      const it = new Case({})
      for (const one of steps) {
        take(it, one)
        for (const signed of [...it.state.earlier, ...(it.state.signed ? [it.state.signed] : [])]) {
          if (signed.outcome !== 'accept') continue
          const named = new Set(signed.overrides.map(({ rule }) => rule))
          expect(signed.verdict.findings.filter((found) => needsOverride(found) && !named.has(found.rule))).toEqual([])
          expect(signed.overrides.every(({ reason }) => reason !== '')).toBe(true)
        }
      }
    }),
    { numRuns: 300 },
  )
})

test('an acceptance that stands was signed, is not withdrawn, not over, and nothing new speaks against it since', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
      const it = new Case({})
      for (const one of steps) {
        take(it, one)
        it.review()
        if (stands(it) !== 'accepted') continue
        const { signed, withdrawn } = it.state
        expect(signed?.outcome).toBe('accept')
        expect(withdrawn).toBeNull()
        expect((signed?.until ?? '') > it.now).toBe(true)
        const accepted = new Map(signed?.verdict.findings.map((found) => [found.rule, found.raised]))
        const news = it.verdict.findings.filter(({ rule, severity, raised }) => severity !== 'today' && raised !== 'no' && accepted.get(rule) !== raised)
        expect(news).toEqual([])
      }
    }),
    { numRuns: 300 },
  )
})

test('the rules asked twice with the same facts leave nothing new the second time', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 15 }), (steps) => {
      const it = new Case({})
      for (const one of steps) take(it, one)
      it.review()
      expect(it.review()).toEqual([])
    }),
    { numRuns: 200 },
  )
})
