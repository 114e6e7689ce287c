import type { Actor, Decision, Role } from '../../medicine/record.ts'
import { addMinutes, type Instant } from '../../medicine/time.ts'
import type { Values } from '../../medicine/vitals.ts'
import type { Protocol } from '../protocol/protocol.ts'
import { protocol } from './protocol.made-up.fixture.ts'
import { decide, EMPTY, evolve, type Live, type Session, type SessionCommand, type SessionFact, type SessionOrder, type SessionRecorded } from './session.ts'

export { protocol }

const person = (id: string, name: string, ...roles: Role[]): Actor => ({ kind: 'staff', id, name, roles })
export const nina = person('nina', 'Nina Nurse', 'nurse')
export const noor = person('noor', 'Noor Nurse', 'nurse')
export const pat = person('pat', 'Pat Physician', 'physician')
export const both = person('both', 'Bo Both', 'nurse', 'physician')
export const theo = person('theo', 'Theo Therapist', 'therapist')
export const fay = person('fay', 'Fay Frontdesk', 'front-desk')
export const monitor: Actor = { kind: 'device', id: 'monitor-3', name: 'Monitor 3', roles: [] }
export const script: Actor = { kind: 'token', id: 'script', name: 'Script', roles: ['nurse', 'physician'] }

/** Minutes after eight in the morning of the test's day. */
export const minute = (m: number): Instant => addMinutes('2026-11-24T08:00:00.000Z' as Instant, m)

/** 70 kg at 0.5 mg/kg over 40 min from a 0.4 mg/mL bag: 35 mg, 87.5 mL, 131.25 mL/h. */
export const order = { drug: { name: 'Ketamine', rxnorm: '6130' }, doseMgPerKg: '0.5', weightKg: '70', durationMin: '40', concentrationMgPerMl: '0.4' }
export const RATE = '131.25'
export const calm: Values = { 'heart-rate': 72, systolic: 124, diastolic: 78, spo2: 98, 'respiratory-rate': 14, moaas: 5, dissociation: 0 }
export const ondansetron = { orderId: 'ond', drug: 'Ondansetron', dose: '4', unit: 'mg', route: 'intravenous', indication: 'nausea', maxDoses: 2 }
export const wellAgain = {
  aldrete: { consciousness: 2, circulation: 2, breathing: 2, spo2: 2, activity: 2 },
  oriented: { person: true, place: true, time: true },
  gait: 'steady',
  newSuicidalIntent: false,
  escortPresent: true,
  adviceGiven: true,
} as const

type Type = SessionOrder['type']
type DataFor<T extends Type> = Extract<SessionOrder, { type: T }>['data']
/** `now`: when it reaches the decision, in minutes; the command's own time when absent. */
export type How = {
  readonly now?: number
  readonly confirmed?: readonly string[]
  readonly chartWeightKg?: string
  readonly typed?: number
  readonly id?: string
  /** Shown as saved on a device before it came. */
  readonly kept?: boolean
}

/** A session as a test tells it: `ask` decides, `does` decides and writes down. */
export function tell(p: Protocol = protocol) {
  const facts: SessionRecorded[] = []
  let state: Session = EMPTY
  let commands = 0
  const nextId = () => `0192f000-0000-7000-8000-${String(++commands).padStart(12, '0')}`

  function ask<T extends Type>(at: number, by: Actor, type: T, data: DataFor<T>, how: How = {}): Decision<SessionFact> & { id: string } {
    const id = how.id ?? nextId()
    const head = {
      id,
      at: minute(at),
      ...(how.confirmed && { confirmed: how.confirmed }),
      ...(how.typed !== undefined && { typedAt: minute(how.typed) }),
      ...(how.kept && { kept: true }),
    }
    const asking = { by, now: minute(how.now ?? at), ...(how.chartWeightKg && { chartWeightKg: how.chartWeightKg }) }
    return { ...decide(state, { ...head, type, data } as unknown as SessionCommand, p, asking), id }
  }

  function write(made: readonly SessionFact[], id: string, at: number, by: Actor, now: number): SessionRecorded[] {
    const recorded = made.map(
      (fact, i) =>
        ({
          ...fact,
          id: i === 0 ? id : `${id}.${i}`,
          seq: facts.length + 1 + i,
          version: 1,
          at: fact.at ?? minute(at),
          recordedAt: minute(now),
          by,
          via: {},
        }) as SessionRecorded,
    )
    for (const fact of recorded) state = evolve(state, fact, p)
    facts.push(...recorded)
    return recorded
  }

  function does<T extends Type>(at: number, by: Actor, type: T, data: DataFor<T>, how: How = {}): string {
    const decision = ask(at, by, type, data, how)
    if (decision.kind !== 'accepted') throw new Error(`${type}: ${JSON.stringify(decision)}`)
    write(decision.facts, decision.id, at, by, how.now ?? at)
    return decision.id
  }

  return {
    ask,
    does,
    write,
    facts,
    p,
    get s(): Live {
      if (state.status === 'none') throw new Error('not scheduled')
      return state
    },
    get state() {
      return state
    },
  }
}
export type Telling = ReturnType<typeof tell>

export const codes = (decision: Decision<SessionFact>): string[] =>
  decision.kind === 'refused' ? decision.because.map(({ code }) => code) : decision.kind === 'ask' ? decision.questions.map(({ code }) => code) : []

export const sentences = (decision: Decision<SessionFact>): string =>
  decision.kind === 'refused'
    ? decision.because.map(({ message }) => message).join(' ')
    : decision.kind === 'ask'
      ? decision.questions.map(({ message }) => message).join(' ')
      : ''

const readings = (values: Values) => ({ values, from: {} })

/** Planned for 09:00 (minute 60), arrived at 08:40. */
export function scheduled(p?: Protocol): Telling {
  const t = tell(p)
  t.does(0, fay, 'schedule', { patient: 'patient-1', protocol: { id: 'made-up', version: '0', hash: 'h' }, chair: '3', plannedFor: minute(60) })
  t.does(5, pat, 'sign-order', { order: t.does(4, pat, 'write-order', order) })
  return t
}

export function arrived(p?: Protocol): Telling {
  const t = scheduled(p)
  t.does(40, fay, 'arrive', {})
  return t
}

/** All gates met at 08:50. */
export function prepared(p?: Protocol): Telling {
  const t = arrived(p)
  t.does(41, nina, 'confirm-identity', { checked: ['name', 'birth-date'] })
  t.does(42, nina, 'record-weight', { value: '70', unit: 'kg', method: 'scale' })
  t.does(43, nina, 'answer-fast', { lastFood: minute(-480), lastDrink: minute(-240) })
  t.does(44, fay, 'name-escort', { name: 'Eva Escort', phone: '555 0100', relation: 'sister' })
  t.does(45, nina, 'review-allergies', { allergies: [], noneKnown: true })
  t.does(46, nina, 'record-readings', readings(calm))
  return t
}

/** Ready, with a line, at 08:56. */
export function readied(p?: Protocol): Telling {
  const t = prepared(p)
  t.does(50, nina, 'ready', {})
  t.does(56, nina, 'place-iv', { site: 'left forearm', gauge: '22 G', attempts: 1 })
  return t
}

/** Infusing from 09:00. */
export function infusing(p?: Protocol): Telling {
  const t = readied(p)
  t.does(60, nina, 'start-infusion', { rateMlPerHour: RATE, concentrationMgPerMl: '0.4', bagMl: '100' })
  return t
}

/** Stopped at 09:40, the ordered dose given. */
export function recovering(p?: Protocol): Telling {
  const t = infusing(p)
  for (const m of [70, 80, 90]) t.does(m, nina, 'record-readings', readings({ ...calm, systolic: 136, dissociation: 4 }))
  t.does(100, nina, 'stop-infusion', { reason: 'complete' })
  return t
}

/** Everything met for going home at 10:45, and handed over. */
export function homeward(p?: Protocol): Telling {
  const t = recovering(p)
  t.does(150, nina, 'remove-iv', { intact: true })
  t.does(155, nina, 'record-readings', readings(calm))
  t.does(156, nina, 'assess', wellAgain)
  t.does(160, nina, 'hand-over', { escort: 'Eva Escort', signature: { name: 'Eva Escort' }, advice: 'Going home after ketamine, English' })
  return t
}

export function discharged(p?: Protocol): Telling {
  const t = homeward(p)
  t.does(165, nina, 'discharge', {})
  return t
}

export function signed(p?: Protocol): Telling {
  const t = discharged(p)
  t.does(170, nina, 'sign', { as: 'nurse' })
  t.does(180, pat, 'sign', { as: 'physician' })
  return t
}
