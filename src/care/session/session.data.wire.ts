import { z } from 'zod'
import { AE_TERMS } from './correctable.ts'
import { decimal, grade, label, longWords, moment, name, quantity, severity, side, value, values, words } from './session.parts.wire.ts'
import type { CorrectableType, Data, EmergencyKind } from './session.types.ts'

/** The data of what is charted in a session: of the commands that write it, and of the corrections that replace it. */

export const emergencyKinds = [
  'unresponsive',
  'low-oxygen',
  'severe-hypertension',
  'chest-pain',
  'anaphylaxis',
  'seizure',
  'neurological',
  'other',
] as const satisfies readonly EmergencyKind[]

const source = z.strictObject({ device: name, message: label, observedAt: moment })
const points = z.literal([0, 1, 2])

export const order = z.strictObject({
  drug: z.strictObject({ name: label, rxnorm: label }),
  doseMgPerKg: decimal,
  weightKg: decimal,
  durationMin: decimal,
  concentrationMgPerMl: decimal,
  reason: words.exactOptional(),
})
export const asNeededOrder = z.strictObject({
  orderId: name,
  drug: label,
  dose: decimal,
  unit: label,
  route: label,
  indication: words,
  maxDoses: z.int().min(0).max(100),
})
export const assessment = z.strictObject({
  aldrete: z.partialRecord(z.enum(['consciousness', 'circulation', 'breathing', 'spo2', 'activity']), points).exactOptional(),
  padss: z.partialRecord(z.enum(['vitals', 'ambulation', 'nausea', 'pain', 'bleeding']), points).exactOptional(),
  oriented: z.strictObject({ person: z.boolean(), place: z.boolean(), time: z.boolean() }).exactOptional(),
  gait: z.enum(['steady', 'unsteady']).exactOptional(),
  newSuicidalIntent: z.boolean().exactOptional(),
  escortPresent: z.boolean().exactOptional(),
  adviceGiven: z.boolean().exactOptional(),
})
export const limit = z.strictObject({ quantity, side, severity, at: value, clearBy: value, reason: words })

/** One schema for each kind of entry that a person may write and later correct. */
export const entries = {
  'readings-recorded': z.strictObject({
    values,
    from: z.partialRecord(quantity, source),
    notMeasured: z.partialRecord(quantity, words).exactOptional(),
    lateReason: words.exactOptional(),
  }),
  'drug-given': z.strictObject({ orderId: name, drug: label, dose: decimal, unit: label, route: label, lateReason: words.exactOptional() }),
  'note-written': z.strictObject({ voice: z.enum(['nurse', 'physician', 'sitter']), access: z.enum(['team', 'clinicians']), words: longWords }),
  'adverse-event-recorded': z.strictObject({
    term: z.enum(AE_TERMS),
    words,
    grade,
    serious: z.boolean(),
    relatedness: z.enum(['related', 'possibly', 'unrelated', 'unknown']),
    action: words,
  }),
  'weight-measured': z.strictObject({ kg: decimal, method: z.enum(['scale', 'stated']) }),
  'fast-answered': z.strictObject({ lastFood: moment, lastDrink: moment }),
  'escort-named': z.strictObject({ name: label, phone: label, relation: label }),
  'infusion-started': z.strictObject({ rateMlPerHour: decimal, concentrationMgPerMl: decimal, bagMl: decimal }),
  'rate-changed': z.strictObject({ rateMlPerHour: decimal, reason: words.exactOptional() }),
  'infusion-paused': z.strictObject({ reason: words.exactOptional() }),
  'infusion-resumed': z.strictObject({ rateMlPerHour: decimal }),
  'infusion-stopped': z.strictObject({
    reason: z.enum(['complete', 'patient-wish', 'adverse-event', 'emergency', 'line-fault', 'other']),
    remark: words.exactOptional(),
  }),
  'bolus-given': z.strictObject({ ml: decimal, reason: words }),
  'bag-changed': z.strictObject({ concentrationMgPerMl: decimal, bagMl: decimal, reason: words }),
  'iv-placed': z.strictObject({ site: label, gauge: label, attempts: z.int().min(0).max(100) }),
  'iv-checked': z.strictObject({ patent: z.boolean(), remark: words.exactOptional() }),
  'iv-removed': z.strictObject({ intact: z.boolean(), remark: words.exactOptional() }),
  assessed: assessment,
} satisfies { readonly [T in CorrectableType]: z.ZodType<Data<T>> }
