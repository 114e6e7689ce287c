import { readFileSync } from 'node:fs'
import { type Document, isNode, LineCounter, parseDocument, visit } from 'yaml'
import { safetyDocument } from './safety.document.wire.ts'
import type { SafetyDocument } from './safety.ts'

/** What is wrong and where; `line` and `column` count from 1. */
type Fault = { readonly line: number; readonly column: number; readonly message: string }
export type Loading = { readonly kind: 'loaded'; readonly document: SafetyDocument } | { readonly kind: 'refused'; readonly faults: readonly Fault[] }

/** A document that cannot be used; the message names file, line and column of every fault. */
export class UnusableSafety extends Error {
  override readonly name = 'UnusableSafety'
}

/** Twenty times the longest there is. */
const LONGEST = 200_000

/** Reads the document. Nothing half-read comes out: either the whole policy, or every fault with its place. */
export function loadSafety(text: string): Loading {
  if (text.length > LONGEST) return { kind: 'refused', faults: [{ line: 1, column: 1, message: `a document has at most ${LONGEST} characters` }] }
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, version: '1.2', uniqueKeys: true })
  const broken = [...document.errors, ...document.warnings, ...aliases(document)]
  if (broken.length > 0) return { kind: 'refused', faults: broken.map(({ pos, message }) => fault(lines, pos[0], message.split('\n')[0] ?? message)) }
  const read = safetyDocument.safeParse(document.toJS())
  if (read.success) return { kind: 'loaded', document: read.data }
  return { kind: 'refused', faults: read.error.issues.map((issue) => placed(document, lines, issue)) }
}

/** Throws UnusableSafety: a clinic does not open without its safety policy. */
export function readSafety(file: string): SafetyDocument {
  const loading = loadSafety(readFileSync(file, 'utf8'))
  if (loading.kind === 'loaded') return loading.document
  throw new UnusableSafety(loading.faults.map(({ line, column, message }) => `${file.split('/').at(-1)}:${line}:${column} ${message}`).join('\n'))
}

/** Every number stands where it is read; a document that points elsewhere in itself is not one a person can check. */
function aliases(document: Document): { pos: [number]; message: string }[] {
  const found: { pos: [number]; message: string }[] = []
  visit(document, { Alias: (_, { range, source }) => void found.push({ pos: [range?.[0] ?? 0], message: `write the value itself in place of *${source}` }) })
  return found
}

type Issue = { readonly code: string; readonly path: readonly PropertyKey[]; readonly message: string; readonly keys?: readonly string[] }

/** The place of a path, or of the nearest part of it that exists. */
function placed(document: Document, lines: LineCounter, { code, path, message, keys }: Issue): Fault {
  const full = code === 'unrecognized_keys' ? [...path, keys?.[0] ?? ''] : path
  const says = code === 'unrecognized_keys' ? `nobody reads ${keys?.map((key) => `\`${key}\``).join(', ')}` : `${String(path.at(-1) ?? 'document')}: ${message}`
  for (let length = full.length; length > 0; length -= 1) {
    const node = document.getIn(full.slice(0, length), true)
    if (isNode(node) && node.range) return fault(lines, node.range[0], says)
  }
  return fault(lines, document.contents?.range?.[0] ?? 0, says)
}

function fault(lines: LineCounter, offset: number, message: string): Fault {
  const { line, col } = lines.linePos(offset)
  return { line: Math.max(line, 1), column: Math.max(col, 1), message }
}
