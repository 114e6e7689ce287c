import type { ProtocolRef } from './protocol.ts'

/** What the protocol routes answer, as the screens read it. */
export type ProtocolSummary = {
  readonly ref: ProtocolRef
  readonly title: string
  readonly summary: string
  readonly offLabel: boolean
  readonly effective: string
  readonly approvedBy: string | null
  readonly numbers: number
  readonly unconfirmed: number
}
export type ProtocolList = { readonly protocols: readonly ProtocolSummary[] }
