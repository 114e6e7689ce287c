import { type Answer, concentrations, type Dose, type Model, type Request } from '../../medicine/pk/pk.ts'
import { type Course, dosesOf, endOf, type Lesson, modelNamed, personFor, sameRegimen, sameWho, totalOf } from './teaching.ts'

/** A course worked out: what is drawn, exported and said of it. */
export type Drawn = {
  readonly course: Course
  readonly model: Model
  readonly doses: readonly Dose[]
  readonly request: Request
  readonly answer: Answer
  /** What tells this course from the other: its model, its regimen or its person. */
  readonly name: string
}
/** Courses of one sampling site: one axis. */
export type Panel = { readonly site: Model['site']['kind']; readonly courses: readonly Drawn[] }

export function drawnOf(lesson: Lesson): readonly Drawn[] {
  const { first, second } = lesson
  const times = momentsOf(lesson)
  return [first, ...(second ? [second] : [])].flatMap((course) => {
    const model = modelNamed(course.model)
    if (!model) return []
    const request = requestOf(course, model, times)
    return [{ course, model, doses: request.events, request, answer: concentrations(request), name: nameOf(course, course === first ? second : first) }]
  })
}

/** Arterial and venous courses never share an axis; each site has its own, in the order of the courses. */
export function panelsOf(drawn: readonly Drawn[]): readonly Panel[] {
  const sites = [...new Set(drawn.map(({ model }) => model.site.kind))]
  return sites.map((site) => ({ site, courses: drawn.filter(({ model }) => model.site.kind === site) }))
}

const requestOf = (course: Course, model: Model, times_min: readonly number[]): Request => ({
  model: course.model,
  covariates: personFor(model, course.who),
  events: dosesOf(course.regimen, course.who),
  times_min,
  ke0_per_min: course.effect === null ? null : (model.effectSites[course.effect - 1]?.ke0_per_min ?? null),
})

/** Until when the axis runs, in minutes: as asked, else well past the last dose, in whole hours. */
export function lastMinute({ first, second, hours }: Lesson): number {
  if (hours !== null) return hours * 60
  const end = Math.max(...[first, ...(second ? [second] : [])].map(({ regimen, who }) => endOf(dosesOf(regimen, who))))
  const after = end > ONE_DAY ? ONE_DAY : AFTERWARDS
  return Math.ceil((end + after) / 60) * 60
}
const ONE_DAY = 1440
/** How much of the axis lies behind the last dose of a single session. */
const AFTERWARDS = 180

const EVEN = 240
const CLOSE_FOR = 240
const CLOSE_STEP = 5

/**
 * The moments that are worked out: an even grid over the axis, closer after the beginning of each session where the axis
 * is long, and the very edges of every dose, so that no peak falls between two.
 *
 * Units: minutes, ascending, each once.
 */
export function momentsOf(lesson: Lesson): readonly number[] {
  const last = lastMinute(lesson)
  const even = Array.from({ length: EVEN + 1 }, (_, i) => (i * last) / EVEN)
  const courses = [lesson.first, ...(lesson.second ? [lesson.second] : [])]
  const edges = courses
    .flatMap(({ regimen, who }) => dosesOf(regimen, who))
    .flatMap((dose) => (dose.type === 'infusion' ? [dose.start_min, dose.end_min] : [dose.t_min]))
  const days = courses.flatMap(({ regimen }) => regimen.days)
  const close =
    last / EVEN > CLOSE_STEP ? days.flatMap((day) => Array.from({ length: CLOSE_FOR / CLOSE_STEP }, (_, i) => day * ONE_DAY + (i + 1) * CLOSE_STEP)) : []
  const all = [...even, ...edges, ...close].filter((minute) => minute >= 0 && minute <= last).map((minute) => Number(minute.toFixed(6)))
  return [...new Set(all)].sort((a, b) => a - b)
}

/** "Kamp 2020", from the model's own title. */
export const shortName = ({ title, id }: Model): string => /\(([^)]+)\)$/.exec(title)?.[1] ?? id

/** What differs from the other course, in the fewest words: the model, or else doses and person. */
export function nameOf(course: Course, other: Course | null): string {
  const model = modelNamed(course.model)
  const called = model ? shortName(model) : course.model
  if (!other || course.model !== other.model) return called
  const parts = [!sameRegimen(course.regimen, other.regimen) && doseWords(course), !sameWho(course.who, other.who) && whoWords(course, other)].filter(
    (one) => one !== false,
  )
  return parts.length === 0 ? called : parts.join(', ')
}

function whoWords({ who }: Course, { who: other }: Course): string {
  const ancestry = { 'not-stated': 'ancestry not stated', asian: 'Asian', japanese: 'Japanese' } as const
  const parts = [
    who.weight !== other.weight && `${who.weight} kg`,
    who.age !== other.age && `${who.age} years`,
    who.ancestry !== other.ancestry && ancestry[who.ancestry],
  ]
  return parts.filter((one) => one !== false).join(', ')
}

/** "35 mg over 40 min", "2 devices of 28 mg, 5 min apart", "6 sessions of 35 mg over 40 min". */
export function doseWords({ regimen: { entries, days }, who }: Pick<Course, 'regimen' | 'who'>): string {
  const one = entries.length === 1 ? entries[0] : undefined
  const whole = totalOf(dosesOf({ entries, days: [0] }, who))
  const mg = `${round(whole)} mg`
  const session =
    one?.kind === 'infusion'
      ? `${mg} over ${round(one.over)} min`
      : one?.kind === 'bolus'
        ? `${mg} at once`
        : one?.kind === 'nasal'
          ? `${one.devices} ${one.devices === 1 ? 'device' : 'devices'} of ${round(one.mg)} mg`
          : `${mg} in ${entries.length} parts`
  return days.length === 1 ? session : `${days.length} × ${session}`
}
const round = (value: number): number => Number(value.toFixed(2))
