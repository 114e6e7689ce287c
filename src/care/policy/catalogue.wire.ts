import { z } from 'zod'
import type { Catalogue } from '../../medicine/rules/types.ts'
import { condition, confirmed, id, quantified, source, span, tag, version, words } from './condition.wire.ts'

/** The schemas of what may be known: the fact catalogue and the code books. Strict throughout. */

const answer = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9-]*$/, 'an answer is one word: letters, digits and hyphens')
const systems = z.enum(['rxnorm', 'snomed', 'icd-10-cm'])
const fieldTypes = [
  z.strictObject({ kind: z.literal('yes-no') }),
  z.strictObject({ kind: z.literal('number'), unit: z.string('the unit is missing').min(1) }),
  z.strictObject({ kind: z.literal('choice'), of: z.array(answer).min(2, 'a choice has at least two answers').readonly() }),
  z.strictObject({ kind: z.literal('date') }),
  z.strictObject({ kind: z.literal('code'), system: systems }),
  z.strictObject({ kind: z.literal('text') }),
] as const
const KINDS = 'a type is one of: yes-no, number, choice, date, code, text'
const fieldType = z.discriminatedUnion('kind', fieldTypes, KINDS)
const factType = z.discriminatedUnion('kind', [...fieldTypes, z.strictObject({ kind: z.literal('rows'), fields: z.record(id, fieldType) })], `${KINDS}, rows`)

const from = z
  .array(z.enum(['patient', 'clinician', 'device', 'import']))
  .min(1, 'nobody may supply this fact; name who collects it')
  .readonly()
const ask = z.strictObject({
  patient: words.exactOptional(),
  clinician: words,
  help: words.exactOptional(),
  answers: z.record(z.string(), words).exactOptional(),
})

const fact = z.strictObject({
  id,
  name: words,
  section: words,
  type: factType,
  codes: z
    .array(z.strictObject({ system: z.enum(['loinc', 'snomed', 'rxnorm', 'icd-10-cm']), code: z.string().min(1), display: words }))
    .readonly()
    .exactOptional(),
  freshFor: z.union([z.literal('always'), span], 'how long it counts: `always`, or { value, unit, source, confirmed }'),
  from,
  ask,
  get: z.enum(['ask', 'measure', 'order']),
  meet: z.enum(['latest', 'agree']),
  askedOf: condition.exactOptional(),
})

export const catalogue = z.strictObject({
  version,
  facts: z.array(fact).min(1).readonly(),
  sources: z.record(tag, source),
}) satisfies z.ZodType<Catalogue>

const set = z.strictObject({
  title: words,
  system: systems,
  codes: z.array(z.string().min(1)).readonly().exactOptional(),
  source: tag,
  confirmed,
})
const table = z.strictObject({ title: words, by: id, unit: z.string().min(1), values: z.record(z.string().min(1), quantified) })
const ingredient = z.strictObject({
  rxnorm: z.string('the code in quotes, "704"').regex(/^\d+$/),
  name: words,
  also: z.array(words).readonly().exactOptional(),
  sets: z.array(id).readonly().exactOptional(),
})

/** One file of code books; several are laid together. */
export const codes = z.strictObject({
  version: version.exactOptional(),
  sets: z.record(id, set).exactOptional(),
  tables: z.record(id, table).exactOptional(),
  ingredients: z.array(ingredient).readonly().exactOptional(),
  sources: z.record(tag, source).exactOptional(),
})
export type CodesDocument = z.output<typeof codes>
