import type { Reason } from '../../medicine/record.ts'
import type { FactDefinition, FieldType, Row, Scalar, Statement } from '../../medicine/rules/types.ts'

const DATE = /^\d{4}(-\d{2}(-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2}))?)?)?$/

/** Why a statement cannot stand under what the catalogue says of its fact; empty when it can. */
export function objection({ fact, value, at, source }: Statement, definition: FactDefinition | undefined): readonly Reason[] {
  if (!definition) return [{ code: 'no-such-fact', field: fact, message: `Nobody reads a fact called "${fact}".` }]
  if (!DATE.test(at)) return [{ code: 'no-date', field: fact, message: `${definition.name}: say when this was true.` }]
  if (!definition.from.includes(source.kind)) return [{ code: 'not-theirs', field: fact, message: `${definition.name} is not taken from ${WHO[source.kind]}.` }]
  const wrong = valueObjection(value, definition)
  return wrong ? [{ code: 'bad-value', field: fact, message: `${definition.name}: ${wrong}` }] : []
}

const WHO = { patient: 'the patient', clinician: 'staff', device: 'a device', import: 'an import' } as const

function valueObjection(value: Statement['value'], { type }: FactDefinition): string | null {
  if (type.kind !== 'rows') return typeof value === 'object' ? 'one value, not rows' : fieldObjection(value, type)
  if (typeof value !== 'object') return 'rows, and whether they are all there are'
  return value.rows.reduce<string | null>((found, row) => found ?? rowObjection(row, type.fields), null)
}

function rowObjection(row: Row, fields: Readonly<Record<string, FieldType>>): string | null {
  for (const [name, value] of Object.entries(row)) {
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined
    if (!field) return `a row has no "${name}"`
    const wrong = fieldObjection(value, field)
    if (wrong) return `${name}: ${wrong}`
  }
  return null
}

function fieldObjection(value: Scalar, field: FieldType): string | null {
  switch (field.kind) {
    case 'yes-no':
      return typeof value === 'boolean' ? null : 'yes or no'
    case 'number':
      return typeof value === 'number' && Number.isFinite(value) ? null : `a number (${field.unit})`
    case 'choice':
      return typeof value === 'string' && field.of.includes(value) ? null : `one of ${field.of.join(', ')}`
    case 'date':
      return typeof value === 'string' && DATE.test(value) ? null : 'a date: a year, a month, or a day'
    case 'code':
      return typeof value === 'string' && value !== '' ? null : 'a code'
    case 'text':
      return typeof value === 'string' ? null : 'words'
    default:
      return field satisfies never
  }
}
