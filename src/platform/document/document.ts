import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'
import { type Document, isNode, isScalar, LineCounter, parseDocument, visit } from 'yaml'

/** What is wrong and where; `line` and `column` count from 1. */
export type Fault = { readonly line: number; readonly column: number; readonly message: string }
/** Where in a document, as keys and positions, and what is wrong there. */
export type Problem = { readonly path: readonly (string | number)[]; readonly message: string }
/** A text that is YAML a person can check: its value, and where a problem with it stands. */
export type Opened =
  | { readonly kind: 'open'; readonly value: unknown; readonly place: (problem: Problem) => Fault }
  | { readonly kind: 'refused'; readonly faults: readonly Fault[] }
export type Reading<T> = { readonly kind: 'read'; readonly data: T; readonly place: (problem: Problem) => Fault } | Extract<Opened, { kind: 'refused' }>

/** Twenty times the longest there is. */
const LONGEST = 500_000

export function openDocument(text: string): Opened {
  if (text.length > LONGEST) return { kind: 'refused', faults: [{ line: 1, column: 1, message: `a document has at most ${LONGEST} characters` }] }
  const lines = new LineCounter()
  // The library compares each key with every other; `doubled` looks each one up.
  const document = parseDocument(text, { lineCounter: lines, version: '1.2', uniqueKeys: false })
  const broken = [...document.errors, ...document.warnings, ...aliases(document), ...doubled(document)].map(({ pos, message }) =>
    fault(lines, pos[0], message.split('\n')[0] ?? message),
  )
  if (broken.length > 0) return { kind: 'refused', faults: broken }
  return { kind: 'open', value: document.toJS(), place: (problem) => placed(document, lines, problem) }
}

/** What a schema makes of a value: the part of zod's schemas that is used here. */
type Schema<T> = { safeParse(value: unknown): { success: true; data: T } | { success: false; error: { readonly issues: readonly Issue[] } } }
type Issue = { readonly code: string; readonly path: readonly PropertyKey[]; readonly message: string; readonly keys?: readonly string[] }

/** Reads a whole document. Nothing half-read comes out: either all of it, or every fault with its place. */
export function readDocument<T>(text: string, schema: Schema<T>, problemsOf: (data: T) => readonly Problem[] = () => []): Reading<T> {
  const opened = openDocument(text)
  if (opened.kind === 'refused') return opened
  const { place } = opened
  const read = schema.safeParse(opened.value)
  const problems = read.success ? problemsOf(read.data) : read.error.issues.map(problemOf)
  return read.success && problems.length === 0 ? { kind: 'read', data: read.data, place } : { kind: 'refused', faults: problems.map(place) }
}

/** SHA-256 of canonical JSON (RFC 8785), hex: spacing, comments and key order do not change a version. */
export const hashOf = (value: object): string =>
  createHash('sha256')
    .update(canonicalize(value) as string)
    .digest('hex')

/** `file:line:column message`, one a line. */
export const faultWords = (file: string, faults: readonly Fault[]): string =>
  faults.map(({ line, column, message }) => `${file}:${line}:${column} ${message}`).join('\n')

/** Every number stands where it is read; a document that points elsewhere in itself is not one a person can check. */
function aliases(document: Document): { pos: [number]; message: string }[] {
  const found: { pos: [number]; message: string }[] = []
  visit(document, { Alias: (_, { range, source }) => void found.push({ pos: [range?.[0] ?? 0], message: `write the value itself in place of *${source}` }) })
  return found
}

/** A key that stands twice in one place: nobody could say which of the two holds. Or one that is a map or a list: nobody means that, and its text grows without end. */
function doubled(document: Document): { pos: [number]; message: string }[] {
  const found: { pos: [number]; message: string }[] = []
  visit(document, {
    Map: (_, { items }) => {
      const seen = new Set<string>()
      for (const { key } of items) {
        const pos: [number] = [isNode(key) ? (key.range?.[0] ?? 0) : 0]
        if (!isScalar(key)) {
          found.push({ pos, message: 'a key is a plain word' })
          continue
        }
        const name = String(key.value)
        if (seen.has(name)) found.push({ pos, message: `\`${name.slice(0, 80)}\` stands here twice; keys are unique` })
        seen.add(name)
      }
    },
  })
  return found
}

function problemOf(issue: Issue): Problem {
  const path = issue.path.filter((key): key is string | number => typeof key !== 'symbol')
  if (issue.code === 'unrecognized_keys')
    return { path: [...path, issue.keys?.[0] ?? ''], message: `nobody reads ${issue.keys?.map((key) => `\`${key}\``).join(', ')}` }
  return { path, message: `${path.at(-1) ?? 'document'}: ${issue.message}` }
}

/** The place of a path, or of the nearest part of it that exists. */
function placed(document: Document, lines: LineCounter, { path, message }: Problem): Fault {
  for (let length = path.length; length >= 0; length -= 1) {
    const node = length === 0 ? document.contents : document.getIn(path.slice(0, length), true)
    if (isNode(node) && node.range) return fault(lines, node.range[0], message)
  }
  return { line: 1, column: 1, message }
}

function fault(lines: LineCounter, offset: number, message: string): Fault {
  const { line, col } = lines.linePos(offset)
  return { line: Math.max(line, 1), column: Math.max(col, 1), message }
}
