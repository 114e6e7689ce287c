import { readFileSync } from 'node:fs'
import { type Fault, faultWords, readDocument } from '../../platform/document/document.ts'
import { safetyDocument } from './safety.document.wire.ts'
import type { SafetyDocument } from './safety.ts'

export type Loading = { readonly kind: 'loaded'; readonly document: SafetyDocument } | { readonly kind: 'refused'; readonly faults: readonly Fault[] }

/** A document that cannot be used; the message names file, line and column of every fault. */
export class UnusableSafety extends Error {
  override readonly name = 'UnusableSafety'
}

/** Reads the document. Nothing half-read comes out: either the whole policy, or every fault with its place. */
export function loadSafety(text: string): Loading {
  const read = readDocument(text, safetyDocument)
  return read.kind === 'read' ? { kind: 'loaded', document: read.data } : read
}

/** Throws UnusableSafety: a clinic does not open without its safety policy. */
export function readSafety(file: string): SafetyDocument {
  const loading = loadSafety(readFileSync(file, 'utf8'))
  if (loading.kind === 'loaded') return loading.document
  throw new UnusableSafety(faultWords(file.split('/').at(-1) ?? file, loading.faults))
}
