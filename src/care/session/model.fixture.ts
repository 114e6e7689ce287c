import fc from 'fast-check'
import { expect } from 'vitest'
import type { Actor } from '../../medicine/record.ts'
import { both, fay, minute, monitor, nina, ondansetron, order, pat, protocol, script, type Telling, tell, theo, wellAgain } from './session.fixture.ts'
import { COMMANDS, type SessionCommandType, type SessionRecorded } from './session.ts'

/**
 * Sessions nobody would write: thousands of random days, most commands at the wrong moment by the wrong person, late,
 * out of order, with odd data. What must hold after each step, holds.
 */
type Step = {
  readonly type: SessionCommandType
  readonly by: Actor
  readonly ago: number
  readonly yes: boolean
  readonly pick: number
  readonly odd: boolean
  readonly wait: number
  /** Entered without the server and arriving now. */
  readonly kept: boolean
}
type Data = (t: Telling, step: Step, now: number) => unknown

const last = (t: Telling, type: string, pick: number): string => {
  const all = t.facts.filter((fact) => fact.type === type)
  return all[pick % Math.max(all.length, 1)]?.id ?? 'none'
}
const some = <T>(list: readonly T[], pick: number): T | undefined => list[pick % Math.max(list.length, 1)]
const late = { lateReason: 'busy' }

export const DATA: { readonly [T in SessionCommandType]: Data } = {
  schedule: () => ({ patient: 'p', protocol: { id: 'made-up', version: '0', hash: 'h' }, chair: '3', plannedFor: minute(60) }),
  'change-chair': (_, { pick }) => ({ chair: `${pick}` }),
  'write-order': (_, { pick, odd }) => ({ ...order, doseMgPerKg: odd ? '1.3' : `0.${3 + (pick % 5)}` }),
  'sign-order': ({ s }) => ({ order: s.orderDraft?.event ?? s.order?.event ?? 'none' }),
  'order-as-needed': (_, { pick }) => ({ ...ondansetron, orderId: `o${pick % 3}` }),
  arrive: () => ({}),
  'confirm-identity': () => ({ checked: ['name', 'birth-date'] }),
  'record-weight': (_, { odd }) => ({ value: odd ? '154' : '70', unit: 'kg', method: 'scale' }),
  'answer-fast': () => ({ lastFood: minute(-600), lastDrink: minute(-400) }),
  'name-escort': () => ({ name: 'Eva', phone: '1', relation: 'sister' }),
  'review-allergies': (_, { odd }) => (odd ? { allergies: [{ substance: 'ondansetron' }], noneKnown: false } : { allergies: [], noneKnown: true }),
  'accept-pressure': (t) => ({ reading: last(t, 'readings-recorded', 1e6), reason: 'known' }),
  'override-gate': (_, { pick }) => ({ gate: some(['order', 'weight', 'fast', 'escort', 'blood-pressure'], pick), reason: 'fine' }),
  ready: () => ({}),
  'place-iv': () => ({ site: 'arm', gauge: '22 G', attempts: 1 }),
  'check-iv': () => ({ patent: true }),
  'remove-iv': () => ({ intact: true }),
  'start-infusion': (_, { pick }) => ({ rateMlPerHour: `${80 + pick}`, concentrationMgPerMl: '0.4', bagMl: '100' }),
  'change-rate': (_, { pick }) => ({ rateMlPerHour: `${60 + pick * 2}` }),
  pause: () => ({}),
  resume: (_, { pick }) => ({ rateMlPerHour: `${80 + pick}` }),
  'give-bolus': (_, { pick }) => ({ ml: `${1 + pick}`, reason: 'flush' }),
  'change-bag': () => ({ concentrationMgPerMl: '0.4', bagMl: '100', reason: 'empty' }),
  'stop-infusion': () => ({ reason: 'complete' }),
  'record-readings': (_, { pick, odd }) => ({
    values: { systolic: odd ? 110 + pick * 2 : 124, diastolic: 80, spo2: odd ? 100 - (pick % 14) : 98, 'heart-rate': 70, moaas: 5, dissociation: 0 },
    from: {},
    ...late,
  }),
  'keep-samples': (_, { pick }, now) => ({ device: 'm', samples: [{ at: minute(now), values: { spo2: 90 + (pick % 10) } }] }),
  'set-limit': (_, { pick }) => ({
    quantity: 'systolic',
    side: 'above',
    severity: pick % 2 ? 'warning' : 'urgent',
    at: 130 + pick,
    clearBy: 125 + pick / 2,
    reason: 'hers',
  }),
  'acknowledge-alert': ({ s }, { pick }) => ({
    alert:
      some(
        s.alerts.filter(({ acknowledged }) => !acknowledged),
        pick,
      )?.alert ?? 'none',
    action: 'looked',
  }),
  'give-drug': (_, { pick, odd }) => ({ orderId: `o${pick % 3}`, dose: odd ? '5' : '2', ...late }),
  'record-adverse-event': (_, { pick }) => ({
    term: 'nausea',
    words: '',
    grade: 1 + (pick % 5),
    serious: pick % 2 === 0,
    relatedness: 'unknown',
    action: 'seen',
  }),
  'follow-adverse-event': (t, { pick }) => ({ event: last(t, 'adverse-event-recorded', pick), grade: 1, outcome: 'resolved', remark: '' }),
  'open-emergency': () => ({ kind: 'other' }),
  'log-emergency': () => ({ words: 'oxygen' }),
  'close-emergency': () => ({ outcome: 'well' }),
  'write-note': () => ({ voice: 'nurse', access: 'team', words: 'quiet' }),
  attend: (_, { odd }) => ({ present: odd }),
  assess: (_, { odd }) => (odd ? { gait: 'unsteady' } : wellAgain),
  'override-criterion': (_, { pick }) => ({ criterion: some(protocol.discharge.criteria, pick)?.id, reason: 'fine' }),
  'hand-over': () => ({ escort: 'Eva', signature: { name: 'Eva' }, advice: 'leaflet' }),
  discharge: () => ({}),
  sign: (_, { odd }) => ({ as: odd ? 'nurse' : 'physician' }),
  amend: () => ({ words: 'more', reason: 'call' }),
  abandon: () => ({ reason: 'wish' }),
  'replace-entry': (t, { pick, odd }, now) => {
    const fact = some(t.facts, pick * 7)
    return { entry: fact?.id ?? 'none', type: fact?.type ?? 'none', data: odd ? { values: 3 } : fact?.data, at: minute(now - (pick % 20)), reason: 'slip' }
  },
  'settle-look': ({ s }, { pick, odd }) => ({ item: some(s.looks, pick)?.event ?? 'none', as: odd ? 'mine' : 'record', reason: 'looked' }),
  'strike-entry': (t, { pick }) => ({ entry: some(t.facts, pick * 7)?.id ?? 'none', reason: 'wrong' }),
}

/** Commands in the order of a good day come more often, so that random days reach the end. */
const FORWARD: readonly SessionCommandType[] = [
  'sign-order',
  'arrive',
  'confirm-identity',
  'record-weight',
  'answer-fast',
  'name-escort',
  'review-allergies',
  'record-readings',
  'ready',
  'place-iv',
  'start-infusion',
  'stop-infusion',
  'remove-iv',
  'record-readings',
  'acknowledge-alert',
  'close-emergency',
  'assess',
  'hand-over',
  'discharge',
  'sign',
]
const step = fc.record<Step>({
  type: fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...FORWARD) }, { weight: 2, arbitrary: fc.constantFrom(...COMMANDS) }),
  by: fc.oneof({ weight: 8, arbitrary: fc.constantFrom(both, nina, pat) }, { weight: 1, arbitrary: fc.constantFrom(fay, theo, monitor, script) }),
  ago: fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.integer({ min: -3, max: 40 }) }),
  yes: fc.boolean(),
  pick: fc.nat({ max: 45 }),
  odd: fc.boolean(),
  kept: fc.oneof({ weight: 3, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
  wait: fc.oneof({ weight: 5, arbitrary: fc.integer({ min: 0, max: 4 }) }, { weight: 1, arbitrary: fc.integer({ min: 10, max: 70 }) }),
})

/** Half of the days begin with a session that is already on its way, each at another place. */
const good: readonly SessionCommandType[] = [
  'write-order',
  'sign-order',
  'arrive',
  'confirm-identity',
  'record-weight',
  'answer-fast',
  'name-escort',
  'review-allergies',
  'record-readings',
  'ready',
  'place-iv',
  'start-infusion',
  'record-readings',
  'stop-infusion',
  'remove-iv',
  'record-readings',
  'assess',
  'hand-over',
  'discharge',
  'sign',
  'sign',
]
export const day = fc.record({ done: fc.nat({ max: good.length }), steps: fc.array(step, { minLength: 5, maxLength: 40 }) })
const calmly = (type: SessionCommandType, i: number): Step => ({
  type,
  by: type === 'sign-order' || i === good.length - 1 ? pat : nina,
  ago: 0,
  yes: true,
  pick: 21,
  kept: false,
  odd: i === good.length - 2,
  wait: i === 13 ? 40 : i === 15 ? 62 : 2,
})

function take(t: Telling, s: Step, now: number) {
  const at = now - s.ago
  const data = DATA[s.type](t, s, now)
  const first = t.ask(at, s.by, s.type, data as never, { now, kept: s.kept })
  if (first.kind !== 'ask' || !s.yes) return { ...first, at }
  return { ...t.ask(at, s.by, s.type, data as never, { now, id: first.id, confirmed: first.questions.map(({ code }) => code) }), at }
}

/** The good beginning and the random rest. */
export const whole = ({ done, steps }: { readonly done: number; readonly steps: readonly Step[] }): readonly Step[] => [
  ...good.slice(0, done).map(calmly),
  ...steps,
]

export function live(steps: readonly Step[], after: (t: Telling, step: Step, now: number, kind: string, made: readonly SessionRecorded[]) => void) {
  const t = tell()
  t.does(0, fay, 'schedule', DATA.schedule(t, steps[0] as Step, 0) as never)
  let now = 1
  for (const s of steps) {
    now += s.wait
    const decision = take(t, s, now)
    const made = decision.kind === 'accepted' ? t.write(decision.facts, decision.id, decision.at, s.by, now) : []
    after(t, s, now, decision.kind, made)
    if (decision.kind === 'refused')
      for (const { code, message } of decision.because)
        expect([code, message]).toEqual([expect.stringMatching(/^[a-z:-]+$/), expect.stringMatching(/^["0-9A-Z].*[.?]$/s)])
  }
  return t
}
export const days = (check: Parameters<typeof live>[1], runs = 60) =>
  fc.assert(
    fc.property(day, (it) => {
      live(whole(it), check)
    }),
    { numRuns: runs },
  )
