import type { Value } from '../../medicine/rules/types.ts'

/** A value in words: yes, 152, 2026-11; rows by what is in them, and whether they are all there are. */
export function inWords(value: Value): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (typeof value !== 'object') return String(value).replaceAll('-', typeof value === 'string' && !/\d/.test(value) ? ' ' : '-')
  const rows = value.rows.map((row) =>
    Object.entries(row).filter(([field]) => field !== 'ingredient' || !('name' in row || 'drug' in row || 'substance' in row)),
  )
  const listed = rows.map((row) =>
    row.map(([field, one]) => (typeof one === 'string' && NAMES.has(field) ? one : `${field.replaceAll('-', ' ')} ${inWords(one)}`)).join(', '),
  )
  const all = value.complete ? '' : 'list not known to be complete'
  return [...(listed.length > 0 ? listed : [value.complete ? 'none' : 'none named']), all].filter(Boolean).join('; ')
}

const NAMES = new Set(['name', 'drug', 'substance', 'ingredient'])
