import pg from 'pg'
import { instant } from '../../medicine/time.ts'

/**
 * How PostgreSQL's values come out. Moments are Instant text; a calendar date stays text, for a birth date has no zone;
 * numeric stays text, for a dose must not pass through a binary fraction.
 */
const readers = new Map<number, (text: string) => unknown>([
  [pg.types.builtins.TIMESTAMPTZ, moment],
  [pg.types.builtins.DATE, (text) => text],
  [pg.types.builtins.TIMESTAMP, (text) => text],
  [pg.types.builtins.INT8, wholeNumber],
])

export const columnTypes: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text') => readers.get(oid) ?? pg.types.getTypeParser(oid, format)) as pg.CustomTypesConfig['getTypeParser'],
}

/** `2026-11-24 14:05:00.12+00`, as PostgreSQL writes it in UTC, to `2026-11-24T14:05:00.120Z`. */
function moment(text: string): string {
  const [, day, clock, fraction = ''] = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.(\d{1,6}))?\+00$/.exec(text) ?? []
  if (day) return `${day}T${clock}.${fraction.slice(0, 3).padEnd(3, '0')}Z`
  const ms = Date.parse(text)
  if (Number.isNaN(ms)) throw new RangeError(`not a moment Waymark can hold: ${text}`)
  return instant(ms)
}

function wholeNumber(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new RangeError(`too large for an exact number: ${text}`)
  return value
}
