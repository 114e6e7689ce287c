import type { CorrectableType, Data } from '../../session.ts'

/** The one or two numbers or words of an entry that a correction most often changes, as fields; the rest of the entry stays. */
export type Part = { readonly key: string; readonly label: string; readonly unit: string; readonly text: string; readonly kind: 'decimal' | 'number' | 'words' }

const LABELS: Readonly<Record<string, readonly [string, string, Part['kind']]>> = {
  rateMlPerHour: ['Rate', 'mL/h', 'decimal'],
  concentrationMgPerMl: ['Concentration', 'mg/mL', 'decimal'],
  bagMl: ['Bag', 'mL', 'decimal'],
  ml: ['Volume', 'mL', 'decimal'],
  dose: ['Dose', '', 'decimal'],
  kg: ['Weight', 'kg', 'decimal'],
  grade: ['Grade', '1–5', 'number'],
  attempts: ['Attempts', '', 'number'],
  words: ['Words', '', 'words'],
  remark: ['Remark', '', 'words'],
  reason: ['Reason', '', 'words'],
  action: ['What was done', '', 'words'],
  site: ['Site', '', 'words'],
  gauge: ['Gauge', '', 'words'],
  name: ['Name', '', 'words'],
  phone: ['Phone', '', 'words'],
  relation: ['Relation', '', 'words'],
}

/** `reason` of a stop is one of a list, not words. */
const FIXED: Readonly<Partial<Record<CorrectableType, readonly string[]>>> = { 'infusion-stopped': ['reason'] }

/** Words an entry may have or lack: they can be added by a correction. */
const OPTIONAL: Readonly<Partial<Record<CorrectableType, readonly string[]>>> = {
  'infusion-paused': ['reason'],
  'rate-changed': ['reason'],
  'infusion-stopped': ['remark'],
  'iv-checked': ['remark'],
  'iv-removed': ['remark'],
}

export function parts(type: CorrectableType, data: unknown): readonly Part[] {
  const absent = Object.fromEntries((OPTIONAL[type] ?? []).map((key) => [key, '']))
  const record: Record<string, unknown> = { ...absent, ...(data as Record<string, unknown>) }
  return Object.entries(LABELS).flatMap(([key, [label, unit, kind]]) => {
    const value = record[key]
    if (FIXED[type]?.includes(key)) return []
    return typeof value === 'string' || typeof value === 'number' ? [{ key, label, unit, kind, text: String(value) }] : []
  })
}

/** The entry's data with the changed parts in place, each in the form it had. */
export function changed(data: unknown, texts: Readonly<Record<string, string>>, of: readonly Part[]): unknown {
  const next: Record<string, unknown> = { ...(data as Record<string, unknown>) }
  for (const { key, kind, text } of of) next[key] = kind === 'number' ? Number(texts[key] ?? text) : (texts[key] ?? text)
  for (const { key, text } of of) if (text === '' && next[key] === '') delete next[key]
  return next
}

type Readings = Data<'readings-recorded'>

/** A set with typed values in place of the old ones: an emptied value leaves the set, a changed one loses its monitor. */
export function changedReadings(data: Readings, texts: Readonly<Record<string, string>>): Readings {
  const values: Record<string, number> = { ...data.values }
  const from: Record<string, unknown> = { ...data.from }
  for (const [q, text] of Object.entries(texts)) {
    if (text === String(data.values[q as keyof typeof data.values] ?? '')) continue
    delete from[q]
    if (text.trim() === '') delete values[q]
    else values[q] = Number(text)
  }
  return { ...data, values, from } as Readings
}
