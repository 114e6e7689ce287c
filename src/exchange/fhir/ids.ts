import { createHash } from 'node:crypto'

/**
 * An id that follows from what it stands for (a UUIDv5 in form, over SHA-256): the same entry with the same content has
 * the same id wherever and however often it is read; a corrected one has another.
 */
export function idOf(...parts: readonly unknown[]): string {
  const hash = createHash('sha256').update(SPACE).update(JSON.stringify(parts)).digest()
  hash[6] = ((hash[6] ?? 0) & 0x0f) | 0x50
  hash[8] = ((hash[8] ?? 0) & 0x3f) | 0x80
  const hex = hash.toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-')
}
const SPACE = 'waymark/fhir/1'
