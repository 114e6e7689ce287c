import { parseArgs } from 'node:util'
import type { BackupWords } from './arrangement.ts'

/** What `npm start -- …` understands. */
export type Options = {
  readonly port: number
  readonly host: string
  /** Absent: the folder `data` beside the program. */
  readonly data?: string
  readonly demo: boolean
  /** Where bedside monitors send their messages; absent: nowhere. */
  readonly mllpPort?: number
  /** The address monitors reach it under; this machine only unless it is said, for MLLP knows no sign-in. */
  readonly mllpHost?: string
  /** Addresses it answers under besides this machine's own: `https://clinic.example`. */
  readonly origins: readonly string[]
  /** Daily backups; see `arrangement`. */
  readonly backup: BackupWords
  /** False: this node does no work of the house (seals, backups); another one does. */
  readonly jobs: boolean
}

export type Asked =
  | { readonly kind: 'start'; readonly options: Options }
  | { readonly kind: 'help' }
  | { readonly kind: 'version' }
  | { readonly kind: 'wrong'; readonly message: string }

export const HELP = `Waymark, the open clinic system for ketamine therapy

  npm start                        opens the clinic on http://127.0.0.1:3000
  npm start -- --port 3001         on another port
  npm start -- --data DIR          with another data folder (default: ./data)
  npm start -- --demo              straight into the demonstration clinic
  npm start -- --mllp-port 2575    takes HL7 messages of bedside monitors there
  npm start -- --mllp-host 10.0.0.5   from other machines too; MLLP knows no sign-in
  npm start -- --host 0.0.0.0      lets other machines in; put HTTPS in front
  npm start -- --origin https://clinic.example    the address people type, when it is not this machine's own
  npm start -- --backup-dir DIR    a backup a day into that folder, encrypted; --backup-keep 14, --backup-at 02:30,
                                   --backup-passphrase-file FILE (or WAYMARK_BACKUP_PASSPHRASE, and _DIR, _KEEP, _AT)
  npm start -- --no-jobs           leaves seals and backups to the other nodes
  npm start -- --help, --version

  DATABASE_URL                     a PostgreSQL 15 or newer to use instead of the one that comes along
  WAYMARK_APP_DATABASE_URL         the login to work as there, if Waymark may not make its own

  npx waymark help                 the other commands: backup, restore, verify, rebuild, replay, token …
`

const KNOWN = {
  port: { type: 'string' },
  host: { type: 'string' },
  data: { type: 'string' },
  demo: { type: 'boolean' },
  'mllp-port': { type: 'string' },
  'mllp-host': { type: 'string' },
  origin: { type: 'string' },
  'backup-dir': { type: 'string' },
  'backup-keep': { type: 'string' },
  'backup-at': { type: 'string' },
  'backup-passphrase-file': { type: 'string' },
  'no-jobs': { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'v' },
} as const

export function readOptions(words: readonly string[]): Asked {
  const { tokens } = parseArgs({ args: [...words], options: KNOWN, strict: false, tokens: true, allowPositionals: true })
  const given = new Map<string, string | undefined>()
  for (const token of tokens) {
    if (token.kind === 'positional') return wrong(`Waymark does not know what to do with "${token.value}".`)
    if (token.kind === 'option') {
      if (!(token.name in KNOWN)) return wrong(`Waymark does not know the option ${token.rawName}.`)
      given.set(token.name, token.value)
    }
  }
  if (given.has('help')) return { kind: 'help' }
  if (given.has('version')) return { kind: 'version' }
  return understood(given)
}

const BACKUP = ['backup-dir', 'backup-keep', 'backup-at', 'backup-passphrase-file'] as const
const VALUED = ['data', 'host', 'mllp-host', ...BACKUP] as const

function understood(given: ReadonlyMap<string, string | undefined>): Asked {
  for (const name of ['port', 'mllp-port'] as const) {
    if (given.has(name) && portIn(given.get(name)) === null) return wrong(`--${name} needs a number from 1 to 65535.`)
  }
  for (const name of VALUED) if (given.has(name) && !given.get(name)) return wrong(`--${name} needs a value.`)
  const origin = given.get('origin')
  if (given.has('origin') && !/^https?:\/\/[^/]+$/.test(origin ?? '')) return wrong('--origin needs an address such as https://clinic.example.')
  for (const name of ['demo', 'no-jobs'] as const) if (given.get(name) !== undefined) return wrong(`--${name} takes no value.`)
  const port = portIn(given.get('port')) ?? 3000
  const mllpPort = portIn(given.get('mllp-port'))
  const mllpHost = given.get('mllp-host')
  const data = given.get('data')
  if (port === mllpPort) return wrong('--port and --mllp-port cannot be the same.')
  return {
    kind: 'start',
    options: {
      port,
      host: given.get('host') ?? '127.0.0.1',
      demo: given.has('demo'),
      origins: origin ? [origin] : [],
      backup: Object.fromEntries(BACKUP.flatMap((name) => (given.has(name) ? [[name.slice('backup-'.length), given.get(name)]] : []))),
      jobs: !given.has('no-jobs'),
      ...(data ? { data } : {}),
      ...(mllpPort ? { mllpPort } : {}),
      ...(mllpHost ? { mllpHost } : {}),
    },
  }
}

const wrong = (message: string): Asked => ({ kind: 'wrong', message: `${message} See: npm start -- --help` })

function portIn(text: string | undefined): number | null {
  const port = /^\d{1,5}$/.test(text ?? '') ? Number(text) : 0
  return port >= 1 && port <= 65_535 ? port : null
}
