import { fold, type SessionRecorded } from '../../care/session/session.ts'
import { pcd01, type Sent } from '../../exchange/hl7v2/write.ts'
import type { Span } from '../../medicine/simulator.ts'
import { addMs, type Instant, instant, minutesBetween, msBetween, msOf } from '../../medicine/time.ts'
import type { Quantity } from '../../medicine/vitals.ts'
import { type Client, dial } from '../../platform/mllp/client.ts'
import type { Ground } from '../house.ts'
import { courseOf, Walk } from './courses.ts'
import { chairOf, monitorOf } from './seed.ts'

const PLACES = [1, 2, 3, 4, 5, 6] as const
const EVERY_SECONDS = 5

export type Ward = { readonly tick: () => Promise<void>; readonly close: () => void }
type House = Pick<Ground, 'database' | 'journal' | 'protocols'>
type Seat = { readonly session: string; readonly mrn: string | null; readonly arrivedAt: Instant; readonly protocol: string }

/**
 * The demonstration's monitors: one at every chair, sending real messages to the listener every five seconds. Each follows
 * the session in its chair: who arrives is connected, and when somebody pauses, stops or starts the pump the course turns.
 */
export function openWard(house: House, clinic: string, port: number, report: (fault: unknown) => void): Ward {
  const monitors = PLACES.map((place) => new Monitor(house, clinic, place, port))
  let running = false
  const tick = async (): Promise<void> => {
    if (running) return
    running = true
    await Promise.all(monitors.map((monitor) => monitor.send().catch(report)))
    running = false
  }
  const timer = setInterval(tick, EVERY_SECONDS * 1_000)
  timer.unref()
  void tick()
  return {
    tick,
    close() {
      clearInterval(timer)
      for (const monitor of monitors) monitor.close()
    },
  }
}

class Monitor {
  readonly #house: House
  readonly #clinic: string
  readonly #place: number
  readonly #port: number
  #client: Promise<Client> | null = null
  #facts: SessionRecorded[] = []
  #session = ''
  #walk: Walk | null = null
  #count = 0
  #last = -1
  #ticks = 0
  readonly #run = Date.now().toString(36)

  constructor(house: House, clinic: string, place: number, port: number) {
    this.#house = house
    this.#clinic = clinic
    this.#place = place
    this.#port = port
  }

  async send(): Promise<void> {
    const seat = await this.#seat()
    const now = instant(Date.now())
    const measured = seat ? await this.#measured(seat, now) : this.#standby()
    if (measured.length === 0) return
    const { id, name } = monitorOf(this.#place)
    this.#count += 1
    const at = addMs(now, -(msOf(now) % 1_000))
    const message = pcd01({ sender: { name: name.toUpperCase().replace(' ', '_'), eui: id }, controlId: `${this.#run}${this.#count}`, sent: now, at, measured })
    try {
      this.#client ??= dial(this.#port)
      await (await this.#client).send(message)
    } catch (fault) {
      this.#client = null
      throw fault
    }
  }

  close(): void {
    void this.#client?.then((client) => client.close()).catch(() => {})
  }

  /** Nobody is connected: about twice a minute the monitor says that it measures nothing. */
  #standby(): readonly Sent[] {
    this.#session = ''
    return this.#ticks++ % 6 === 0 ? (['heart-rate', 'spo2'] as const).map((what) => ({ what, value: null })) : []
  }

  async #seat(): Promise<Seat | null> {
    const [seat] = await this.#house.database.as(
      this.#clinic,
      (tx) => tx.sql<Seat>`
        select s.session, p.mrn, s.row->>'arrivedAt' as "arrivedAt", s.protocol from session_list s
        left join patient_list p on p.clinic = s.clinic and p.id = s.patient
        where s.clinic = ${this.#clinic} and s.chair = ${chairOf(this.#place)} and s.status in ('arrived', 'ready', 'dosing', 'recovering')
        order by s.planned_for desc limit 1`,
    )
    return seat?.arrivedAt ? seat : null
  }

  async #measured(seat: Seat, now: Instant): Promise<readonly Sent[]> {
    await this.#follow(seat)
    const second = Math.floor(msBetween(seat.arrivedAt, now) / 1_000)
    const sample = this.#walk?.at(second)
    if (!sample || sample.second === this.#last) return []
    this.#last = sample.second
    const values = (Object.entries(sample.values) as [Quantity, number][]).map(([what, value]): Sent => ({ what, value }))
    return [...values, ...sample.failed.map((what): Sent => ({ what, value: null }))]
  }

  /** Reads what is new of the session; a course is begun anew only where the pump's spells have changed. */
  async #follow({ session, mrn, arrivedAt, protocol }: Seat): Promise<void> {
    if (session !== this.#session) this.#begin(session)
    const fresh = (await this.#house.journal.read(this.#clinic, { kind: 'session', id: session }, this.#facts.length)) as SessionRecorded[]
    if (fresh.length === 0 && this.#walk) return
    this.#facts.push(...fresh)
    const loaded = this.#house.protocols.current.find(({ ref }) => ref.hash === protocol) ?? this.#house.protocols.current[0]
    if (!loaded) return
    const state = fold(this.#facts, loaded.protocol)
    const spans = state.status === 'none' ? [] : spells(state.pump, arrivedAt)
    if (this.#walk && JSON.stringify(this.#walk.course.infusing) === JSON.stringify(spans)) return
    this.#walk = new Walk(courseOf(mrn, session, spans))
  }

  #begin(session: string): void {
    this.#session = session
    this.#facts = []
    this.#walk = null
    this.#last = -1
  }
}

type Change = { readonly kind: string; readonly at: Instant }

/** When the pump ran, in minutes since the arrival; a spell that still runs has no end yet. */
export function spells(pump: readonly Change[], arrivedAt: Instant): Span[] {
  const spans: Span[] = []
  let from: number | null = null
  for (const { kind, at } of pump) {
    const minute = minutesBetween(arrivedAt, at)
    if (kind === 'started' || kind === 'resumed') from ??= minute
    if ((kind === 'paused' || kind === 'stopped') && from !== null) {
      spans.push({ from, to: minute })
      from = null
    }
  }
  return from === null ? spans : [...spans, { from, to: Number.MAX_SAFE_INTEGER }]
}
