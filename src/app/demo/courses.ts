import { createHash } from 'node:crypto'
import { type SimulatedCourse, type SimulatedSample, type Span, simulate, usualCourse } from '../../medicine/simulator.ts'

/** What is particular about a person on their monitor; minutes count from their arrival. */
type Particular = Partial<Pick<SimulatedCourse, 'baseline' | 'rise' | 'artefacts' | 'excursions' | 'feels'>>

const baseline = (systolic: number, diastolic: number, heartRate: number) => ({
  systolic,
  diastolic,
  heartRate,
  spo2: 97,
  respiratoryRate: 15,
  temperature: 36.6,
})
const bump = (quantity: 'systolic' | 'diastolic' | 'heart-rate', from: number, to: number, by: number) => ({ quantity, from, to, by })

const PARTICULARS: Readonly<Record<string, Particular>> = {
  // Moves about now and then, and loses the finger probe for a minute.
  'D-1001': {
    artefacts: [
      { kind: 'motion', from: 52, to: 53 },
      { kind: 'probe-off', from: 61, to: 62 },
    ],
  },
  'D-1002': { baseline: baseline(129, 79, 76), excursions: [bump('systolic', 44, 71, 32)] },
  'D-1003': { baseline: baseline(129, 80, 80), excursions: [bump('systolic', 36, 72, 52), bump('diastolic', 36, 72, 18), bump('heart-rate', 36, 72, 14)] },
  // The cuff fails once, later on.
  'D-1004': { artefacts: [{ kind: 'cuff-failure', from: 119, to: 121 }] },
}

const MINUTES = 48 * 60

/** How sleepy people of the demonstration get: drowsy, answering to their name. */
const DROWSY = 0.6

/** The course a monitor shows for a person whose pump ran in these spans. Anybody unknown is an unremarkable person, always the same one. */
export function courseOf(mrn: string | null, session: string, infusing: readonly Span[]): SimulatedCourse {
  const seed = createHash('sha256')
    .update(mrn ?? session)
    .digest()
    .readInt32BE(0)
  const usual = usualCourse(seed, { infusing, minutes: MINUTES, everySeconds: 5, cuffEveryMinutes: 5 })
  return { ...usual, feels: { ...usual.feels, sedation: DROWSY }, ...PARTICULARS[mrn ?? ''] }
}

/** Walks along a course, so that each next sample is one step and not the whole way again. */
export class Walk {
  readonly course: SimulatedCourse
  #samples: Generator<SimulatedSample>
  #held: SimulatedSample | null = null

  constructor(course: SimulatedCourse) {
    this.course = course
    this.#samples = simulate(course)
  }

  /** The sample of that second or the last before it; null before the beginning. */
  at(second: number): SimulatedSample | null {
    if (this.#held && this.#held.second > second) {
      this.#samples = simulate(this.course)
      this.#held = null
    }
    while (!this.#held || this.#held.second + this.course.everySeconds <= second) {
      const next = this.#samples.next()
      if (next.done || next.value.second > second) break
      this.#held = next.value
    }
    return this.#held
  }
}
