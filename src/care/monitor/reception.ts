import type { Instant } from '../../medicine/time.ts'
import type { Device, Devices } from './devices.ts'
import type { Part, Sample } from './latest.ts'

/** One thing that came in at the listener, read, before it is stored. */
export type Reception = {
  readonly id: string
  readonly receivedAt: Instant
  readonly from: string
  readonly sender: string
  /** Null for what has none: junk, halves. */
  readonly controlId: string | null
  readonly sentAt: Instant
  /** SHA-256 of the bytes, hex. */
  readonly digest: string
  readonly raw: Uint8Array
  /** Length of what came; `raw` may hold only its beginning. */
  readonly length: number
  readonly accepted: boolean
  /** Why it was not accepted, or ''. */
  readonly reason: string
  readonly verdict: Verdict
  readonly clockOffMs: number | null
  readonly parts: readonly Part[]
  readonly notTaken: readonly NotTaken[]
}
export type NotTaken = { readonly row: number; readonly code: string; readonly why: string }

/**
 * What became of a message. `taken`: new values for a chair; `nothing`: accepted, with nothing new in it; `unbound` and
 * `blocked`: its device stands nowhere, or is not wanted; the others were not accepted, or were no message.
 */
export type Verdict = 'taken' | 'nothing' | 'unbound' | 'blocked' | 'refused' | 'rejected' | 'junk' | 'half' | 'noise' | 'too-long' | 'reused-id'

/** What the screens are told as it happens. */
export type Frame = {
  readonly session: string | null
  readonly chair: string
  readonly device: string
  readonly name?: string
  readonly values: Sample['values']
  readonly at: Instant
  readonly message: string
}

export type Received =
  | { readonly kind: 'stored'; readonly verdict: Verdict; readonly frames: readonly Frame[] }
  /** The same message again: one effect, the same answer. */
  | { readonly kind: 'again' }
  /** A known control id with other content: kept for a person to look at, taken by nobody. */
  | { readonly kind: 'reused-id' }
  | { readonly kind: 'blocked' }

export const deviceOf = (devices: Devices, part: Part): Device | undefined => devices.known[part.device]
export const isBlocked = (devices: Devices, reception: Reception): boolean =>
  reception.parts.length > 0 && reception.parts.every((part) => deviceOf(devices, part)?.blocked !== undefined)

/** The verdict of an accepted message, from where its devices stand and whether anything in it is new. */
export function verdictOf(devices: Devices, reception: Reception, fresh: number): Verdict {
  if (!reception.accepted) return reception.verdict
  if (reception.parts.length > 0 && reception.parts.every((part) => deviceOf(devices, part)?.chair === undefined)) return 'unbound'
  return fresh > 0 ? 'taken' : 'nothing'
}
