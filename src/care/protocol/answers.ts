import type { LoadedProtocol, ProtocolRef } from './protocol.ts'

/** What the protocol routes answer, as the screens read it. */
export type ProtocolSummary = {
  readonly ref: ProtocolRef
  readonly title: string
  readonly summary: string
  readonly offLabel: boolean
  /** Numbers the medical director has not confirmed yet. */
  readonly unconfirmed: number
}
export type ProtocolList = { readonly protocols: readonly ProtocolSummary[] }
export type { LoadedProtocol }
