import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import canonicalize from 'canonicalize'
import { type Document, isNode, isScalar, LineCounter, parseDocument, visit } from 'yaml'
import { type Problem, problemsOf } from './protocol.check.ts'
import type { LoadedProtocol, Protocol } from './protocol.ts'
import { protocol as schema } from './protocol.wire.ts'

/** What is wrong and where; `line` and `column` count from 1. */
export type Fault = { readonly line: number; readonly column: number; readonly message: string }
export type Loading = { readonly kind: 'loaded'; readonly loaded: LoadedProtocol } | { readonly kind: 'refused'; readonly faults: readonly Fault[] }

/** A document that cannot be used; the message names file, line and column of every fault. */
export class UnusableProtocol extends Error {
  override readonly name = 'UnusableProtocol'
  constructor(file: string, faults: readonly Fault[]) {
    super(faults.map(({ line, column, message }) => `${file}:${line}:${column} ${message}`).join('\n'))
  }
}

/** Twenty times the longest there is. */
const LONGEST = 500_000

/** Reads one document. Nothing half-read comes out: either the whole protocol, or every fault with its place. */
export function loadProtocol(text: string): Loading {
  if (text.length > LONGEST) return { kind: 'refused', faults: [{ line: 1, column: 1, message: `a document has at most ${LONGEST} characters` }] }
  const lines = new LineCounter()
  // The library compares each key with every other; `doubled` looks each one up.
  const document = parseDocument(text, { lineCounter: lines, version: '1.2', uniqueKeys: false })
  const broken = [...document.errors, ...document.warnings, ...aliases(document), ...doubled(document)].map(({ pos, message }) =>
    fault(lines, pos[0], message.split('\n')[0] ?? message),
  )
  if (broken.length > 0) return { kind: 'refused', faults: broken }

  const read = schema.safeParse(document.toJS())
  const problems = read.success ? problemsOf(read.data) : read.error.issues.map(problemOf)
  if (!read.success || problems.length > 0) return { kind: 'refused', faults: problems.map((problem) => placed(document, lines, problem)) }
  const { id, version } = read.data
  return { kind: 'loaded', loaded: { ref: { id, version, hash: hashOf(read.data) }, protocol: read.data, text } }
}

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

/** SHA-256 of the document's canonical JSON (RFC 8785), hex: spacing, comments and key order do not change a version. */
export const hashOf = (protocol: Protocol): string =>
  createHash('sha256')
    .update(canonicalize(protocol) as string)
    .digest('hex')

/** All documents of a folder, by file name. Throws UnusableProtocol at the first that cannot be used. */
export function readProtocols(folder: string): readonly LoadedProtocol[] {
  const files = readdirSync(folder)
    .filter((file) => file.endsWith('.yaml'))
    .sort()
  return files.map((file) => {
    const loading = loadProtocol(readFileSync(join(folder, file), 'utf8'))
    if (loading.kind === 'refused') throw new UnusableProtocol(file, loading.faults)
    return loading.loaded
  })
}

type Issue = { readonly code: string; readonly path: readonly PropertyKey[]; readonly message: string; readonly keys?: readonly string[] }

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
