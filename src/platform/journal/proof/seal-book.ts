import { createHash, type Hash } from 'node:crypto'
import { canonical } from '../canonical.ts'
import type { Point } from './check.ts'
import { signedBy } from './seal-key.ts'
import { keyOf, type Seal, type Sealed, type SealedStream, type SignedSeal, sealHash, sealText } from './seal-text.ts'

/** What is wrong with the seals themselves: with the one of this number, or behind it. */
export type SealFault = { readonly number: number; readonly what: string }

export type StreamPoints = { readonly kind: string; readonly id: string; readonly points: Point[] }

/**
 * The seals of a clinic as they are read, line by line, from a file or from the database, and what they say together.
 * Each is held to its own hash, to the one before, and to its signature; the first that does not fit ends the reading.
 */
export class SealBook {
  readonly clinic: string
  readonly seals: SignedSeal[] = []
  readonly hashes: string[] = []
  /** All that is sealed, as the last seal has it. */
  readonly state = new Map<string, Sealed>()
  /** For each stream, what every seal since they began (or began anew) says of it. */
  readonly streams = new Map<string, StreamPoints>()
  fault: SealFault | null = null
  #changes: Sealed[] = []
  #sum: Hash = createHash('sha256')

  constructor(clinic: string) {
    this.clinic = clinic
  }

  get last(): Seal | undefined {
    return this.seals.at(-1)?.seal
  }
  /** Lines that no seal has followed yet: what a power cut leaves. */
  get unfinished(): boolean {
    return this.#changes.length > 0
  }

  dropUnfinished(): void {
    this.#changes = []
    this.#sum = createHash('sha256')
  }

  take(line: string): void {
    if (this.fault) return
    const read = parsed(line)
    if (read === null) this.#fail('is not readable')
    else if ('of' in read) {
      this.#changes.push(read)
      this.#sum.update(`${line}\n`)
    } else this.#seal(read)
  }

  #fail(what: string): void {
    this.fault = { number: this.seals.length + 1, what }
  }

  #seal(signed: SignedSeal): void {
    const { seal } = signed
    const what = flawOf(seal, signed.signature, this, { lines: this.#changes.length, sha256: this.#sum.digest('hex') })
    if (what !== null) {
      this.#fail(what)
      return
    }
    if (seal.anew !== undefined) {
      this.state.clear()
      this.streams.clear()
    }
    const floor = seal.anew === undefined ? this.last?.at : undefined
    for (const change of this.#changes) {
      // The marks of a stream stay with its points; there are as many as events.
      this.state.set(keyOf(change), change.of === 'stream' ? { ...change, marks: '' } : change)
      if (change.of === 'stream') this.#point(change, seal, floor)
    }
    this.seals.push(signed)
    this.hashes.push(sealHash(seal))
    this.dropUnfinished()
  }

  #point({ of, kind, id, seq, hash, commands, marks }: SealedStream, { number, at }: Seal, floor: Point['floor']): void {
    const key = keyOf({ of, kind, id })
    const known = this.streams.get(key) ?? { kind, id, points: [] }
    known.points.push({ seal: number, at, floor, seq, hash, commands, marks })
    this.streams.set(key, known)
  }
}

function flawOf(seal: Seal, signature: string, book: SealBook, changes: Seal['changes']): string | null {
  if (seal.clinic !== book.clinic) return 'is of another clinic'
  if (seal.number !== book.seals.length + 1) return `is missing: number ${seal.number} stands in its place`
  if (!signedBy(seal.key, sealText(seal), signature)) return 'was changed: its signature does not fit'
  if (seal.previous !== (book.hashes.at(-1) ?? null)) return 'does not follow the one before it'
  if (seal.changes.lines !== changes.lines || seal.changes.sha256 !== changes.sha256)
    return 'does not fit the lines before it: one of them was changed, added or removed'
  if (seal.anew === undefined && book.last && book.last.key !== seal.key) return 'was signed with another key than the one before it'
  return null
}

/** A line that is spelled otherwise than we write it is none of ours. */
export function parsed(line: string): Sealed | SignedSeal | null {
  try {
    const read = JSON.parse(line) as Sealed | SignedSeal
    if (canonical(read) !== line) return null
    return 'seal' in read || ['stream', 'document', 'trail'].includes(read.of) ? read : null
  } catch {
    return null
  }
}
