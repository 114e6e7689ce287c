import pg from 'pg'

/** A statement as it went to the database, and for whom. */
export type Spoken = {
  /** `app`: the server's role, behind row-level security. `auth`: the sign-in role. `owner`: past it. */
  readonly as: 'app' | 'auth' | 'owner'
  readonly text: string
  readonly values: readonly unknown[]
  /** The clinic its transaction was for. */
  readonly clinic: string | null
  /** Files of the program that were on the way to it, the nearest first; as far as the stack tells. */
  readonly from: readonly string[]
}

const FRAMES = 80

/** Listens at the one door all statements of this process pass. What is heard before `stop` stays in `spoken`. */
export function recordStatements(app: string): { readonly spoken: readonly Spoken[]; stop(): void } {
  const spoken: Spoken[] = []
  const clinics = new WeakMap<pg.Client, string | null>()
  const query = pg.Client.prototype.query
  const limit = Error.stackTraceLimit
  Error.stackTraceLimit = FRAMES
  pg.Client.prototype.query = function (this: pg.Client & { user?: string }, ...args: unknown[]) {
    const [first, second] = args as [string | { text: string; values?: unknown[] }, unknown[] | undefined]
    const text = typeof first === 'string' ? first : first.text
    const opened = /^begin; (?:set local waymark\.clinic = '(.+)')?/.exec(text)
    if (opened) clinics.set(this, opened[1] ?? null)
    const values = (typeof first === 'string' ? undefined : first.values) ?? (Array.isArray(second) ? second : [])
    const options = String((this as unknown as { connectionParameters: { options?: string } }).connectionParameters.options)
    const as = this.user === app ? 'app' : options.includes('role=waymark_auth') ? 'auth' : 'owner'
    if (typeof text === 'string') spoken.push({ as, text, values, clinic: clinics.get(this) ?? null, from: filesIn(new Error().stack ?? '') })
    return (query as (...all: unknown[]) => unknown).apply(this, args)
  } as typeof pg.Client.prototype.query
  return {
    spoken,
    stop() {
      pg.Client.prototype.query = query
      Error.stackTraceLimit = limit
    },
  }
}

const filesIn = (stack: string): string[] => [...new Set([...stack.matchAll(/\/(src\/[\w./-]+\.ts):\d+/g)].map(([, file]) => file as string))].slice(1)
