/** A row of the journal as PostgreSQL writes it out in UTC, in the order of `EVENT_COLUMNS`. */
export type EventRow = readonly [
  seq: string,
  id: string,
  type: string,
  version: string,
  data: string,
  at: string,
  recordedAt: string,
  by: string,
  via: string,
  corrects: string | null,
  hash: string,
]
export const EVENT_COLUMNS = 'j.seq, j.id, j.type, j.version, j.data, j.at, j.recorded_at, j."by", j.via, j.corrects, j.hash'

/** Nobody wrote this row so: a moment finer than milliseconds, a number spelled otherwise. */
class Foreign extends Error {}

/**
 * The canonical text of an event from its row, the same as `sealedText` makes from its values, without going through
 * them: a million rows are read when the journal is verified. Null for a row that Waymark cannot have written.
 */
export function textOfRow(clinic: string, kind: string, stream: string, row: EventRow): string | null {
  try {
    const [seq, id, type, version, data, at, recordedAt, by, via, corrects] = row
    return (
      `{"at":"${instantOf(at)}","by":${often(by)},"clinic":"${clinic}",${corrects === null ? '' : `"corrects":"${corrects}",`}"data":${jsonOf(data)},` +
      `"id":"${id}","recordedAt":"${instantOf(recordedAt)}","seq":${seq},"stream":{"id":${JSON.stringify(stream)},"kind":"${kind}"},` +
      `"type":${JSON.stringify(type)},"version":${version},"via":${jsonOf(via)}}`
    )
  } catch (fault) {
    if (fault instanceof Foreign || fault instanceof Error) return null
    throw fault
  }
}

/** `2026-11-24 14:05:00.12+00` to `2026-11-24T14:05:00.120Z`. */
export function instantOf(text: string): string {
  const { length } = text
  if (text.charCodeAt(10) !== 32 || !text.endsWith('+00') || length > 26) throw new Foreign(text)
  const clock = text.slice(11, 19)
  if (length === 22) return `${text.slice(0, 10)}T${clock}.000Z`
  return `${text.slice(0, 10)}T${clock}.${text.slice(20, length - 3).padEnd(3, '0')}Z`
}

/** Who did it: few people, many events. */
const remembered = new Map<string, string>()
function often(json: string): string {
  const known = remembered.get(json)
  if (known !== undefined) return known
  if (remembered.size > 1000) remembered.clear()
  const text = jsonOf(json)
  remembered.set(json, text)
  return text
}

function jsonOf(json: string): string {
  if (ODD.test(json)) expectPlain(json)
  return textOf(JSON.parse(json))
}

/** As `canonical`, for values that the database gave: what it would refuse cannot be among them. */
function textOf(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map(textOf).join(',')}]`
  let text = ''
  for (const { key, label } of shapeOf(Object.keys(value))) text += label + textOf((value as Record<string, unknown>)[key])
  return `{${text}}`
}

type Shape = readonly { readonly key: string; readonly label: string }[]
/** Objects of few shapes, very often: their keys in order, each as it is written. */
const shapes = new Map<string, Shape>()
function shapeOf(keys: readonly string[]): Shape {
  // No key holds a NUL; but no key at all and one empty key would else be called the same.
  const name = `${keys.length}\u0000${keys.join('\u0000')}`
  const known = shapes.get(name)
  if (known) return known
  if (shapes.size > 10_000) shapes.clear()
  const shape = keys.toSorted().map((key, i) => ({ key, label: `${i > 0 ? ',' : ''}${JSON.stringify(key)}:` }))
  shapes.set(name, shape)
  return shape
}

/** Where a number may be spelled otherwise than from a double: zeros behind, or more digits than fifteen. Strings may look so too. */
const ODD = /\.\d*0(?!\d)|\d[\d.]{15}/
const TOKEN = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?/g

/** `jsonb` keeps 1.50 apart from 1.5 and more digits than a double has; JSON.parse does not. What we wrote has neither. */
function expectPlain(json: string): void {
  for (const [token] of json.matchAll(TOKEN)) if (!token.startsWith('"') && plain(Number(token)) !== token) throw new Foreign(token)
}

/** A number as PostgreSQL writes it: all its digits, no exponent. */
export function plain(value: number): string {
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(String(value)) ?? []
  const digits = whole + fraction
  const point = whole.length + Number(exponent)
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`
  if (point >= digits.length) return `${sign}${digits}${'0'.repeat(point - digits.length)}`
  return `${sign}${digits.slice(0, point)}.${digits.slice(point)}`
}
