import { hash } from 'node:crypto'

/**
 * Root of a Merkle tree as RFC 6962 (section 2.1) draws it: a leaf is SHA-256(0x00 ‖ leaf), a node SHA-256(0x01 ‖ left ‖
 * right), n leaves are split at the largest power of two below n, and no leaves at all are SHA-256 of nothing.
 */
export function merkleRoot(leaves: Iterable<string>): Buffer {
  // Whole subtrees on the left, largest first: one for each bit of the number of leaves so far.
  const whole: Buffer[] = []
  let n = 0
  for (const leaf of leaves) {
    let node = leafHash(leaf)
    for (let bits = n; bits & 1; bits >>>= 1) node = nodeHash(whole.pop() as Buffer, node)
    whole.push(node)
    n += 1
  }
  return whole.length === 0 ? sha256('') : whole.reduceRight((right, left) => nodeHash(left, right))
}

const sha256 = (bytes: string | Uint8Array): Buffer => hash('sha256', bytes, 'buffer')
const leafHash = (leaf: string): Buffer => sha256(Buffer.concat([LEAF, Buffer.from(leaf)]))
const nodeHash = (left: Uint8Array, right: Uint8Array): Buffer => sha256(Buffer.concat([NODE, left, right]))
const LEAF = Buffer.of(0)
const NODE = Buffer.of(1)
