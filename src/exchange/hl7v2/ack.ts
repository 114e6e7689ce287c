import type { Instant } from '../../medicine/time.ts'
import { type Envelope, envelopeOf, type Problem } from './envelope.ts'
import { escaped, field, header, type Message, STANDARD } from './message.ts'
import { hl7Time } from './moment.ts'
import { encode } from './text.ts'

export type Outcome = 'accept' | 'error' | 'reject'
export type Fault = Pick<Problem, 'code' | 'field' | 'words'>

/** Which acknowledgment the sender asked for: its own (AA/AE/AR), only the receipt (CA/CE/CR), or none. */
type Mode = 'application' | 'accept' | 'none'

/**
 * MSH-15 and MSH-16. Both empty is the original mode; an application acknowledgment that is wanted for this outcome comes
 * before the receipt, because one answer a frame is what monitors wait for.
 */
function modeOf({ acceptAck, applicationAck }: Envelope, outcome: Outcome): Mode {
  if (acceptAck === '' && applicationAck === '') return 'application'
  const wanted = (condition: string) => condition === 'AL' || (condition === 'ER' && outcome !== 'accept') || (condition === 'SU' && outcome === 'accept')
  if (wanted(applicationAck)) return 'application'
  return wanted(acceptAck) ? 'accept' : 'none'
}

const LETTER: Readonly<Record<Outcome, string>> = { accept: 'A', error: 'E', reject: 'R' }
/** HL7 table 0357, the codes Waymark answers with. */
const CODES: Readonly<Record<number, string>> = {
  100: 'Segment sequence error',
  101: 'Required field missing',
  102: 'Data type error',
  103: 'Table value not found',
  200: 'Unsupported message type',
  201: 'Unsupported event code',
  202: 'Unsupported processing id',
  203: 'Unsupported version id',
  207: 'Application internal error',
}

/** The answer to a message, in its own separators and character set; null when the sender wants none. `id` and `now` are ours. */
export function acknowledge(message: Message, outcome: Outcome, fault: Fault | null, own: { readonly id: string; readonly now: Instant }): Uint8Array | null {
  const envelope = envelopeOf(message)
  const mode = modeOf(envelope, outcome)
  if (mode === 'none') return null
  const { field: f, component: c, repetition: r, escape: e, sub } = message.separators
  const msh = header(message)
  const version = /^2\.\d/.test(envelope.version) ? field(msh, 12) : '2.6'
  const type = ['ACK', envelope.trigger || 'R01', 'ACK'].map((part) => escaped(part, message.separators)).join(c)
  const head = ['MSH', c + r + e + sub, field(msh, 5) || 'WAYMARK', field(msh, 6), field(msh, 3), field(msh, 4)]
  const tail = [
    hl7Time(own.now),
    '',
    type,
    own.id,
    field(msh, 11) || 'P',
    version,
    '',
    '',
    ...(mode === 'accept' ? ['', ''] : ['NE', 'NE']),
    '',
    field(msh, 18),
  ]
  const code = (mode === 'accept' ? 'C' : 'A') + LETTER[outcome]
  const msa = ['MSA', code, field(msh, 10), ...(fault ? [escaped(fault.words, message.separators)] : [])]
  const lines = [[...head, ...tail].join(f), msa.join(f), ...(fault ? [errorLine(message, envelope, fault)] : [])]
  return encode(`${lines.map((line) => trimmed(line, f)).join('\r')}\r`, message.charset)
}

const trimmed = (line: string, mark: string): string => (line.endsWith(mark) ? trimmed(line.slice(0, -1), mark) : line)

/** ERR as the version has it: one field of parts up to 2.4, the fields of 2.5 after. */
function errorLine(message: Message, { version }: Envelope, { code, field: where, words }: Fault): string {
  const { field: f, component: c, sub } = message.separators
  const name = CODES[code] ?? ''
  const [segment = '', number = ''] = where.split('-')
  if (/^2\.[1-4]/.test(version)) return ['ERR', [segment, '1', number, [code, name, 'HL70357'].join(sub)].join(c)].join(f)
  return ['ERR', '', [segment, '1', number].filter(Boolean).join(c), [code, name, 'HL70357'].join(c), 'E', '', '', '', escaped(words, message.separators)].join(
    f,
  )
}

/** The answer to bytes that are no message at all. */
export function acknowledgeJunk(words: string, own: { readonly id: string; readonly now: Instant }): Uint8Array {
  const msh = `MSH|^~\\&|WAYMARK||||${hl7Time(own.now)}||ACK|${own.id}|P|2.6`
  const err = `ERR|||100^${CODES[100]}^HL70357|E||||${escaped(words, STANDARD)}`
  return encode([msh, `MSA|AR||${escaped(words, STANDARD)}`, err, ''].join('\r'), 'utf-8')
}
