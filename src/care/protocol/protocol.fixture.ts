import { readFileSync } from 'node:fs'
import { loadProtocol, UnusableProtocol } from './protocol.load.ts'
import type { LoadedProtocol } from './protocol.ts'

const FILE = new URL('../../../protocols/iv-ketamine-depression.yaml', import.meta.url)

/** The text of the document that ships, for tests that change it. */
export const shippedText = (): string => readFileSync(FILE, 'utf8')

/** The protocol that ships, for tests and scripts. */
export function shippedProtocol(): LoadedProtocol {
  const loading = loadProtocol(shippedText())
  if (loading.kind === 'refused') throw new UnusableProtocol('iv-ketamine-depression.yaml', loading.faults)
  return loading.loaded
}
