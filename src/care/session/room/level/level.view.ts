import { clock } from '../../../../medicine/local.ts'
import type { Bands, Model } from '../../../../medicine/pk/pk.ts'
import { addMinutes, type Instant } from '../../../../medicine/time.ts'
import type { CourseEnd, CourseKind } from '../../level.courses.ts'
import { whyModel } from '../../level.models.ts'
import type { Level, LevelLine } from '../../level.ts'

/** The level of a session in the words and lines of the chart (`ui/level`), which knows no session. */
type Drawn = { readonly site: Model['site']['kind']; readonly label: string; readonly minutes: ArrayLike<number> }
export type DrawnLine = Drawn & {
  readonly kind: 'given' | 'planned' | 'compared' | 'if-paused' | 'if-stopped'
  readonly analyte: LevelLine['of']
  readonly ngPerMl: ArrayLike<number>
}
export type DrawnBand = Drawn & Readonly<Record<'lower' | 'middle' | 'upper', ArrayLike<number>>> & { readonly kind: 'given' }

/** Names of the lines. They hold no moment, so that the chart stands still while time passes. */
export function lineName({ kind, of }: Pick<LevelLine, 'kind' | 'of'>, { pump, model }: Pick<Level, 'pump' | 'model'>, pauseMin: number): string {
  const name = NAMES[kind](pump, pauseMin)
  return of === 'metabolite' && model.metabolite ? `${capital(model.metabolite)}: ${name.toLowerCase()}` : name
}

const NAMES: Readonly<Record<CourseKind, (pump: Level['pump'], pauseMin: number) => string>> = {
  given: () => 'Given so far',
  planned: () => 'Planned',
  on: (pump) => (pump === 'paused' ? 'Resumed now' : 'Runs on'),
  'if-paused': (pump, minutes) => (pump === 'paused' ? `${minutes} min more pause, then on` : `Paused now for ${minutes} min, then on`),
  'if-stopped': (pump) => (pump === 'running' ? 'Stopped now' : pump === 'paused' ? 'Stopped, or left paused' : 'Nothing more given'),
}
const KIND: Readonly<Record<CourseKind, DrawnLine['kind']>> = {
  ...{ given: 'given', planned: 'planned', on: 'compared', 'if-paused': 'if-paused', 'if-stopped': 'if-stopped' },
}

export const drawnLines = (level: Level, pauseMin: number): readonly DrawnLine[] =>
  level.lines.map((line) => ({
    ...{ label: lineName(line, level, pauseMin), kind: KIND[line.kind], analyte: line.of, site: level.model.site.kind },
    ...{ minutes: line.minutes, ngPerMl: line.ngPerMl },
  }))

/** Nine of ten people lie between the outermost quantiles that `pk` draws. */
export function drawnBand({ model, times_min, parent_ng_per_mL }: Bands): DrawnBand | null {
  const [lower, middle, upper] = [parent_ng_per_mL[0], parent_ng_per_mL[2], parent_ng_per_mL[4]]
  if (!lower || !middle || !upper) return null
  return { label: 'Nine of ten in the model', kind: 'given', site: model.site.kind, minutes: times_min, lower, middle, upper }
}

/** "Ketamine", "Esketamine and noresketamine". */
export const analyteWords = ({ parent, metabolite }: Model): string => capital(metabolite ? `${parent} and ${metabolite}` : parent)

/** What is expected at this moment, and between which values nine of ten people like this would lie. */
export function nowWords(level: Level, band: DrawnBand | null): string {
  const line = level.lines.find(({ kind, of }) => kind === 'given' && of === 'parent')
  const here = line?.ngPerMl.at(-1)
  if (here === undefined || level.nowMin === null) return 'Nothing has been given yet.'
  const said = `Expected now: ${whole(here)} ng/mL, ${siteWords(level.model)}`
  if (!band) return `${said}.`
  const [low, high] = [band.lower, band.upper].map((edge) => whole(between(band.minutes, edge, level.nowMin ?? 0)))
  return `${said}; nine of ten in the model between ${low} and ${high}.`
}

/** "arterial", and where nobody could read it in the paper, that too. */
export const siteWords = ({ site }: Model): string => (site.verified ? site.kind : `${site.kind}, not verified`)

const whole = (ngPerMl: number): string => (ngPerMl >= 10 ? ngPerMl.toFixed(0) : ngPerMl.toFixed(1))

/** For words alone: the edge of a band at a moment between two of its own, which are a minute apart at most. */
function between(minutes: ArrayLike<number>, values: ArrayLike<number>, minute: number): number {
  const after = Math.max(
    1,
    Array.from(minutes).findIndex((one) => one >= minute),
  )
  const [from, to] = [minutes[after - 1] as number, minutes[after] as number]
  const [low, high] = [values[after - 1] as number, values[after] as number]
  return low + ((high - low) * (minute - from)) / (to - from)
}

/** Whose course each line is, when what goes on would end, and what it was all drawn from; beside the chart, always. */
export function notes(level: Level, zone: string): readonly string[] {
  return [whyModel(level.model), meaning(level), ...ends(level, zone), ...level.said]
}

function meaning({ pump }: Level): string {
  if (pump === 'not-started') return 'Planned is the signed order, from whenever it begins; nothing else can be drawn before that.'
  if (pump === 'stopped') return 'Planned is the signed order without any pause. Nothing more is given.'
  const on = pump === 'running' ? 'Runs on is the pump left as it is set' : 'Resumed now is the rate before the pause, from this moment'
  return `${on}; stopped and left paused are the same curve. Planned is the signed order without any pause. The spread is drawn round what happens if nobody touches the pump.`
}

const ends = ({ lines, pump }: Level, zone: string): readonly string[] => {
  const end = lines.find(({ kind }) => kind === 'on')?.end
  return end ? [`${pump === 'paused' ? 'Resumed now, it' : 'It'} would end at ${clock(end.at, zone)}, ${END[end.by]}.`] : []
}
const END: Readonly<Record<CourseEnd['by'], string>> = {
  'dose-complete': 'with the ordered dose in and the pump stopped by hand',
  'bag-empty': 'when the bag runs empty, which is not when the ordered dose is in',
}

/** Minutes of the axis as the clinic's clock; none before the start, when minute 0 is no moment yet. */
export const axisClock = (zero: Instant | null, zone: string): ((minute: number) => string) | undefined =>
  zero === null ? undefined : (minute) => clock(addMinutes(zero, minute), zone)

/** The authors and the year, which the title of a model ends with; the chart has the whole title. */
export const shortTitle = ({ title }: Model): string => /\(([^)]+)\)$/.exec(title)?.[1] ?? title

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1)
