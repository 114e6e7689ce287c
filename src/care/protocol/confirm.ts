import type { Decision, Fact, Recorded } from '../../medicine/record.ts'
import type { Instant } from '../../medicine/time.ts'
import type { LoadedProtocol, Num, Protocol } from './protocol.ts'

/** What a physician of this clinic answers for: one number of one protocol, as it stood in the version that was read. */
export type ConfirmFact =
  | Fact<'number-confirmed', { readonly number: string; readonly value: number; readonly unit: string; readonly version: string; readonly hash: string }>
  | Fact<'confirmation-withdrawn', { readonly number: string; readonly reason: string }>
export type ConfirmRecorded = Recorded<ConfirmFact>

export type ConfirmOrder =
  | { readonly type: 'confirm'; readonly data: { readonly number: string; readonly hash: string } }
  | { readonly type: 'withdraw'; readonly data: { readonly number: string; readonly reason: string } }

export type Confirmation = {
  readonly value: number
  readonly unit: string
  readonly version: string
  readonly hash: string
  readonly by: string
  readonly at: Instant
}
/** By the name of a number, what was last confirmed of it and is not withdrawn. */
export type Confirmations = { readonly seq: number; readonly held: Readonly<Record<string, Confirmation>> }
export const NONE_CONFIRMED: Confirmations = { seq: 0, held: {} }

/** `document`: its author says so; `person`: somebody here does; `changed`: somebody did, of another value; `open`: nobody. */
export type Standing = 'document' | 'person' | 'changed' | 'open'

export const foldConfirmations = (facts: readonly ConfirmRecorded[]): Confirmations => facts.reduce(evolveConfirmations, NONE_CONFIRMED)

export function evolveConfirmations(state: Confirmations, fact: ConfirmRecorded): Confirmations {
  const { [fact.data.number]: _, ...others } = state.held
  if (fact.type === 'confirmation-withdrawn') return { seq: fact.seq, held: others }
  const { number, ...what } = fact.data
  return { seq: fact.seq, held: { ...others, [number]: { ...what, by: fact.by.name, at: fact.at } } }
}

/**
 * Every number of a document by a name that stays with it when the document is edited: what is listed is named by what
 * it is about, never by its place, so that a confirmation cannot slip to a neighbour.
 */
export function numbersOf(protocol: Protocol): ReadonlyMap<string, Num> {
  const found = new Map<string, Num>()
  const walk = (value: unknown, name: string): void => {
    if (typeof value !== 'object' || value === null) return
    if (isNum(value)) return void found.set(name, value)
    for (const [key, child] of Object.entries(value)) walk(child, [name, Array.isArray(value) ? aboutOf(child, key) : key].filter(Boolean).join('.'))
  }
  walk(protocol, '')
  return found
}

const isNum = (value: object): value is Num => 'value' in value && 'unit' in value && 'confirmed' in value

type Listed = {
  readonly id?: string
  readonly drug?: string
  readonly phase?: string
  readonly quantity?: string
  readonly side?: string
  readonly severity?: string
}
function aboutOf(item: unknown, place: string): string {
  if (typeof item !== 'object' || item === null) return place
  const { id, drug, phase, quantity, side, severity, quantities } = item as Listed & { readonly quantities?: readonly string[] }
  return [id, drug, phase, quantities?.join('+'), quantity, side, severity].filter((word) => word !== undefined).join(' ') || place
}

export function standingOf(num: Num, held: Confirmation | undefined): Standing {
  if (num.confirmed) return 'document'
  if (!held) return 'open'
  return held.value === num.value && held.unit === num.unit ? 'person' : 'changed'
}

/** A version that is no longer in force is confirmed by nobody: what was read is not what would be given. */
export function decideConfirmation({ held }: Confirmations, { ref, protocol }: LoadedProtocol, order: ConfirmOrder): Decision<ConfirmFact> {
  const { number } = order.data
  if (order.type === 'withdraw') {
    if (!held[number]) return refused('not-confirmed', 'Nobody here has confirmed this number.', 'number')
    if (order.data.reason.trim() === '') return refused('no-reason', 'Say why the confirmation is withdrawn.', 'reason')
    return { kind: 'accepted', facts: [{ type: 'confirmation-withdrawn', data: { number, reason: order.data.reason.trim() } }] }
  }
  const num = numbersOf(protocol).get(number)
  if (!num) return refused('no-such-number', 'The protocol has no such number.', 'number')
  if (order.data.hash !== ref.hash) return refused('another-version', 'Another version of the protocol is in force now. Read it first.', 'hash')
  const standing = standingOf(num, held[number])
  if (standing === 'document' || standing === 'person') return refused('confirmed', 'This number is confirmed already.', 'number')
  const { value, unit } = num
  return { kind: 'accepted', facts: [{ type: 'number-confirmed', data: { number, value, unit, version: ref.version, hash: ref.hash } }] }
}

const refused = (code: string, message: string, field: string): Decision<ConfirmFact> => ({ kind: 'refused', because: [{ code, message, field }] })
