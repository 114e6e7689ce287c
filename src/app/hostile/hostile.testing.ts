import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import fc from 'fast-check'

/** How often each kind of hostile input is tried: few in `npm test`, as many as asked in `npm run hostile`. */
export const runs = (usual: number): number => Number(process.env.WAYMARK_HOSTILE ?? usual)
export const LONG = 3_600_000

/** Where to start from to get the same inputs again; a failure prints it. */
const seed = process.env.WAYMARK_HOSTILE_SEED
export const tried = (usual: number) => ({ numRuns: runs(usual), verbose: 0 as const, ...(seed ? { seed: Number(seed) } : {}) })

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void
/** Bytes that are still held after everything unused was let go. */
export async function held(): Promise<number> {
  for (let n = 0; n < 3; n += 1) {
    await new Promise((wake) => setImmediate(wake))
    collect()
  }
  return process.memoryUsage().heapUsed
}

type Change = { readonly at: number; readonly to: number; readonly kind: 'set' | 'cut' | 'double' | 'end' | 'swap' | 'insert'; readonly length: number }
const BYTES = [...'|^~\\&\r\n\0"-+.,;:{}[]*!<>%#@0159EMSHOX'].map((one) => one.charCodeAt(0))
const change = fc.record<Change>({
  at: fc.nat(1_000_000),
  to: fc.oneof(fc.constantFrom(...BYTES), fc.constantFrom(0x0b, 0x1c, 0x0d, 0x1b, 0x7f, 0x80, 0xc0, 0xed, 0xff), fc.nat(255)),
  kind: fc.constantFrom('set', 'cut', 'double', 'end', 'swap', 'insert'),
  length: fc.integer({ min: 1, max: 60 }),
})

/** One of these files with bytes changed, lost, doubled, moved or added. */
export const mutated = (originals: readonly Uint8Array[]) =>
  fc.tuple(fc.nat(originals.length - 1), fc.array(change, { maxLength: 12 })).map(([which, changes]) => changes.reduce(changed, originals[which] as Uint8Array))

function changed(bytes: Uint8Array, { at, to, kind, length }: Change): Uint8Array {
  const i = at % Math.max(1, bytes.length)
  const [before, piece, after] = [bytes.subarray(0, i), bytes.subarray(i, i + length), bytes.subarray(i + length)]
  switch (kind) {
    case 'set':
      return joined(before, Uint8Array.of(to), bytes.subarray(i + 1))
    case 'cut':
      return joined(before, after)
    case 'double':
      return joined(before, piece, piece, after)
    case 'end':
      return Uint8Array.from(before)
    case 'swap':
      return joined(before, Uint8Array.from(piece).reverse(), after)
    case 'insert':
      return joined(before, new Uint8Array(length).fill(to), bytes.subarray(i))
    default:
      return kind satisfies never
  }
}

const joined = (...parts: readonly Uint8Array[]): Uint8Array => new Uint8Array(Buffer.concat(parts))
