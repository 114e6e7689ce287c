/** What a log keeps of a fault: enough to mend it, nothing of the person it happened to. */
export type FaultFields = {
  readonly type: string
  readonly message: string
  readonly code?: string
  /** Of a database's fault: what it is about, by the names in our own schema. */
  readonly table?: string
  readonly column?: string
  readonly constraint?: string
  readonly at: readonly string[]
  readonly cause?: FaultFields
}

const FRAMES = 12
const DEPTH = 3

/**
 * The fields of a fault, for a log. PostgreSQL and JSON.parse quote what they could not read, and that may be a name or
 * a note: quoted text is left out, and so are the fields in which PostgreSQL tells values (`detail`, `where`).
 */
export function faultFields(fault: unknown, depth = DEPTH): FaultFields {
  if (!(fault instanceof Error)) return { type: typeof fault, message: 'Something was thrown that is no error', at: [] }
  const { code, table, column, constraint, cause } = fault as Error & Readonly<Record<'code' | 'table' | 'column' | 'constraint', unknown>>
  const named = { code, table, column, constraint }
  return {
    type: fault.name,
    message: withoutQuotes(fault.message),
    ...Object.fromEntries(Object.entries(named).filter(([, value]) => typeof value === 'string')),
    at: framesOf(fault.stack),
    ...(cause instanceof Error && depth > 0 ? { cause: faultFields(cause, depth - 1) } : {}),
  }
}

const withoutQuotes = (message: string): string => (message.split('\n')[0] ?? '').replace(/"[^"]*"?|`[^`]*`?/g, '"…"').slice(0, 300)

/** The places alone: the head of a stack is the message, which may run over many lines. */
const framesOf = (stack = ''): string[] =>
  stack
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, FRAMES)
    .map((line) => line.trim().slice(3))
