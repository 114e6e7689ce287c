import { bell, type Chance, chance, wander } from './chance.ts'
import type { Quantity, Values } from './vitals.ts'

/**
 * A made-up person on a bedside monitor, for the demonstration clinic, recordings and load. Nothing here is a prediction:
 * the course is drawn to look like published means (clinical.md section 4: about +16/+11 mmHg at 40 minutes [YALE], back
 * by 90 [SZA]), and the rest is taste. Time is minutes or seconds since the recording began; no clock, no state.
 */
export type SimulatedCourse = {
  readonly seed: number
  readonly minutes: number
  readonly baseline: Baseline
  /** When the pump ran, minutes. Pauses are gaps between spells. */
  readonly infusing: readonly Span[]
  /** Rise at the peak of a 40-minute infusion. */
  readonly rise: { readonly systolic: number; readonly diastolic: number; readonly heartRate: number; readonly spo2: number }
  /** Highest scores this person reaches, of 10; and how sleepy: 0 not at all, 1 to loud voice. */
  readonly feels: { readonly dissociation: number; readonly nausea: number; readonly anxiety: number; readonly sedation: number }
  readonly everySeconds: number
  readonly cuffEveryMinutes: number
  readonly artefacts: readonly Artefact[]
  readonly excursions: readonly Excursion[]
}
type Baseline = {
  readonly systolic: number
  readonly diastolic: number
  readonly heartRate: number
  readonly spo2: number
  readonly respiratoryRate: number
  readonly temperature: number
}
export type Span = { readonly from: number; readonly to: number }
/** What goes wrong with the measuring: the cuff gives nothing, movement makes nonsense, the finger probe is off. */
type Artefact = Span & { readonly kind: 'cuff-failure' | 'motion' | 'probe-off' }
/** What really happens to the person besides: a bump of `by`, highest in the middle. */
type Excursion = Span & { readonly quantity: 'systolic' | 'diastolic' | 'heart-rate' | 'spo2' | 'respiratory-rate'; readonly by: number }

export type SimulatedSample = {
  readonly second: number
  readonly values: Values
  /** Tried and not obtained, as a monitor would report it. */
  readonly failed: readonly Quantity[]
}
export type SimulatedScores = { readonly moaas: number; readonly dissociation: number; readonly nausea: number; readonly anxiety: number }

// Minutes; chosen so that the effect of a 40-minute infusion is over, to the eye, 50 minutes after it.
const ONSET = 14
const PLAIN = 1 - Math.exp(-40 / ONSET)

/** The effect at a minute: 0 none, 1 the peak of a plain 40-minute infusion. First order up and down, so pauses tell. */
export function effectAt({ infusing }: Pick<SimulatedCourse, 'infusing'>, minute: number): number {
  const gained = infusing
    .filter(({ from }) => from < minute)
    .reduce((sum, { from, to }) => {
      const end = Math.min(to, minute)
      return sum + (1 - Math.exp(-(end - from) / ONSET)) * Math.exp(-(minute - end) / ONSET)
    }, 0)
  return gained / PLAIN
}

const during = ({ from, to }: Span, minute: number): boolean => from <= minute && minute < to
const bump = ({ from, to, by }: Excursion, minute: number): number =>
  minute <= from || minute >= to ? 0 : by * Math.sin((Math.PI * (minute - from)) / (to - from)) ** 2
const extra = (course: SimulatedCourse, quantity: Excursion['quantity'], minute: number): number =>
  course.excursions.filter((excursion) => excursion.quantity === quantity).reduce((sum, excursion) => sum + bump(excursion, minute), 0)
const has = (course: SimulatedCourse, kind: Artefact['kind'], minute: number): boolean =>
  course.artefacts.some((artefact) => artefact.kind === kind && during(artefact, minute))
const between = (low: number, high: number, value: number): number => Math.round(Math.max(low, Math.min(high, value)))

/** Everything the monitor shows, one sample every `everySeconds`; the pressures only when the cuff has measured. */
export function* simulate(course: SimulatedCourse): Generator<SimulatedSample> {
  const draw = chance(course.seed)
  const cuffEvery = course.cuffEveryMinutes * 60
  for (let second = 0; second <= course.minutes * 60; second += course.everySeconds) {
    const cuff = second % cuffEvery < course.everySeconds ? pressure(course, draw, second) : GIVEN_NOTHING
    const finger = oximetry(course, draw, second)
    yield { second, values: { ...steady(course, draw, second), ...finger.values, ...cuff.values }, failed: [...finger.failed, ...cuff.failed] }
  }
}

type Part = Pick<SimulatedSample, 'values' | 'failed'>
const GIVEN_NOTHING: Part = { values: {}, failed: [] }

/** Electrodes: heart rate with the breath in it, and the breath itself. Movement adds spikes. */
function steady(course: SimulatedCourse, draw: Chance, second: number): Values {
  const minute = second / 60
  const { baseline, rise } = course
  const breath = Math.sin((2 * Math.PI * second * baseline.respiratoryRate) / 60)
  const spike = has(course, 'motion', minute) && draw(1, second) > 0.4 ? 20 + 50 * draw(2, second) : 0
  const rate = baseline.heartRate + rise.heartRate * effectAt(course, minute) + extra(course, 'heart-rate', minute)
  const breaths = baseline.respiratoryRate - 1.5 * effectAt(course, minute) + extra(course, 'respiratory-rate', minute)
  return {
    'heart-rate': between(25, 250, rate + 1.5 * breath + 3 * wander(draw, 3, second) + bell(draw, 4, second) + spike),
    'respiratory-rate': between(0, 60, breaths + 1.5 * wander(draw, 5, second) + 0.6 * bell(draw, 6, second) + spike / 5),
  }
}

function oximetry(course: SimulatedCourse, draw: Chance, second: number): Part {
  const minute = second / 60
  if (has(course, 'probe-off', minute)) return { values: {}, failed: ['spo2'] }
  const moved = has(course, 'motion', minute) && draw(7, second) > 0.5 ? -22 * draw(8, second) : 0
  const level = course.baseline.spo2 + course.rise.spo2 * effectAt(course, minute) + extra(course, 'spo2', minute)
  return { values: { spo2: between(50, 100, level + 0.7 * wander(draw, 9, second) + 0.4 * bell(draw, 10, second) + moved) }, failed: [] }
}

const PRESSURES: readonly Quantity[] = ['systolic', 'diastolic', 'mean-pressure']

/** One inflation of the cuff. Movement during it gives a reading, a wrong one: a cuff does not know. */
function pressure(course: SimulatedCourse, draw: Chance, second: number): Part {
  const minute = second / 60
  if (has(course, 'cuff-failure', minute)) return { values: {}, failed: PRESSURES }
  const { baseline, rise } = course
  const effect = effectAt(course, minute)
  const shared = 2 * wander(draw, 11, second)
  const wrong = has(course, 'motion', minute) ? 0.45 + 0.2 * draw(12, second) : 1
  const systolic = between(
    45,
    260,
    wrong * (baseline.systolic + rise.systolic * effect + extra(course, 'systolic', minute) + shared + 2 * bell(draw, 13, second)),
  )
  const aimed = wrong * (baseline.diastolic + rise.diastolic * effect + extra(course, 'diastolic', minute) + shared + 1.5 * bell(draw, 14, second))
  const diastolic = between(20, systolic - 8, aimed)
  return { values: { systolic, diastolic, 'mean-pressure': Math.round(diastolic + (systolic - diastolic) / 3) }, failed: [] }
}

/** What a nurse would find on asking at that minute. */
export function scoresAt(course: SimulatedCourse, minute: number): SimulatedScores {
  const effect = effectAt(course, minute)
  const of = (peak: number) => between(0, 10, peak * effect)
  const { dissociation, nausea, anxiety, sedation } = course.feels
  return { moaas: 5 - between(0, 5, 2 * sedation * effect), dissociation: of(dissociation), nausea: of(nausea), anxiety: of(anxiety) }
}

/** An unremarkable person drawn from the seed: 10 quiet minutes, 40 of infusion, then recovery. `change` makes a case of it. */
export function usualCourse(seed: number, change: Partial<SimulatedCourse> = {}): SimulatedCourse {
  const draw = chance(seed)
  const around = (middle: number, spread: number, channel: number) => Math.round(middle + spread * (2 * draw(channel, 0) - 1))
  return {
    seed,
    minutes: 120,
    baseline: {
      systolic: around(122, 10, 100),
      diastolic: around(76, 6, 101),
      heartRate: around(72, 9, 102),
      spo2: around(97.5, 1, 103),
      respiratoryRate: around(15, 2, 104),
      temperature: 36 + Math.round(10 * draw(105, 0)) / 10,
    },
    infusing: [{ from: 10, to: 50 }],
    rise: { systolic: around(16, 4, 106), diastolic: around(11, 3, 107), heartRate: around(8, 4, 108), spo2: -1 },
    feels: { dissociation: around(6, 2, 109), nausea: around(2, 2, 110), anxiety: around(2, 2, 111), sedation: 0.6 + 0.3 * draw(112, 0) },
    everySeconds: 5,
    cuffEveryMinutes: 5,
    artefacts: [],
    excursions: [],
    ...change,
  }
}
