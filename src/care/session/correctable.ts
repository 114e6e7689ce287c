import { parseInstant } from '../../medicine/time.ts'
import { isPositive } from '../../medicine/units.ts'
import { QUANTITIES } from '../../medicine/vitals.ts'
import type { AeTerm, CorrectableType, Data } from './session.types.ts'

/**
 * The shapes of the entries that may be corrected. The data of a correction arrives as `unknown` and is trusted only
 * after this; a fold over old facts asks the same question.
 */
type Is = (value: unknown) => boolean
type Shape = Readonly<Record<string, Is>>

const text: Is = (v) => typeof v === 'string'
const flag: Is = (v) => typeof v === 'boolean'
const count: Is = (v) => Number.isInteger(v) && (v as number) >= 0
const number: Is = (v) => typeof v === 'number' && Number.isFinite(v)
const decimal: Is = (v) => typeof v === 'string' && isPositive(v)
const moment: Is = (v) => typeof v === 'string' && parseInstant(v) === v
const one =
  (...values: readonly unknown[]): Is =>
  (v) =>
    values.includes(v)
const maybe =
  (is: Is): Is =>
  (v) =>
    v === undefined || is(v)
const record = (v: unknown): v is Record<string, unknown> => typeof v === 'object' && v !== null && !Array.isArray(v)
const shaped =
  (shape: Shape): Is =>
  (v) =>
    record(v) && Object.keys(v).every((key) => Object.hasOwn(shape, key)) && Object.entries(shape).every(([key, is]) => is(v[key]))
const perQuantity =
  (is: Is): Is =>
  (v) =>
    record(v) && Object.entries(v).every(([q, value]) => Object.hasOwn(QUANTITIES, q) && is(value))

/** What can be reported as an adverse event; the wire schema reads the same list. */
export const AE_TERMS = [
  'nausea',
  'vomiting',
  'headache',
  'dizziness',
  'dissociation',
  'anxiety',
  'hypertension',
  'hypotension',
  'tachycardia',
  'bradycardia',
  'desaturation',
  'respiratory-depression',
  'over-sedation',
  'loss-of-consciousness',
  'chest-pain',
  'allergic-reaction',
  'infiltration',
  'fall',
  'other',
] as const satisfies readonly AeTerm[]
const part = maybe(one(0, 1, 2))
const remark = maybe(text)
const deviceSource = shaped({ device: text, message: text, observedAt: moment })
const bag = { concentrationMgPerMl: decimal, bagMl: decimal }

const SHAPES: { readonly [T in CorrectableType]: { readonly [K in keyof Required<Data<T>>]: Is } } = {
  'readings-recorded': { values: perQuantity(number), from: perQuantity(deviceSource), notMeasured: maybe(perQuantity(text)), lateReason: remark },
  'drug-given': { orderId: text, drug: text, dose: decimal, unit: text, route: text, lateReason: remark },
  'note-written': { voice: one('nurse', 'physician', 'sitter'), access: one('team', 'clinicians'), words: text },
  'adverse-event-recorded': {
    term: one(...AE_TERMS),
    words: text,
    grade: one(1, 2, 3, 4, 5),
    serious: flag,
    relatedness: one('related', 'possibly', 'unrelated', 'unknown'),
    action: text,
  },
  'weight-measured': { kg: decimal, method: one('scale', 'stated') },
  'fast-answered': { lastFood: moment, lastDrink: moment },
  'escort-named': { name: text, phone: text, relation: text },
  'infusion-started': { rateMlPerHour: decimal, ...bag },
  'rate-changed': { rateMlPerHour: decimal, reason: remark },
  'infusion-paused': { reason: remark },
  'infusion-resumed': { rateMlPerHour: decimal },
  'infusion-stopped': { reason: one('complete', 'patient-wish', 'adverse-event', 'emergency', 'line-fault', 'other'), remark },
  'bolus-given': { ml: decimal, reason: text },
  'bag-changed': { ...bag, reason: text },
  'iv-placed': { site: text, gauge: text, attempts: count },
  'iv-checked': { patent: flag, remark },
  'iv-removed': { intact: flag, remark },
  assessed: {
    aldrete: maybe(shaped({ consciousness: part, circulation: part, breathing: part, spo2: part, activity: part })),
    padss: maybe(shaped({ vitals: part, ambulation: part, nausea: part, pain: part, bleeding: part })),
    oriented: maybe(shaped({ person: flag, place: flag, time: flag })),
    gait: maybe(one('steady', 'unsteady')),
    newSuicidalIntent: maybe(flag),
    escortPresent: maybe(flag),
    adviceGiven: maybe(flag),
  },
}

export const CORRECTABLE = Object.keys(SHAPES) as readonly CorrectableType[]
export const isCorrectable = (type: string): type is CorrectableType => Object.hasOwn(SHAPES, type)

/** Whether `data` is what an entry of this type holds: every part there, nothing else. */
export const fits = <T extends string>(type: T, data: unknown): boolean => isCorrectable(type) && shaped(SHAPES[type])(data)
