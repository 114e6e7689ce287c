import { JSONParser, TokenType } from '@streamparser/json'
import type { Flaw } from '../../care/facts/facts.ts'

/** Deeper than any resource; a file that goes deeper is not one. */
const DEEPEST = 64

type Sink = {
  /** One element of the `entry` list of a root object, as soon as it is whole. */
  entry(value: unknown, index: number): void
  /** A root object without its entries: the bundle's own fields, a resource by itself, one line of NDJSON. */
  root(value: unknown, index: number, entries: number): void
}

/**
 * JSON as it comes in, however long: entries are handed over one by one and forgotten. One document, or several after
 * another (NDJSON). Answers where it stopped being JSON, by byte and entry; null when all was well.
 */
export function jsonStream(sink: Sink): { write(chunk: Uint8Array): Flaw | null; end(): Flaw | null } {
  const parser = new JSONParser({ paths: ['$', '$.entry.*'], keepStack: true, separator: '' })
  const now = { depth: 0, root: 0, entries: 0, offset: 0, flaw: null as Flaw | null }

  parser.onToken = ({ token, offset }) => {
    now.offset = offset
    if (token === TokenType.LEFT_BRACE || token === TokenType.LEFT_BRACKET) now.depth += 1
    if (token === TokenType.RIGHT_BRACE || token === TokenType.RIGHT_BRACKET) now.depth -= 1
    if (now.depth > DEEPEST) throw new Error(`It is nested more than ${DEEPEST} levels deep`)
  }
  parser.onValue = ({ value, parent, stack }) => {
    if (stack.length === 0) {
      sink.root(value, now.root, now.entries)
      Object.assign(now, { root: now.root + 1, entries: 0 })
      return
    }
    if (!Array.isArray(parent)) return // an object called entry: the root tells
    sink.entry(value, now.entries)
    now.entries += 1
    parent.length = 0 // the list forgets what was handed over
  }
  parser.onError = (fault) => {
    now.flaw ??= { where: place(now), what: words(fault) }
  }
  const guarded = (step: () => void): Flaw | null => {
    if (now.flaw) return now.flaw
    try {
      step()
    } catch (fault) {
      now.flaw ??= { where: place(now), what: words(fault as Error) }
    }
    return now.flaw
  }
  return { write: (chunk) => guarded(() => parser.write(chunk)), end: () => guarded(() => parser.end()) }
}

const place = ({ offset, root, entries, depth }: { offset: number; root: number; entries: number; depth: number }): string =>
  [root > 0 && `document ${root + 1}`, depth > 1 && `entry[${entries}]`, `byte ${Math.max(offset, 0)}`].filter(Boolean).join(', ')

/** The parser's words name its states; a person is told what is the matter. What stood there is never repeated. */
function words({ message }: Error): string {
  if (/levels deep/.test(message)) return `${message}.`
  if (/mid-parsing|middle of a token/.test(message)) return 'The file ends before it is complete.'
  return 'This is not JSON from here on.'
}
