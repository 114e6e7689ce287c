/** The character sets of MSH-18 that are met in practice; anything else is read as UTF-8 when it is UTF-8, else as Latin-1. */
export type Charset = 'utf-8' | 'latin1'

const BOM = [0xef, 0xbb, 0xbf] as const
const LATIN = /8859[/-]?1\b|LATIN[- ]?1|WINDOWS-?1252|CP1252/i

/** The bytes of one message as text. Never throws: a byte that is no UTF-8 makes the whole message Latin-1, where every byte is a letter. */
export function decode(bytes: Uint8Array): { readonly text: string; readonly charset: Charset } {
  const { text, charset } = lettersOf(bytes)
  return { text: withoutZero(text), charset }
}

/** A zero byte has no place in HL7, nor in text that PostgreSQL keeps; it becomes a letter that says "something stood here". */
export const withoutZero = (text: string): string => text.replaceAll('\0', '\ufffd')

/** At most so many characters, and none of them cut in half. */
export const cut = (text: string, most: number): string => text.slice(0, most).toWellFormed()

function lettersOf(bytes: Uint8Array): { readonly text: string; readonly charset: Charset } {
  const body = BOM.every((byte, i) => bytes[i] === byte) ? bytes.subarray(BOM.length) : bytes
  const latin = new TextDecoder('latin1')
  if (LATIN.test(declared(latin.decode(body.subarray(0, 2_000))))) return { text: latin.decode(body), charset: 'latin1' }
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(body), charset: 'utf-8' }
  } catch {
    return { text: latin.decode(body), charset: 'latin1' }
  }
}

export function encode(text: string, charset: Charset): Uint8Array {
  if (charset === 'utf-8') return new TextEncoder().encode(text)
  return Uint8Array.from(text, (letter) => (letter.charCodeAt(0) < 256 ? letter.charCodeAt(0) : 0x3f))
}

/** MSH-18 before anything is parsed: the eighteenth field of the first line, by the line's own separator. */
function declared(head: string): string {
  const line = head.trimStart().split(/[\r\n]/, 1)[0] ?? ''
  return line.split(line[3] ?? '|')[17] ?? ''
}
