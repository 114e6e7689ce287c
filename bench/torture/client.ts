import { setTimeout as pause } from 'node:timers/promises'
import { uuid7 } from '../../src/platform/journal/uuid7.ts'
import { calm, command } from '../clinic.ts'
import type { Dice } from './dice.ts'
import type { Entry } from './entry.ts'
import type { Sender } from './sender.ts'

export type Shared = {
  readonly protocol: unknown
  /** Sessions that everybody charts in. */
  readonly sessions: string[]
  readonly entries: Entry[]
  /** Asked before every entry: waits while the books are looked at; false at the end. */
  readonly mayGoOn: () => Promise<boolean>
}

/** Entries of one session, about as many as a real one has. */
const ENTRIES = 45
const hour = 3_600_000

/**
 * One person who charts: registers a patient, plans a session, opens it, charts, stops the infusion, begins with the
 * next one. What comes next is drawn; when it comes depends on the server.
 */
export class Client {
  readonly #number: number
  readonly #dice: Dice
  readonly #sender: Sender
  readonly #shared: Shared
  #count = 0
  #mine: Entry[] = []

  constructor(number: number, dice: Dice, sender: Sender, shared: Shared) {
    this.#number = number
    this.#dice = dice
    this.#sender = sender
    this.#shared = shared
  }

  async run(): Promise<void> {
    while (await this.#session());
  }

  /** False when the run is over. */
  async #session(): Promise<boolean> {
    const [patient, session] = [uuid7(), uuid7()]
    const name = { givenName: `Given${this.#number}`, familyName: `Family${this.#count}`, birthDate: '1980-02-29', sex: 'female' }
    if (!(await this.#send('patient', patient, '/api/patients', 'register', name, { patient }))) return false
    const plan = { patient, protocol: this.#shared.protocol, chair: 'bench', plannedFor: new Date().toISOString() }
    if (!(await this.#send('session', session, '/api/sessions', 'schedule', plan, { session }))) return false
    for (const step of opening()) if (!(await this.#chart(session, ...(await step((type, data) => this.#chart(session, type, data)))))) return false
    for (let n = 0; n < ENTRIES; n += 1) {
      const where = this.#shared.sessions.length > 0 && this.#dice.next() < 0.2 ? this.#dice.of(this.#shared.sessions) : session
      if (!(await this.#chart(where, ...this.#drawn()))) return false
      if (this.#dice.next() < 0.06) await this.#sender.again(this.#dice.of(this.#mine))
    }
    return (await this.#chart(session, 'stop-infusion', { reason: 'complete' })) !== null
  }

  #drawn(): [string, unknown] {
    const draw = this.#dice.next()
    if (draw < 0.55) return ['record-readings', this.#readings()]
    if (draw < 0.7) return ['write-note', { voice: 'nurse', access: 'team', words: `Calm, eyes closed, entry ${this.#count}` }]
    if (draw < 0.77) return ['check-iv', { patent: true }]
    if (draw < 0.82) return ['pause', {}]
    if (draw < 0.88) return ['resume', { rateMlPerHour: '131.25' }]
    const reading = this.#mine.findLast(({ body }) => body.type === 'record-readings')
    if (draw < 0.94 && reading) return ['strike-entry', { entry: reading.body.id, reason: 'Wrong patient' }]
    return ['record-adverse-event', { term: 'nausea', words: 'A little', grade: 1, serious: false, relatedness: 'possibly', action: 'Watching' }]
  }

  /** Now and then a value that calls somebody, so that one command makes several facts. */
  #readings(): unknown {
    const heart = Math.round(this.#dice.between(58, 96))
    return { values: { ...calm, 'heart-rate': heart, systolic: this.#dice.next() < 0.15 ? 182 : 118 + (heart % 20) }, from: {} }
  }

  async #chart(session: string, type: string, data: unknown): Promise<Entry | null> {
    return this.#send('session', session, `/api/sessions/${session}/commands`, type, data)
  }

  async #send(kind: Entry['stream']['kind'], id: string, path: string, type: string, data: unknown, more: object = {}): Promise<Entry | null> {
    if (!(await this.#shared.mayGoOn())) return null
    this.#count += 1
    const entry: Entry = {
      client: this.#number,
      n: this.#count,
      path,
      body: { ...command(type, data), ...more },
      stream: { kind, id },
      sent: [],
      answer: { kind: 'unknown' },
    }
    this.#shared.entries.push(entry)
    await this.#sender.send(entry)
    if (entry.answer.kind === 'done') this.#mine = [...this.#mine.slice(-20), entry]
    await pause(this.#dice.between(0, 40))
    return entry
  }
}

type Step = (say: (type: string, data: unknown) => Promise<Entry | null>) => Promise<[string, unknown]>
const ago = (hours: number) => new Date(Date.now() - hours * hour).toISOString()
const step =
  (type: string, data: unknown = {}): Step =>
  () =>
    Promise.resolve([type, data])

/** From the plan to a running infusion: every check and signature by hand. */
const opening = (): readonly Step[] => [
  async (say) => {
    const drug = { name: 'Ketamine', rxnorm: '6130' }
    const written = await say('write-order', { drug, doseMgPerKg: '0.5', weightKg: '70', durationMin: '40', concentrationMgPerMl: '0.4' })
    return ['sign-order', { order: written?.body.id ?? uuid7() }]
  },
  step('arrive'),
  step('confirm-identity', { checked: ['name', 'birth-date'] }),
  step('record-weight', { value: '70', unit: 'kg', method: 'scale' }),
  step('answer-fast', { lastFood: ago(12), lastDrink: ago(5) }),
  step('name-escort', { name: 'Eva Escort', phone: '555 0100', relation: 'sister' }),
  step('review-allergies', { allergies: [], noneKnown: true }),
  step('record-readings', { values: calm, from: {} }),
  step('ready'),
  step('place-iv', { site: 'left forearm', gauge: '22 G', attempts: 1 }),
  step('start-infusion', { rateMlPerHour: '131.25', concentrationMgPerMl: '0.4', bagMl: '100' }),
]
