/** Why the database cannot take or give anything at this moment. None of it is a fault of the request, and all of it passes. */
export type Unavailable = {
  /** `away`: it cannot be reached, or it is starting. `slow`: it does not answer in time. `busy`: it has no place or no memory left. `full`: its disk is full. */
  readonly kind: 'away' | 'slow' | 'busy' | 'full'
  /** Seconds after which it is worth trying again. */
  readonly retryAfter: number
  readonly message: string
}

type Fault = { readonly code?: unknown; readonly message?: unknown; readonly cause?: unknown; readonly errors?: unknown }

const AGAIN = 'Try again in a moment: the same entry sent twice is kept once.'
const SAID: Readonly<Record<Unavailable['kind'], Omit<Unavailable, 'kind'>>> = {
  away: { retryAfter: 1, message: `Waymark cannot reach its database just now. ${AGAIN}` },
  slow: { retryAfter: 5, message: `Waymark's database does not answer in time. ${AGAIN}` },
  busy: { retryAfter: 2, message: `Waymark's database has no room for more at this moment. ${AGAIN}` },
  full: {
    retryAfter: 10,
    message: 'The disk of Waymark’s database is full, so nothing can be saved. Tell whoever keeps the server; Waymark goes on by itself once there is room.',
  },
}

/**
 * Whether a fault means that the database is not there for anybody, and which way. Null: a fault of another kind.
 * Source: SQLSTATE classes 08, 53, 57P (PostgreSQL, appendix A), the words of `pg` and `pg-pool`, Node's network errors.
 */
export function unavailable(fault: unknown): Unavailable | null {
  const kind = kindOf(fault)
  return kind ? { kind, ...SAID[kind] } : null
}

/** A statement or a wait that took too long: what became of it is not known, and trying again at once would only wait again. */
export const isTooSlow = (fault: unknown): boolean => kindOf(fault) === 'slow'

function kindOf(fault: unknown): Unavailable['kind'] | null {
  if (typeof fault !== 'object' || fault === null) return null
  const { code, message, cause, errors } = fault as Fault
  const found = ofCode(String(code ?? '')) ?? ofWords(String(message ?? ''))
  if (found) return found
  // A name with several addresses fails with one error for each; a library wraps what it got.
  return kindOf(Array.isArray(errors) ? errors[0] : cause)
}

function ofCode(code: string): Unavailable['kind'] | null {
  if (code === '53100') return 'full'
  if (/^53/.test(code)) return 'busy'
  // Cancelled by a limit on statements or on waiting for a lock.
  if (code === '57014' || code === '55P03') return 'slow'
  // 25006: a server that only reads, the standby of a pair whose other half was just promoted. 25P03: we were too slow, and it hung up.
  return /^(08|57P|25006|25P03|E(CONN|PIPE|AI_|HOSTUNREACH|NETUNREACH|TIMEDOUT))/.test(code) ? 'away' : null
}

function ofWords(message: string): Unavailable['kind'] | null {
  if (/Query read timeout|timeout exceeded when trying to connect|timeout expired|due to connection timeout/.test(message)) return 'slow'
  return /Connection terminated|Client has encountered a connection error|Client was closed and is not queryable/.test(message) ? 'away' : null
}
