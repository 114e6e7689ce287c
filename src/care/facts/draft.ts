import type { FactDefinition, FieldType, Row, Scalar, Value } from '../../medicine/rules/types.ts'

/** What stands in the form, as text; '' is not answered. */
export type Draft = { readonly text: string; readonly rows: readonly Readonly<Record<string, string>>[]; readonly complete: boolean }
export const EMPTY_DRAFT: Draft = { text: '', rows: [], complete: false }

export function draftOf(value: Value | undefined): Draft {
  if (value === undefined) return EMPTY_DRAFT
  if (typeof value !== 'object') return { ...EMPTY_DRAFT, text: textOf(value) }
  return {
    text: '',
    rows: value.rows.map((row) => Object.fromEntries(Object.entries(row).map(([name, one]) => [name, textOf(one)]))),
    complete: value.complete,
  }
}
const textOf = (value: Scalar): string => (typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value))

/** The value that is meant; or, in words, what is missing. */
export function meant({ type }: FactDefinition, { text, rows, complete }: Draft): { readonly value: Value } | { readonly missing: string } {
  if (type.kind !== 'rows') {
    const value = scalarOf(type, text)
    return value === null ? { missing: MISSING[type.kind] } : { value }
  }
  const read: Row[] = []
  for (const draft of rows) {
    const row: Record<string, Scalar> = {}
    for (const [name, field] of Object.entries(type.fields)) {
      const said = draft[name]?.trim() ?? ''
      if (said === '') continue
      const value = scalarOf(field, said)
      if (value === null) return { missing: `${name.replaceAll('-', ' ')}: ${MISSING[field.kind]}` }
      row[name] = value
    }
    if (Object.keys(row).length > 0) read.push(row)
  }
  if (read.length === 0 && !complete) return { missing: 'Add a row, or say that there are none.' }
  return { value: { rows: read, complete } }
}

const MISSING: Readonly<Record<FieldType['kind'], string>> = {
  'yes-no': 'Say yes or no.',
  number: 'Type a number.',
  choice: 'Choose one.',
  date: 'Type a date: 2026-11-25, 2026-11 or 2026.',
  code: 'Choose one.',
  text: 'Type a few words.',
}

function scalarOf(field: FieldType, said: string): Scalar | null {
  const text = said.trim()
  if (text === '') return null
  switch (field.kind) {
    case 'yes-no':
      return text === 'yes' ? true : text === 'no' ? false : null
    case 'number': {
      const number = Number(text.replace(',', '.'))
      return /^-?\d+([.,]\d+)?$/.test(text) && Number.isFinite(number) ? number : null
    }
    case 'date':
      return /^\d{4}(-\d{2}(-\d{2})?)?$/.test(text) ? text : null
    default:
      return text
  }
}
