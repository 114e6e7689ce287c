import { createHash, randomBytes } from 'node:crypto'

/** UUIDv7 (RFC 9562): 48 bits of milliseconds, then random; sorts by the time it was made. */
export function uuid7(ms: number = Date.now()): string {
  const bytes = randomBytes(16)
  bytes.writeUIntBE(ms, 0, 6)
  return text(bytes)
}

/**
 * The id of a command's nth event. The first has the command's own id, the others are worked out from it, so a device
 * that decides without the network gives its events the ids that the server will give them.
 */
export function eventId(command: string, n: number): string {
  if (n === 0) return command
  const bytes = createHash('sha256').update(`${command}:${n}`).digest().subarray(0, 16)
  bytes.set(Buffer.from(command.replaceAll('-', '').slice(0, 12), 'hex'), 0)
  return text(bytes)
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
/** The one spelling of a UUID that is kept: lower case with hyphens. */
export const isUuid = (value: string): boolean => UUID.test(value)

function text(bytes: Buffer): string {
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
