import fc from 'fast-check'
import { MOMENTS, nasty, TEXTS } from './nasty.testing.ts'

/** What of JSON Schema the interface's description uses. */
export type Schema = {
  readonly $ref?: string
  readonly type?: string | readonly string[]
  readonly format?: string
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly oneOf?: readonly Schema[]
  readonly anyOf?: readonly Schema[]
  readonly allOf?: readonly Schema[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly items?: Schema
  readonly additionalProperties?: Schema | boolean
  readonly minimum?: number
  readonly maximum?: number
}
export type Known = { readonly ids: readonly string[]; readonly schemas: Readonly<Record<string, Schema>> }

/** Bodies that fit a schema, or nearly: ids and moments of the real world among them, so that they come past the door. */
export function fitting(schema: Schema | undefined, known: Known, depth = 0): fc.Arbitrary<unknown> {
  if (!schema || depth > 8) return nasty
  if (schema.$ref) return fitting(known.schemas[schema.$ref.split('/').at(-1) ?? ''], known, depth + 1)
  if (schema.const !== undefined) return fc.constant(schema.const)
  if (schema.enum) return fc.constantFrom(...schema.enum)
  const options = schema.oneOf ?? schema.anyOf
  if (options) return fc.oneof(...options.map((one) => fitting(one, known, depth + 1)))
  if (schema.allOf) return fc.tuple(...schema.allOf.map((one) => fitting(one, known, depth + 1))).map((parts) => Object.assign({}, ...parts) as unknown)
  return ofType(schema, known, depth)
}

function ofType(schema: Schema, known: Known, depth: number): fc.Arbitrary<unknown> {
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type
  switch (type) {
    case 'string':
      return text(schema, known)
    case 'integer':
    case 'number':
      return fc.oneof(fc.integer({ min: Math.max(schema.minimum ?? 0, -1e6), max: Math.min(schema.maximum ?? 300, 1e6) }), fc.constantFrom(0, -1, 0.5, 1e9))
    case 'boolean':
      return fc.boolean()
    case 'array':
      return fc.array(fitting(schema.items, known, depth + 1), { maxLength: 3 })
    case 'object':
      return record(schema, known, depth)
    default:
      return schema.properties ? record(schema, known, depth) : nasty
  }
}

function record(schema: Schema, known: Known, depth: number): fc.Arbitrary<unknown> {
  const { properties = {}, required = [], additionalProperties } = schema
  const fields = Object.fromEntries(Object.entries(properties).map(([name, inner]) => [name, fitting(inner, known, depth + 1)]))
  const own = fc.record(fields, { requiredKeys: required.filter((name) => name in fields) })
  if (typeof additionalProperties !== 'object') return own
  const keys = fc.oneof(fc.constantFrom('heart-rate', 'systolic', 'spo2', 'name'), fc.constantFrom(...TEXTS))
  return fc.tuple(own, fc.dictionary(keys, fitting(additionalProperties, known, depth + 1), { maxKeys: 3 })).map(([a, b]) => ({ ...b, ...a }))
}

function text({ format }: Schema, { ids }: Known): fc.Arbitrary<string> {
  const now = () => new Date().toISOString()
  if (format === 'uuid') return fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...ids) }, { weight: 3, arbitrary: fc.uuid() })
  if (format === 'date-time') return fc.oneof({ weight: 4, arbitrary: fc.constant(0).map(now) }, { weight: 1, arbitrary: fc.constantFrom(...MOMENTS) })
  return fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom('Ana', 'window', '70', '0.5', 'a sentence of some words', '2020-02-29', 'nurse', ...ids) },
    { weight: 1, arbitrary: fc.constantFrom(...TEXTS, ...MOMENTS) },
    { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 20 }) },
  )
}
