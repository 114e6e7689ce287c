import type { Server } from 'node:http'

export type ServerLimits = {
  /** All headers must have come by then. */
  readonly headersMs: number
  /** The whole request, body included. */
  readonly requestMs: number
  /** A connection without a request is kept so long. */
  readonly idleMs: number
  readonly headerCount: number
  readonly headerBytes: number
  readonly connections: number
  /** How often slow ones are looked for. */
  readonly checkMs: number
}

const LIMITS: ServerLimits = {
  headersMs: 10_000,
  requestMs: 30_000,
  idleMs: 65_000,
  headerCount: 100,
  headerBytes: 16_384,
  connections: 10_000,
  checkMs: 5_000,
}

/** What Node's server must be told when it is made: these two cannot be changed later. */
export const serverOptions = ({ headerBytes = LIMITS.headerBytes, checkMs = LIMITS.checkMs }: Partial<ServerLimits> = {}) => ({
  maxHeaderSize: headerBytes,
  connectionsCheckingInterval: checkMs,
})

/** Patience with slow callers ends: a caller who sends a byte now and then must not hold a place for ever. */
export function harden(server: Server, limits: Partial<ServerLimits> = {}): void {
  const { headersMs, requestMs, idleMs, headerCount, connections } = { ...LIMITS, ...limits }
  server.headersTimeout = headersMs
  server.requestTimeout = requestMs
  server.keepAliveTimeout = idleMs
  server.maxHeadersCount = headerCount
  server.maxConnections = connections
}
