import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Fault, faultWords, hashOf as hashOfDocument, readDocument } from '../../platform/document/document.ts'
import { problemsOf } from './protocol.check.ts'
import type { LoadedProtocol, Protocol } from './protocol.ts'
import { protocolDocument } from './protocol.wire.ts'

export type Loading = { readonly kind: 'loaded'; readonly loaded: LoadedProtocol } | { readonly kind: 'refused'; readonly faults: readonly Fault[] }

/** A document that cannot be used; the message names file, line and column of every fault. */
export class UnusableProtocol extends Error {
  override readonly name = 'UnusableProtocol'
  constructor(file: string, faults: readonly Fault[]) {
    super(faultWords(file, faults))
  }
}

/** Reads one document: its session part, the other parts have readers of their own. */
export function loadProtocol(text: string): Loading {
  const read = readDocument(text, protocolDocument, problemsOf)
  if (read.kind === 'refused') return read
  const { eligibility: _, ...protocol } = read.data
  const { id, version } = protocol
  return { kind: 'loaded', loaded: { ref: { id, version, hash: hashOf(protocol) }, protocol, text } }
}

/** The version of a session's protocol: what the rules of eligibility say is none of it. */
export const hashOf = (protocol: Protocol): string => hashOfDocument(protocol)

/** Whether a document says at its beginning that it has no session part. */
const isForSessions = (text: string): boolean => !/^kind:/m.test(text)

/** All documents of a folder with a session part, by file name. Throws UnusableProtocol at the first that cannot be used. */
export function readProtocols(folder: string): readonly LoadedProtocol[] {
  return documentsIn(folder)
    .filter(({ text }) => isForSessions(text))
    .map(({ file, text }) => {
      const loading = loadProtocol(text)
      if (loading.kind === 'refused') throw new UnusableProtocol(file, loading.faults)
      return loading.loaded
    })
}

const documentsIn = (folder: string): readonly { readonly file: string; readonly text: string }[] =>
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => !entry.isDirectory() && entry.name.endsWith('.yaml'))
    .map(({ name }) => name)
    .sort()
    .map((file) => ({ file, text: readFileSync(join(folder, file), 'utf8') }))
