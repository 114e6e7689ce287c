/** The plain POSIX archive (ustar), as much of it as a backup needs: regular files, one after the other. */
export type Entry = { readonly name: string; readonly bytes: Buffer }

const BLOCK = 512
const NOTHING = Buffer.alloc(0)

/** One entry: header, content, padding. */
export function packed({ name, bytes }: Entry, seconds: number): Buffer[] {
  const padding = (BLOCK - (bytes.length % BLOCK)) % BLOCK
  return [heading(name, bytes.length, seconds), bytes, padding > 0 ? Buffer.alloc(padding) : NOTHING]
}

/** What stands at the end of every archive. */
export const closing = (): Buffer => Buffer.alloc(2 * BLOCK)

function heading(name: string, size: number, seconds: number): Buffer {
  const block = Buffer.alloc(BLOCK)
  if (Buffer.byteLength(name) > 99) throw new RangeError(`too long a name for the archive: ${name}`)
  const octal = (value: number, width: number) => `${value.toString(8).padStart(width - 1, '0')}\0`
  block.write(name, 0)
  block.write(octal(0o600, 8), 100)
  block.write(octal(0, 8), 108)
  block.write(octal(0, 8), 116)
  block.write(octal(size, 12), 124)
  block.write(octal(seconds, 12), 136)
  block.write('        ', 148)
  block.write('0', 156)
  block.write('ustar\x0000', 257)
  block.write(`${sum(block).toString(8).padStart(6, '0')}\0 `, 148)
  return block
}

const sum = (block: Buffer): number => block.reduce((total, byte) => total + byte, 0)

export class NoArchive extends Error {}

/** The entries as they come. Ends at the archive's own end mark; a stream that stops before it throws `NoArchive`. */
export async function* entriesOf(source: AsyncIterable<Uint8Array>, largest: number): AsyncGenerator<Entry> {
  const take = taker(source)
  for (;;) {
    const block = await take(BLOCK)
    if (block.every((byte) => byte === 0)) return await drained(take, await take(BLOCK))
    const { name, size } = readHeading(block)
    if (size > largest) throw new NoArchive(`entry ${name} is larger than any of ours`)
    const bytes = await take(size)
    await take((BLOCK - (size % BLOCK)) % BLOCK)
    yield { name, bytes }
  }
}

function readHeading(block: Buffer): { name: string; size: number } {
  const text = (from: number, length: number) => (block.toString('utf8', from, from + length).split('\0')[0] ?? '').trim()
  const number = (from: number, length: number) => Number.parseInt(text(from, length), 8)
  const blank = Buffer.from(block).fill(' ', 148, 156)
  if (number(148, 8) !== sum(blank) || text(257, 5) !== 'ustar' || text(156, 1) !== '0') throw new NoArchive('an entry has no heading of ours')
  return { name: text(0, 100), size: number(124, 12) }
}

/** Behind the end mark stands nothing; reading to the last byte lets the layers below check theirs. */
async function drained(take: Taker, second: Buffer): Promise<void> {
  if (!second.every((byte) => byte === 0)) throw new NoArchive('the archive has no end mark')
  if (!(await take.atEnd())) throw new NoArchive('something stands behind the end')
}

type Taker = ((size: number) => Promise<Buffer>) & { atEnd(): Promise<boolean> }

/** Exactly so many bytes of a stream, however it was cut. */
function taker(source: AsyncIterable<Uint8Array>): Taker {
  const chunks = source[Symbol.asyncIterator]()
  let held: Uint8Array = NOTHING
  const take = async (size: number): Promise<Buffer> => {
    const parts: Uint8Array[] = []
    for (let missing = size; missing > 0; ) {
      if (held.length === 0) {
        const { done, value } = await chunks.next()
        if (done) throw new NoArchive('it ends too early')
        held = value
      }
      const part = held.subarray(0, missing)
      held = held.subarray(part.length)
      missing -= part.length
      parts.push(part)
    }
    return Buffer.concat(parts)
  }
  const atEnd = async () => {
    while (held.length === 0) {
      const { done, value } = await chunks.next()
      if (done) return true
      held = value
    }
    return false
  }
  return Object.assign(take, { atEnd })
}
