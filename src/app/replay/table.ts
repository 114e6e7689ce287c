import { parse } from 'csv-parse/sync'
import { pcd01, type Sent } from '../../exchange/hl7v2/write.ts'
import { NeedsHelp } from '../../platform/db/needs-help.ts'
import type { ColumnMap, Target } from './columns.ts'
import type { Beat, Recording } from './recording.ts'

type Line = Readonly<Record<string, string>>

/** The lines of a table, by the names in its first line. Comma, semicolon or tab. */
export function linesOf(text: string): { readonly header: readonly string[]; readonly lines: readonly Line[] } {
  const first = text.slice(0, text.search(/[\r\n]/) >>> 0)
  const delimiter = [',', ';', '\t'].reduce((best, mark) => (first.split(mark).length > first.split(best).length ? mark : best), ',')
  try {
    const rows: string[][] = parse(text, { bom: true, delimiter, trim: true, skip_empty_lines: true, relax_column_count: true })
    const [header = [], ...rest] = rows
    return { header, lines: rest.map((row) => Object.fromEntries(header.map((name, i) => [name, row[i] ?? '']))) }
  } catch (fault) {
    throw new NeedsHelp(`The table does not read: ${(fault as Error).message}`)
  }
}

export type Playing = { readonly sender: string; readonly bed: string /** Which of several people is played. */; readonly only?: string | undefined }

/** A table of time series as what a monitor would have sent: one message a moment. */
export function tableRecording(header: readonly string[], lines: readonly Line[], map: ColumnMap, playing: Playing): Recording {
  const lacking = [map.time.column, map.of, map.long?.name, map.long?.value, ...(map.long ? [] : Object.keys(map.values))].filter(
    (name) => name !== undefined && !header.includes(name),
  )
  const mapped = map.long ? [] : Object.keys(map.values).filter((name) => header.includes(name))
  if (lacking.includes(map.time.column) || (!map.long && mapped.length === 0)) throw new NeedsHelp(`The table has no column ${lacking.join(', ')}`)
  const whose = chosen(lines, map, playing.only)
  const moments = byMoment(whose.lines, map)
  const first = Math.min(...moments.keys())
  if (moments.size === 0) throw new NeedsHelp('The table has no line with a time and a value')
  const beats = [...moments].sort(([a], [b]) => a - b).map(([ms, measured]) => beat(ms - first, measured, playing))
  return { says: `${beats.length} moments${whose.says}`, beats, devices: [`${playing.sender} @ ${playing.bed}`] }
}

function chosen(lines: readonly Line[], map: ColumnMap, only: string | undefined): { readonly lines: readonly Line[]; readonly says: string } {
  const { of } = map
  if (of === undefined) return { lines, says: '' }
  const people = [...new Set(lines.map((line) => line[of] ?? ''))]
  const who = only ?? people[0] ?? ''
  if (!people.includes(who)) throw new NeedsHelp(`There is no ${of} ${who} in the table; there are ${people.slice(0, 20).join(', ')}`)
  const others =
    people.length > 1
      ? ` (choose another with --only: ${people
          .filter((one) => one !== who)
          .slice(0, 10)
          .join(', ')})`
      : ''
  return { lines: lines.filter((line) => line[of] === who), says: ` of ${of} ${who}${others}` }
}

const UNIT_MS = { ms: 1, s: 1_000, min: 60_000, h: 3_600_000 } as const

function timeOf(line: Line, { column, unit }: ColumnMap['time']): number {
  const text = line[column] ?? ''
  if (unit === 'moment') return Date.parse(/[Z+]|-\d{2}:?\d{2}$/.test(text.slice(10)) ? text : `${text.replace(' ', 'T')}Z`)
  return text === '' ? Number.NaN : Number(text) * UNIT_MS[unit]
}

function byMoment(lines: readonly Line[], map: ColumnMap): Map<number, Sent[]> {
  const moments = new Map<number, Sent[]>()
  for (const line of lines) {
    const ms = timeOf(line, map.time)
    const measured = Number.isFinite(ms) ? measuredIn(line, map) : []
    if (measured.length > 0) moments.set(ms, [...(moments.get(ms) ?? []), ...measured])
  }
  return moments
}

function measuredIn(line: Line, map: ColumnMap): Sent[] {
  const named: readonly (readonly [name: string, text: string])[] = map.long
    ? [[line[map.long.name] ?? '', line[map.long.value] ?? '']]
    : Object.keys(map.values).map((name) => [name, line[name] ?? ''])
  return named.flatMap(([name, text]) => {
    const what = map.values[name] as Target | undefined
    if (!what || text === '' || !Number.isFinite(Number(text))) return []
    const value = map.zeroIsNothing && Number(text) === 0 ? null : Number(text)
    return [{ what, value, ...(map.units[name] ? { unit: map.units[name] } : {}) }]
  })
}

const beat = (offsetMs: number, measured: readonly Sent[], { sender, bed }: Playing): Beat => ({
  offsetMs,
  message: (now, played, controlId) => pcd01({ sender: { name: sender }, controlId, bed, sent: now, at: played(offsetMs), measured }),
})
