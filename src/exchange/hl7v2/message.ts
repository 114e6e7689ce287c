import { type Charset, decode, withoutZero } from './text.ts'

export type Separators = { readonly field: string; readonly component: string; readonly repetition: string; readonly escape: string; readonly sub: string }
export type Segment = { readonly name: string; readonly fields: readonly string[] }
export type Message = { readonly separators: Separators; readonly segments: readonly Segment[]; readonly charset: Charset }

export const STANDARD: Separators = { field: '|', component: '^', repetition: '~', escape: '\\', sub: '&' }

/**
 * Bytes as a message: segments of fields, still escaped. Tolerates a byte order mark, CR, LF or both, blank lines, and
 * any separators that MSH-1 and MSH-2 name. Null when the first line is no MSH; never throws.
 */
export function parseMessage(bytes: Uint8Array): Message | null {
  const { text, charset } = decode(bytes)
  const lines = text
    .split(/[\r\n]+/)
    .map((line) => line.trimStart())
    .filter((line) => line.trim() !== '')
  const head = lines[0] ?? ''
  const separators = separatorsOf(head)
  if (!separators) return null
  return { separators, segments: lines.map((line) => segmentOf(line, separators)), charset }
}

/** Field n of a segment, numbered as HL7 numbers it (MSH-1 is the separator itself); '' when absent, and '' for the explicit null `""`. */
export function field(segment: Segment | undefined, n: number): string {
  const text = segment?.fields[n] ?? ''
  return text === '""' ? '' : text
}

/** Component n (from 1) of a field's first repetition, unescaped and trimmed. */
export function component(message: Message, text: string, n: number): string {
  const { repetition, component } = message.separators
  const first = text.split(repetition, 1)[0] ?? ''
  const part = first.split(component)[n - 1] ?? ''
  return unescaped(part === '""' ? '' : part, message.separators).trim()
}

export const repetitions = (message: Message, text: string): readonly string[] => (text === '' ? [] : text.split(message.separators.repetition))

export const header = (message: Message): Segment => message.segments[0] as Segment

function separatorsOf(head: string): Separators | null {
  if (!head.startsWith('MSH')) return null
  const mark = head[3]
  if (!mark || /[\w\s]/.test(mark)) return null
  const named = head.slice(4).split(mark, 1)[0] ?? ''
  const found = {
    field: mark,
    component: named[0] ?? STANDARD.component,
    repetition: named[1] ?? STANDARD.repetition,
    escape: named[2] ?? STANDARD.escape,
    sub: named[3] ?? STANDARD.sub,
  }
  return new Set(Object.values(found)).size === 5 ? found : null
}

function segmentOf(line: string, separators: Separators): Segment {
  const parts = line.split(separators.field)
  const name = (parts[0] ?? '').trim()
  return { name, fields: name === 'MSH' ? ['MSH', separators.field, ...parts.slice(1)] : parts }
}

/** Escape sequences back to what they stand for; one that is not known is left as it is written. */
export function unescaped(text: string, separators: Separators): string {
  const mark = separators.escape
  if (!text.includes(mark)) return text
  const [first = '', ...rest] = text.split(mark)
  let out = first
  for (let i = 0; i < rest.length; i++) {
    const code = rest[i] ?? ''
    const closed = i + 1 < rest.length
    const meaning = closed ? meaningOf(code, separators) : null
    out += meaning ?? mark + code
    if (meaning !== null) out += rest[++i] ?? ''
  }
  return out
}

function meaningOf(code: string, s: Separators): string | null {
  const letters: Record<string, string> = { F: s.field, S: s.component, R: s.repetition, E: s.escape, T: s.sub, '.br': '\n', H: '', N: '' }
  if (letters[code] !== undefined) return letters[code]
  if (/^X([0-9A-F]{2})+$/i.test(code))
    return withoutZero((code.slice(1).match(/../g) ?? []).map((pair) => String.fromCharCode(Number.parseInt(pair, 16))).join(''))
  return null
}

/** Words made safe for a field. */
export function escaped(words: string, s: Separators): string {
  const codes: readonly [string, string][] = [
    [s.field, 'F'],
    [s.component, 'S'],
    [s.repetition, 'R'],
    [s.escape, 'E'],
    [s.sub, 'T'],
  ]
  return Array.from(words, (letter) => {
    if (letter < ' ') return ' '
    const code = codes.find(([mark]) => mark === letter)
    return code ? s.escape + code[1] + s.escape : letter
  }).join('')
}
