import pino from 'pino'
import { type FaultFields, faultFields } from './fault.ts'
import { lineFor } from './terminal.ts'

export const LEVELS = ['debug', 'info', 'warn', 'error'] as const
export type Level = (typeof LEVELS)[number]
type Fields = Readonly<Record<string, string | number | boolean | null | readonly string[] | FaultFields>>

/** What the server says while it runs. Fields are counts, names of ours and request ids; never a body, a path with an id, or a person. */
export type Log = Readonly<Record<Level, (words: string, fields?: Fields) => void>> & {
  /** A fault nobody expected, with what it happened to. Written at once. */
  fault(fault: unknown, fields?: Fields): void
  flush(): void
}

export type LogOptions = {
  /** `json`: one JSON object a line, for machines. `text`: for somebody who sits at the terminal. */
  readonly form: 'json' | 'text'
  readonly level?: Level
  /** Where lines go; standard output unless said. */
  readonly write?: (text: string) => void
}

/** On a terminal only what somebody should look at; requests by the thousand are for machines. */
const USUAL = { json: 'info', text: 'warn' } as const
/** Lines are gathered this long before they are written, for every write to a pipe stops the program for a moment. */
const GATHER = { bytes: 4096, ms: 500 }

export function openLog({ form, level = USUAL[form], write }: LogOptions): Log {
  const out = write ? { write, flushSync: () => {} } : gathered()
  const stream = { write: (line: string) => out.write(form === 'json' ? safe(line) : lineFor(JSON.parse(line))) }
  const lines = pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime, formatters: { level: (label) => ({ level: label }) }, messageKey: 'says' },
    stream,
  )
  const flush = () => out.flushSync()
  const say =
    (at: Level) =>
    (words: string, fields: Fields = {}) => {
      lines[at](fields, words)
      if (at === 'error') flush()
    }
  const error = say('error')
  return {
    debug: say('debug'),
    info: say('info'),
    warn: say('warn'),
    error,
    fault: (fault, fields = {}) => error('fault', { ...fields, fault: faultFields(fault) }),
    flush,
  }
}

function gathered() {
  const out = pino.destination({ dest: 1, sync: false, minLength: GATHER.bytes, periodicFlush: GATHER.ms })
  // Whoever read the lines has gone; the server goes on.
  out.on('error', () => {})
  const flushSync = () => {
    try {
      out.flushSync()
    } catch {
      // Not open yet, or gone.
    }
  }
  process.on('exit', flushSync)
  return { write: (text: string) => void out.write(text), flushSync }
}

/** JSON escapes what is below a space; a terminal obeys more than that. */
const safe = (line: string): string =>
  line.replace(/[\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g, (found) => `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`)
