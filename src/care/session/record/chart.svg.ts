import { clock } from '../../../medicine/local.ts'
import { type Instant, instant, msOf } from '../../../medicine/time.ts'
import type { ChartData, Timed } from './content.ts'
import { events } from './events.svg.ts'
import { CHART_WIDTH, type Frame, grid, type Lane, LEFT, RIGHT, scale, soft, tick, title } from './frame.svg.ts'
import { box, dot, INK, label, line, type Point, picture, shape } from './svg.ts'

/** The whole chart as SVG: pressures with heart rate, oxygen, scores, dose and events over one time axis. */
export function chartSvg(data: ChartData): string {
  const [from, to] = [msOf(data.from), msOf(data.to)]
  const frame: Frame = { data, x: (at) => LEFT + ((msOf(at) - from) / (to - from)) * (RIGHT - LEFT) }
  const body = [vitals(frame), oxygen(frame), scores(frame), dose(frame)].filter((lane) => lane !== null)
  const depth = body.reduce((sum, { height }) => sum + height, 0)
  const lanes = [events(frame, depth), ...body, axis(frame)].filter((lane) => lane !== null)
  const marks: string[] = []
  let top = 0
  for (const lane of lanes) {
    marks.push(...lane.draw(top))
    top += lane.height
  }
  return picture(CHART_WIDTH, top, marks)
}

const VITALS = 116

function vitals({ data, x }: Frame): Lane | null {
  const values = [...data.pressures.flatMap(({ systolic, diastolic }) => [systolic, diastolic]), ...data.heartRate.map(({ value }) => value)]
  if (values.length === 0) return null
  const low = Math.min(40, Math.floor(Math.min(...values) / 20) * 20)
  const high = Math.max(160, Math.ceil((Math.max(...values) + 4) / 20) * 20)
  const height = VITALS
  return {
    height: height + 12,
    draw: (top) => {
      const y = scale(low, high, top + 6, height - 6)
      const systolic = data.pressures.map((p): Point => [x(p.at), y(p.systolic)])
      const diastolic = data.pressures.map((p): Point => [x(p.at), y(p.diastolic)])
      const heart = data.heartRate.map((p): Point => [x(p.at), y(p.value)])
      const steps = Array.from({ length: (high - low) / 20 + 1 }, (_, i) => low + i * 20)
      return [
        ...steps.map((step) => grid(y(step))),
        ...steps.filter((_, i) => i % 2 === 0).map((step) => tick(String(step), y(step))),
        title('BP, HR', top),
        soft('mmHg, /min', [0, top + 16]),
        shape([...systolic, ...diastolic.toReversed()], { fill: INK.band }),
        line(systolic, { stroke: INK.strong, width: 1 }),
        line(diastolic, { stroke: INK.strong, width: 1 }),
        line(heart, { stroke: INK.mark, width: 0.8, dash: '2.5 2' }),
        ...systolic.map(([px, py]) =>
          shape(
            [
              [px - 2.6, py - 4],
              [px + 2.6, py - 4],
              [px, py],
            ],
            { fill: INK.strong },
          ),
        ),
        ...diastolic.map(([px, py]) =>
          shape(
            [
              [px - 2.6, py + 4],
              [px + 2.6, py + 4],
              [px, py],
            ],
            { fill: INK.strong },
          ),
        ),
        ...heart.map((point) => dot(point, 1.9, { fill: INK.paper, stroke: INK.mark, width: 0.9 })),
        ...endLabels([
          ['Sys', systolic.at(-1), data.pressures.at(-1)?.systolic],
          ['Dia', diastolic.at(-1), data.pressures.at(-1)?.diastolic],
          ['HR', heart.at(-1), data.heartRate.at(-1)?.value],
        ]),
      ]
    },
  }
}

/** Name and last value at the right end of each line, kept apart. */
function endLabels(ends: readonly (readonly [string, Point | undefined, number | undefined])[]): string[] {
  const placed: number[] = []
  return ends
    .flatMap(([name, point, value]) => (point && value !== undefined ? [{ name, y: point[1], value }] : []))
    .sort((a, b) => a.y - b.y)
    .map(({ name, y, value }) => {
      const at = Math.max(y, (placed.at(-1) ?? Number.NEGATIVE_INFINITY) + 8)
      placed.push(at)
      return label(`${name} ${value}`, [RIGHT + 5, at + 2.2])
    })
}

function oxygen({ data, x }: Frame): Lane | null {
  const last = data.spo2.at(-1)
  if (!last) return null
  const low = Math.min(85, Math.floor(Math.min(...data.spo2.map(({ value }) => value)) / 5) * 5)
  return {
    height: 40,
    draw: (top) => {
      const y = scale(low, 100, top + 4, 28)
      const points = data.spo2.map((p): Point => [x(p.at), y(p.value)])
      return [
        ...[low, 90, 100].map((step) => grid(y(step))),
        ...[low, 100].map((step) => tick(String(step), y(step))),
        title('SpO₂', top + 2),
        soft('%', [0, top + 18]),
        line(points, { stroke: INK.strong, width: 0.9 }),
        ...points.map((point) => dot(point, 1.6, { fill: INK.strong })),
        label(`SpO₂ ${last.value}`, [RIGHT + 5, y(last.value) + 2.2]),
      ]
    },
  }
}

function scores({ data, x }: Frame): Lane | null {
  const rows = [
    { name: 'MOAA/S', says: '5 awake', values: data.sedation, notable: (value: number) => value < 5 },
    { name: 'Dissociation', says: 'of 10', values: data.dissociation, notable: (value: number) => value > 0 },
  ].filter(({ values }) => values.length > 0)
  if (rows.length === 0) return null
  return {
    height: rows.length * 15 + 6,
    draw: (top) =>
      rows.flatMap(({ name, says, values, notable }, i) => [
        title(name, top + i * 15),
        soft(says, [RIGHT + 5, top + i * 15 + 8]),
        ...figures(values, top + i * 15 + 6, x, notable),
      ]),
  }
}

/** Scores as figures on the time axis; one that says something stands in a ring. */
function figures(values: readonly Timed[], y: number, x: Frame['x'], notable: (value: number) => boolean): string[] {
  let free = Number.NEGATIVE_INFINITY
  return values.map(({ at, value }) => {
    const px = x(at)
    const ring = notable(value) ? dot([px, y], 5.2, { fill: INK.band, stroke: INK.strong, width: 0.5 }) : ''
    if (px < free) return ring ? dot([px, y], 2, { fill: INK.strong }) : dot([px, y], 1, { fill: INK.soft })
    free = px + 11
    return ring + label(String(value), [px, y + 2.4], { anchor: 'middle', size: 6.5 })
  })
}

function dose({ data, x }: Frame): Lane | null {
  const { delivered, planned, orderedMg } = data
  const last = delivered.at(-1)
  if (!last || orderedMg === null) return null
  const high = Math.max(orderedMg, last.value) * 1.12
  return {
    height: 62,
    draw: (top) => {
      const y = scale(0, high, top + 4, 46)
      const points = (curve: readonly Timed[]) => curve.map((p): Point => [x(p.at), y(p.value)])
      const given = points(delivered)
      const first = given[0]
      return [
        grid(y(0)),
        tick('0', y(0)),
        title('Dose', top),
        soft('mg', [0, top + 16]),
        ...(first ? [shape([...given, [x(last.at), y(0)], [first[0], y(0)]], { fill: INK.dose })] : []),
        line(points(planned), { stroke: INK.soft, width: 0.7, dash: '2 2' }),
        line(
          [
            [LEFT, y(orderedMg)],
            [RIGHT, y(orderedMg)],
          ],
          { stroke: INK.soft, width: 0.5, dash: '0.8 2' },
        ),
        label(`ordered ${short(orderedMg)}`, [LEFT + 3, y(orderedMg) - 2.5], { size: 5.8, fill: INK.soft }),
        line(given, { stroke: INK.strong, width: 1.1 }),
        label(`${short(last.value)} mg`, [RIGHT + 5, y(last.value) + 2.2], { bold: true }),
        ...data.running.map(({ from, to }) => box(x(from), y(0) + 1.5, x(to) - x(from), 2.6, { fill: INK.strong })),
      ]
    },
  }
}

const short = (mg: number): string => String(Math.round(mg * 100) / 100)

const STEPS = [5, 10, 15, 30, 60, 120, 240]

/** Clock times, and minutes since the start below them. */
function axis({ data, x }: Frame): Lane {
  const minutes = (msOf(data.to) - msOf(data.from)) / 60_000
  const every = STEPS.find((step) => minutes / step <= 12) ?? 480
  return {
    height: 22,
    draw: (top) => [
      line(
        [
          [LEFT, top + 1],
          [RIGHT, top + 1],
        ],
        { stroke: INK.soft, width: 0.6 },
      ),
      ...times(data, every).flatMap(({ at, since }) => [
        line(
          [
            [x(at), top + 1],
            [x(at), top + 4],
          ],
          { stroke: INK.soft, width: 0.6 },
        ),
        label(clock(at, data.zone), [x(at), top + 11.5], { anchor: 'middle' }),
        ...(since === null ? [] : [label(since, [x(at), top + 19], { anchor: 'middle', size: 5.6, fill: INK.soft })]),
      ]),
    ],
  }
}

/** Ticks count from the start of the infusion where there is one, so that they fall on its minutes; else on the hour. */
function times({ from, to, start }: ChartData, every: number): readonly { at: Instant; since: string | null }[] {
  const step = every * 60_000
  const origin = start ? msOf(start) : Math.ceil(msOf(from) / step) * step
  const first = origin + Math.ceil((msOf(from) - origin) / step) * step
  const count = Math.max(0, Math.floor((msOf(to) - first) / step) + 1)
  return Array.from({ length: count }, (_, i) => {
    const ms = first + i * step
    const since = (ms - origin) / 60_000
    return { at: instant(ms), since: start ? `${since > 0 ? '+' : ''}${since} min` : null }
  })
}
