import { afterAll, expect, test } from 'vitest'
import { decisionStream } from '../care/decision/decision.store.ts'
import { fold } from '../care/decision/decision.ts'
import { factsModel, factsStream } from '../care/facts/facts.store.ts'
import { decide, type Value } from '../care/facts/facts.ts'
import { man, said } from '../care/policy/patients.fixture.ts'
import type { Actor } from '../medicine/record.ts'
import { addMinutes, type Instant, instant } from '../medicine/time.ts'
import { freshDatabase } from '../platform/db/testing.ts'
import { uuid7 } from '../platform/journal/uuid7.ts'
import { watchFacts } from './decisions.ts'
import { openGround } from './house.ts'

// The shipped protocol, its rules and the whole ground floor; the clock stands on the day of the made-up people.
const NOW = instant(Date.parse('2026-11-25T09:00:00.000Z'))
const fresh = await freshDatabase()
const faults: unknown[] = []
const ground = openGround({ ...fresh, connections: 8 } as never, { now: () => NOW, report: (fault) => void faults.push(fault) })
afterAll(ground.close)
const by: Actor = { kind: 'staff', id: 's1', name: 'Dr. Mara Lindqvist', roles: ['physician'] }
const { clinic } = fresh
const catalogue = new Map(ground.rulebook.catalogue.facts.map((fact) => [fact.id, fact]))

async function learns(patient: string, known: Readonly<Record<string, Value | undefined>>, at: Instant = NOW) {
  const statements = Object.entries(known).flatMap(([fact, value]) => (value === undefined ? [] : [{ ...said(fact, value), id: uuid7() }]))
  const order = { type: 'state', data: { statements } } as const
  const outcome = await ground.journal.execute({ clinic, stream: factsStream(patient), id: uuid7(), digest: order, by, via: {}, at }, factsModel, (state) =>
    decide(state, order, catalogue),
  )
  expect(outcome.kind).toBe('done')
}
const head = () => ({ clinic, id: uuid7(), by, via: {}, at: NOW })
const decisionOf = async (patient: string) => fold((await ground.journal.read(clinic, decisionStream(patient))) as never)
const tasksOf = (patient: string) =>
  ground.database.as(clinic, (tx) => tx.sql<{ kind: string; status: string }>`select task->>'kind' as kind, status from task_list where patient = ${patient}`)

async function accepted(): Promise<string> {
  const patient = uuid7()
  await learns(patient, man('iv'))
  expect((await ground.decisions.order(head(), patient, { type: 'ask-for', data: { policy: 'iv-ketamine-depression' } })).kind).toBe('done')
  const { factsSeq, verdict } = await ground.decisions.look(clinic, patient)
  expect(verdict?.verdict).toBe('eligible')
  const data = {
    outcome: 'accept',
    reason: '',
    overrides: [],
    seen: { factsSeq, hash: verdict?.policy.hash ?? '' },
    until: addMinutes(NOW, 90 * 1440),
  } as const
  expect((await ground.decisions.order(head(), patient, { type: 'sign', data })).kind).toBe('done')
  return patient
}

test('a positive fact that comes in after an acceptance opens a task by itself: nobody has to open a page', async () => {
  const patient = await accepted()
  await learns(patient, { aneurysm: true })
  await expect.poll(async () => (await decisionOf(patient)).looks.length).toBe(1)
  await expect.poll(() => tasksOf(patient)).toEqual([{ kind: 'review', status: 'open' }])
  expect(faults).toEqual([])
})

test('of whatever fact is lost again, none leaves a yes behind that nobody is told of', async () => {
  const verdict = (await ground.decisions.look(clinic, await accepted())).verdict
  const used = new Set(verdict?.findings.filter(({ severity }) => severity !== 'today').flatMap(({ because }) => because.map(({ fact }) => fact)))
  expect(used.size).toBeGreaterThan(40)
  for (const fact of ['aneurysm', 'psychosis-in-family', 'treatment-trials', 'systolic', 'capacity-to-consent']) {
    const patient = await accepted()
    const facts = await ground.journal.read(clinic, factsStream(patient))
    const stated = facts.flatMap(({ data }) => (data as { statements: { id: string; fact: string }[] }).statements).find((one) => one.fact === fact)
    const order = { type: 'withdraw', data: { statement: stated?.id ?? '', reason: 'Said of somebody else' } } as const
    await ground.journal.execute({ ...head(), stream: factsStream(patient), digest: order }, factsModel, (state) => decide(state, order, catalogue))
    await expect.poll(async () => [fact, (await decisionOf(patient)).looks.length]).toEqual([fact, 1])
  }
})

test('statements that come while one look is under way are looked at once more, and a look that fails is told', async () => {
  const seen: string[] = []
  const told: unknown[] = []
  let go: () => void = () => {}
  const first = new Promise<void>((resolve) => (go = resolve))
  const watch = watchFacts(
    async (_clinic, patient) => {
      seen.push(patient)
      if (seen.length === 1) await first
      if (seen.length === 2) throw new Error('gone')
      return {} as never
    },
    (fault) => void told.push(fault),
  )
  const grew = () => watch.grew(clinic, [{ stream: { kind: 'facts', id: 'p1' } }])
  for (let i = 0; i < 4; i += 1) grew()
  watch.grew(clinic, [{ stream: { kind: 'session', id: 's1' } }])
  go()
  await watch.close()
  expect(seen).toEqual(['p1', 'p1'])
  expect(told).toMatchObject([{ message: 'gone' }])
})
