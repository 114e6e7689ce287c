import { parseArgs } from 'node:util'
import { readTrust, type Trust } from '../../platform/http/peer.ts'
import { LEVELS, type Level } from '../../platform/ops/log.ts'
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
  /** Whose monitors they are, by the clinic's name or id; needed only where there are several real clinics. */
  readonly mllpClinic?: string
  /** Addresses it answers under besides this machine's own: `https://clinic.example`. */
  readonly origins: readonly string[]
  /** Daily backups; see `arrangement`. */
  readonly backup: BackupWords
  /** False: this node does no work of the house (seals, backups); another one does. */
  readonly jobs: boolean
  /** Proxies in front whose word about the caller is believed; absent: nobody's. */
  readonly trust?: Trust
  /** How the log is written; absent: for people on a terminal, as JSON lines elsewhere. */
  readonly log?: 'json' | 'text'
  readonly logLevel?: Level
  /** Seconds to go on working after SIGTERM while `/readyz` already says no, for a balancer to notice. */
  readonly drainSeconds?: number
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
  npm start -- --mllp-clinic NAME  whose monitors they are (name or id), where there are several clinics
  npm start -- --host 0.0.0.0      lets other machines in; put HTTPS in front
  npm start -- --origin https://clinic.example    the address people type, when it is not this machine's own
  npm start -- --backup-dir DIR    a backup a day into that folder, encrypted; --backup-keep 14, --backup-at 02:30,
                                   --backup-passphrase-file FILE (or WAYMARK_BACKUP_PASSPHRASE, and _DIR, _KEEP, _AT)
  npm start -- --no-jobs           leaves seals and backups to the other nodes
  npm start -- --trust-proxy 1     one proxy in front (or its addresses: 10.0.0.0/8,::1); believes its X-Forwarded-For
  npm start -- --drain 10          after SIGTERM goes on working so many seconds while /readyz says no
  npm start -- --log json          JSON lines (text on a terminal; --log-level debug, info, warn, error)
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
  'mllp-clinic': { type: 'string' },
  origin: { type: 'string' },
  'backup-dir': { type: 'string' },
  'backup-keep': { type: 'string' },
  'backup-at': { type: 'string' },
  'backup-passphrase-file': { type: 'string' },
  'no-jobs': { type: 'boolean' },
  'trust-proxy': { type: 'string' },
  drain: { type: 'string' },
  log: { type: 'string' },
  'log-level': { type: 'string' },
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
const VALUED = ['data', 'host', 'mllp-host', 'mllp-clinic', ...BACKUP] as const

function understood(given: ReadonlyMap<string, string | undefined>): Asked {
  for (const name of ['port', 'mllp-port'] as const) {
    if (given.has(name) && portIn(given.get(name)) === null) return wrong(`--${name} needs a number from 1 to 65535.`)
  }
  for (const name of VALUED) if (given.has(name) && !given.get(name)) return wrong(`--${name} needs a value.`)
  const origin = given.get('origin')
  if (given.has('origin') && !/^https?:\/\/[^/]+$/.test(origin ?? '')) return wrong('--origin needs an address such as https://clinic.example.')
  for (const name of ['demo', 'no-jobs'] as const) if (given.get(name) !== undefined) return wrong(`--${name} takes no value.`)
  const running = whileRunning(given)
  if (typeof running === 'string') return wrong(running)
  const port = portIn(given.get('port')) ?? 3000
  const mllpPort = portIn(given.get('mllp-port'))
  const mllpHost = given.get('mllp-host')
  const mllpClinic = given.get('mllp-clinic')
  const data = given.get('data')
  if (port === mllpPort) return wrong('--port and --mllp-port cannot be the same.')
  if (mllpClinic && !mllpPort) return wrong('--mllp-clinic says whose monitors speak on --mllp-port; give both.')
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
      ...running,
      ...(mllpClinic ? { mllpClinic } : {}),
    },
  }
}

type Running = Pick<Options, 'trust' | 'log' | 'logLevel' | 'drainSeconds'>

/** What is said about the running of it; a sentence when something in it does not fit. */
function whileRunning(given: ReadonlyMap<string, string | undefined>): Running | string {
  const [log, level, drain] = [given.get('log'), given.get('log-level'), given.get('drain')]
  const trust = readTrust(given.get('trust-proxy') ?? '')
  if (given.has('trust-proxy') && !trust) return '--trust-proxy needs a number of proxies (1 to 16) or addresses such as 10.0.0.0/8,::1.'
  if (given.has('log') && log !== 'json' && log !== 'text') return '--log is json or text.'
  if (given.has('log-level') && !isLevel(level)) return `--log-level is one of ${LEVELS.join(', ')}.`
  if (given.has('drain') && !(/^\d{1,3}$/.test(drain ?? '') && Number(drain) <= 300)) return '--drain needs seconds, 0 to 300.'
  return {
    ...(trust ? { trust } : {}),
    ...(log === 'json' || log === 'text' ? { log } : {}),
    ...(isLevel(level) ? { logLevel: level } : {}),
    ...(drain === undefined ? {} : { drainSeconds: Number(drain) }),
  }
}

const isLevel = (text: string | undefined): text is Level => (LEVELS as readonly (string | undefined)[]).includes(text)

const wrong = (message: string): Asked => ({ kind: 'wrong', message: `${message} See: npm start -- --help` })

function portIn(text: string | undefined): number | null {
  const port = /^\d{1,5}$/.test(text ?? '') ? Number(text) : 0
  return port >= 1 && port <= 65_535 ? port : null
}
