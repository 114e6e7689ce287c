import { account } from '../../medicine/infusion.ts'
import { type BandsRequest, type Caution, cautionsFor, concentrations, type Fault, type Model } from '../../medicine/pk/pk.ts'
import { addMinutes, type Instant, minutesBetween } from '../../medicine/time.ts'
import { type Course, type CourseEnd, type CourseKind, courses } from './level.courses.ts'
import { drawnMinutes, FOR_BANDS, FOR_LINES, type Stretch, stepFor } from './level.grid.ts'
import { chosenModel, modelsFor } from './level.models.ts'
import { covariatesOf, type LevelPerson, personOf, personWords } from './level.person.ts'
import { remarks } from './level.remarks.ts'
import type { Live } from './session.state.ts'
import { startedAt, stoppedAt } from './status.ts'
import { totals } from './totals.ts'

export type LevelLine = {
  readonly kind: CourseKind
  readonly of: 'parent' | 'metabolite'
  readonly end: CourseEnd | null
  readonly minutes: readonly number[]
  readonly ngPerMl: Float64Array
}

/** The expected concentration of one session at one moment, under one model: one drug, one sampling site. */
export type Level = {
  readonly kind: 'drawn'
  readonly model: Model
  readonly models: readonly Model[]
  readonly person: LevelPerson
  /** The moment at minute 0: the recorded start. Before it there is none, and minute 0 is whenever it begins. */
  readonly zero: Instant | null
  readonly nowMin: number | null
  readonly pump: 'not-started' | 'running' | 'paused' | 'stopped'
  readonly stretch: Stretch
  readonly lines: readonly LevelLine[]
  /** What the band is asked for: the course that comes about if nothing is changed. */
  readonly band: Omit<BandsRequest, 'people' | 'seed'> | null
  readonly cautions: readonly Caution[]
  /** What the curve was made from and what nobody knows, in sentences. */
  readonly said: readonly string[]
}
export type NoLevel = { readonly kind: 'not-drawn'; readonly because: readonly string[] }

export type LevelAsked = {
  readonly now: Instant
  readonly birthDate: string
  readonly zone: string
  /** The model somebody chose; null for the one to begin with. */
  readonly model: string | null
  /** How long the pause of "if paused now" lasts. */
  readonly pauseMin: number
}

/**
 * What the plasma probably did by what the record says was given, what it was meant to do, and what it would do.
 * For display and teaching, not for dosing.
 *
 * Units:  minutes from the start of the infusion, ng/mL.
 * Errors: never throws; what cannot be drawn says why, and no fact that is missing is made up.
 * Source: medicine/pk, by the account of medicine/infusion.ts.
 */
export function level(session: Live, asked: LevelAsked): Level | NoLevel {
  // What is in the record for later has not happened yet, and nothing here may follow from it.
  const s = { ...session, pump: session.pump.filter(({ at }) => at <= asked.now) }
  const { order } = s
  if (!order) return no('No order was written for this session, so there is nothing to draw.')
  if (!totals(s, asked.now)) return no('A number of the pump record cannot be read, so nothing is drawn; the history has the entry.')
  const models = modelsFor(order.drug)
  const model = chosenModel(models, asked.model)
  if (!model) return no(`No model here is for ${order.drug.name} into a vein.`)
  const person = personOf(s, asked.birthDate, asked.now, asked.zone)
  const seen = view(s, asked)
  const all = courses(s, { now: asked.now, until: seen.until, pauseMin: asked.pauseMin })
  const drawn = all.flatMap((course) => linesOf(course, { model, person, ...seen }))
  const faults = drawn.filter((line) => 'code' in line)
  if (faults.length > 0) return no(...new Set(faults.map(({ message }) => message)))
  const { status } = account(s.pump, asked.now)
  return {
    kind: 'drawn',
    ...{ model, models, person, zero: seen.zero, nowMin: seen.nowMin, stretch: seen.stretch, pump: status },
    lines: drawn.filter((line) => 'kind' in line),
    band: bandOf(unchanged(all, status), model, person, seen.stretch),
    cautions: cautionsFor(model, covariatesOf(person)),
    said: [...personWords(person, model), ...remarks(s, person, asked.now)],
  }
}

const no = (...because: readonly string[]): NoLevel => ({ kind: 'not-drawn', because })

type Seen = { readonly zero: Instant | null; readonly nowMin: number | null; readonly stretch: Stretch; readonly until: Instant }

/** An hour past the end of everything that is still to come, on whole ten minutes, so that the axis stands still while time passes. */
function view(s: Live, { now, pauseMin }: LevelAsked): Seen {
  const start = startedAt(s) ?? null
  const nowMin = start && minutesBetween(start, now)
  const planned = Number(s.order?.durationMin)
  const last = stoppedAt(s) ? Math.max(planned, nowMin ?? 0) : Math.max(planned, (nowMin ?? 0) + Math.min(pauseMin + planned, AHEAD_MIN))
  const to = Math.ceil((last + AFTER_MIN) / STEP_MIN) * STEP_MIN
  return { zero: start, nowMin, stretch: { from: 0, to }, until: addMinutes(start ?? now, to) }
}
const [STEP_MIN, AFTER_MIN, AHEAD_MIN] = [10, 60, 240]

type Drawing = Seen & { readonly model: Model; readonly person: LevelPerson }

function linesOf(course: Course, { model, person, nowMin, stretch }: Drawing): readonly (LevelLine | Fault)[] {
  const { kind, doses, end } = course
  const within = kind === 'planned' || nowMin === null ? stretch : kind === 'given' ? { ...stretch, to: nowMin } : { ...stretch, from: nowMin }
  const minutes = drawnMinutes(doses, within, stepFor(stretch, FOR_LINES))
  const answer = concentrations({ model: model.id, covariates: covariatesOf(person), events: doses, times_min: minutes })
  if (answer.kind === 'refused') return answer.because
  const line = (of: LevelLine['of'], ngPerMl: Float64Array): LevelLine => ({ kind, of, end, minutes, ngPerMl })
  const metabolite = METABOLITE_OF.has(kind) ? answer.metabolite_ng_per_mL : null
  return [line('parent', answer.parent_ng_per_mL), ...(metabolite ? [line('metabolite', metabolite)] : [])]
}
/** The metabolite follows what was given and what comes about if nothing is changed; more lines would say no more. */
const METABOLITE_OF: ReadonlySet<CourseKind> = new Set(['given', 'on'])

/** Of the course that comes about if nobody touches the pump before the dose is complete; before the start, of the planned one. */
function bandOf(course: Course | undefined, model: Model, person: LevelPerson, stretch: Stretch): Level['band'] {
  if (!course || model.variability.kind === 'none') return null
  return {
    model: model.id,
    covariates: covariatesOf(person),
    events: course.doses,
    times_min: drawnMinutes(course.doses, stretch, stepFor(stretch, FOR_BANDS)),
  }
}

const unchanged = (all: readonly Course[], pump: Level['pump']): Course | undefined => {
  const kind: CourseKind = pump === 'running' ? 'on' : pump === 'not-started' ? 'planned' : 'if-stopped'
  return all.find((course) => course.kind === kind)
}
