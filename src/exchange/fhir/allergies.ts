import type { Row } from '../../medicine/rules/types.ts'
import type { AllergySaid } from './mapped.ts'

type From = AllergySaid & { readonly source: string }
export type AllergyRow = { readonly row: Row; readonly from: readonly From[] }

/** Every allergy once, with every reaction that is told of it and where it is told. */
export function allergyRows(said: readonly From[]): AllergyRow[] {
  const rows = new Map<string, { row: Record<string, string>; from: From[] }>()
  for (const one of said) {
    for (const row of typeof one.rows === 'string' ? [] : one.rows) {
      const key = row.ingredient ?? `"${row.substance?.toLowerCase()}`
      const before = rows.get(key)
      const reaction = [...new Set([before?.row.reaction, row.reaction].filter(Boolean))].join(', ')
      rows.set(key, { row: { ...row, ...before?.row, ...(reaction && { reaction }) }, from: [...(before?.from ?? []), one] })
    }
  }
  return [...rows.entries()].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row)
}

/** "None known" stands only where nothing it speaks of is named beside it. */
export function noneStands(said: readonly AllergySaid[], rows: readonly AllergyRow[]): boolean {
  if (said.some((one) => one.rows === 'none-known')) return rows.length === 0
  return said.some((one) => one.rows === 'none-of-medicines') && rows.every(({ row }) => row.kind === 'food' || row.kind === 'environment')
}
