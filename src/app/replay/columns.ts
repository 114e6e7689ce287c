import { z } from 'zod'
import { QUANTITIES, type Quantity } from '../../medicine/vitals.ts'

export type Target = Quantity | 'pulse'
const measurable = Object.entries(QUANTITIES).flatMap(([id, { device }]) => (device ? [id as Quantity] : []))
export const TARGETS: readonly Target[] = [...measurable, 'pulse']

const target = z.enum(TARGETS as [Target, ...Target[]])
const column = z.string().min(1)

/** What the columns of a table mean. */
export const columnMap = z.strictObject({
  /** How time is written: a count since the beginning, or a moment. */
  time: z.strictObject({ column, unit: z.enum(['ms', 's', 'min', 'h', 'moment']) }),
  /** A column that tells several people apart; one of them is played. */
  of: column.optional(),
  /** A table with one value a line: the column that names it, and the column that holds it. */
  long: z.strictObject({ name: column, value: column }).optional(),
  /** A zero is no signal and no value. */
  zeroIsNothing: z.boolean().default(false),
  /** Column (or, in a long table, name) to quantity. */
  values: z.record(z.string(), target),
  /** Units that are not the quantity's own, by column or name. */
  units: z.record(z.string(), z.string()).default({}),
})
export type ColumnMap = z.infer<typeof columnMap>
type Given = z.input<typeof columnMap>

const known = (map: Given): ColumnMap => columnMap.parse(map)

/** Layouts that are met: minute numerics of a bedside monitor, charted values one a line, cuff readings with an offset. */
export const PRESETS: readonly { readonly name: string; readonly map: ColumnMap }[] = [
  {
    name: 'minute numerics',
    map: known({
      time: { column: 'minute', unit: 'min' },
      zeroIsNothing: true,
      values: {
        HR_bpm: 'heart-rate',
        PULSE_bpm: 'pulse',
        RESP_pm: 'respiratory-rate',
        'SpO2_%': 'spo2',
        NBPSys_mmHg: 'systolic',
        NBPDias_mmHg: 'diastolic',
        NBPMean_mmHg: 'mean-pressure',
      },
    }),
  },
  {
    name: 'charted values, one a line',
    map: known({
      time: { column: 'charttime', unit: 'moment' },
      of: 'icustay_id',
      long: { name: 'itemid', value: 'value' },
      values: { 211: 'heart-rate', 455: 'systolic', 8441: 'diastolic', 456: 'mean-pressure', 646: 'spo2', 618: 'respiratory-rate', 678: 'temperature' },
      units: { 678: '[degF]' },
    }),
  },
  {
    name: 'cuff readings by offset',
    map: known({
      time: { column: 'offset_minutes', unit: 'min' },
      of: 'stay',
      values: { nibp_systolic: 'systolic', nibp_diastolic: 'diastolic', nibp_mean: 'mean-pressure' },
    }),
  },
]

/** The map a header asks for: a preset whose every named column is there (the values at least in part); else null. */
export function presetFor(header: readonly string[]): (typeof PRESETS)[number] | null {
  const has = (name: string | undefined) => name === undefined || header.includes(name)
  const fits = ({ map }: (typeof PRESETS)[number]) =>
    has(map.time.column) && has(map.of) && has(map.long?.name) && has(map.long?.value) && (map.long !== undefined || Object.keys(map.values).some(has))
  return PRESETS.find(fits) ?? null
}

/** A map written in one line: `time=t:s,HR=heart-rate,SPO2=spo2`. */
export function inlineMap(text: string): unknown {
  const map: { time?: { column: string; unit: string }; values: Record<string, string> } = { values: {} }
  for (const pair of text.split(',')) {
    const [name = '', meaning = ''] = pair.split('=').map((word) => word.trim())
    if (name !== 'time') map.values[name] = meaning
    else map.time = { column: meaning.replace(/:[a-z]+$/, ''), unit: /:([a-z]+)$/.exec(meaning)?.[1] ?? 's' }
  }
  return map
}
