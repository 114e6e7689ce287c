import type { LoadedProtocol } from '../../care/protocol/protocol.ts'
import type { SessionDesk } from '../../care/session/session.desk.store.ts'
import type { DeviceSource, SessionCommand, SessionOrder } from '../../care/session/session.ts'
import type { Actor } from '../../medicine/record.ts'
import { type SimulatedSample, type Span, scoresAt, simulate } from '../../medicine/simulator.ts'
import { addMs, type Instant, msOf } from '../../medicine/time.ts'
import type { Quantity, Values } from '../../medicine/vitals.ts'
import { uuid7 } from '../../platform/journal/uuid7.ts'
import { courseOf } from './courses.ts'
import type { Person } from './people.ts'

type Type = SessionOrder['type']
type DataFor<T extends Type> = Extract<SessionOrder, { type: T }>['data']
/** One entry on its way: who, when, what. */
export type Step = { readonly session: string; readonly by: Actor; readonly command: SessionCommand }

export type Seat = {
  readonly patient: string
  readonly person: Person
  readonly chair: string
  readonly device: { readonly id: string; readonly name: string }
  /** Minutes before now (negative) or after. */
  readonly plannedFor: number
  readonly arrived?: number
  readonly infusing?: readonly Span[]
}

const DEVICE: readonly Quantity[] = ['heart-rate', 'systolic', 'diastolic', 'mean-pressure', 'spo2', 'respiratory-rate']

/** One session of the demonstration day as it is told: entries at minutes before now, with what its monitor showed then. */
export class Story {
  readonly session: string
  readonly steps: Step[] = []
  readonly #now: Instant
  readonly #seat: Seat
  readonly #samples: readonly SimulatedSample[]

  constructor(now: Instant, protocol: LoadedProtocol, seat: Seat, by: Actor) {
    this.#now = now
    this.#seat = seat
    this.session = uuid7(msOf(this.moment(seat.plannedFor - 1440)))
    const arrived = seat.arrived ?? 0
    const spans = (seat.infusing ?? []).map(({ from, to }) => ({ from: from - arrived, to: to - arrived }))
    const course = { ...courseOf(seat.person.mrn, this.session, spans), minutes: Math.max(0, -arrived) }
    this.#samples = seat.arrived === undefined ? [] : [...simulate(course)]
    const plan = { patient: seat.patient, protocol: protocol.ref, chair: seat.chair, plannedFor: this.moment(seat.plannedFor) }
    this.does(Math.min(-330, seat.plannedFor - 400), by, 'schedule', plan)
  }

  moment(minute: number): Instant {
    return addMs(this.#now, Math.round(minute * 60_000))
  }

  /** Answers the id of the fact it makes. */
  does<T extends Type>(minute: number, by: Actor, type: T, data: DataFor<T>): string {
    const at = this.moment(minute)
    const id = uuid7(msOf(at))
    this.steps.push({ session: this.session, by, command: { id, at, type, data } as unknown as SessionCommand })
    return id
  }

  /** A set as the nurse took it over from the monitor, with what only a person can find. */
  reads(minute: number, by: Actor, extra: Values = {}): string {
    const { values, from } = this.#shown(minute)
    return this.does(minute, by, 'record-readings', { values: { ...values, ...this.#asked(minute), ...extra }, from })
  }

  /** What the monitor sent meanwhile, in chunks as they are kept. */
  samples(from: number, to: number, everySeconds = 30, chunkMinutes = 5): void {
    const { device } = this.#seat
    const by: Actor = { kind: 'device', ...device, roles: [] }
    for (let begin = from; begin < to; begin += chunkMinutes) {
      const end = Math.min(begin + chunkMinutes, to)
      const samples = this.#within(begin, end)
        .filter(({ second, values }) => second % everySeconds === 0 || values.systolic !== undefined)
        .map(({ second, values }) => ({ at: this.#at(second), values }))
      if (samples.length > 0) this.does(end, by, 'keep-samples', { device: device.id, samples })
    }
  }

  #at(second: number): Instant {
    return addMs(this.moment(this.#seat.arrived ?? 0), second * 1000)
  }

  #within(from: number, to: number): readonly SimulatedSample[] {
    const arrived = this.#seat.arrived ?? 0
    return this.#samples.filter(({ second }) => second >= (from - arrived) * 60 && second < (to - arrived) * 60)
  }

  /** The newest of each quantity at a minute, none older than the cuff's round. */
  #shown(minute: number): { values: Values; from: Partial<Record<Quantity, DeviceSource>> } {
    const values: Partial<Record<Quantity, number>> = {}
    const from: Partial<Record<Quantity, DeviceSource>> = {}
    for (const sample of this.#within(minute - 6, minute)) {
      for (const quantity of DEVICE) {
        const value = sample.values[quantity]
        if (value === undefined) continue
        const observedAt = this.#at(sample.second)
        values[quantity] = value
        from[quantity] = { device: this.#seat.device.id, message: uuid7(msOf(observedAt)), observedAt }
      }
    }
    return { values, from }
  }

  #asked(minute: number): Values {
    const { person, arrived = 0, infusing = [] } = this.#seat
    const spans = infusing.map(({ from, to }) => ({ from: from - arrived, to: to - arrived }))
    const { moaas, dissociation, nausea, anxiety } = scoresAt(courseOf(person.mrn, this.session, spans), minute - arrived)
    return { moaas, dissociation, nausea, anxiety }
  }
}

/** Carries the steps out in the order in which they happened. `clock` shows each its own moment. */
export async function live(desk: SessionDesk, clinic: string, steps: readonly Step[], clock: (at: Instant) => void): Promise<void> {
  for (const { session, by, command } of steps.toSorted((a, b) => (a.command.at < b.command.at ? -1 : a.command.at > b.command.at ? 1 : 0))) {
    clock(command.at)
    const sender = { clinic, session, by, via: { device: 'demonstration' } }
    let outcome = await desk.execute(sender, command)
    if (outcome.kind === 'ask') outcome = await desk.execute(sender, { ...command, confirmed: outcome.questions.map(({ code }) => code) })
    if (outcome.kind !== 'done') throw new Error(`The demonstration day does not hold: ${command.type} at ${command.at}: ${JSON.stringify(outcome)}`)
  }
}
