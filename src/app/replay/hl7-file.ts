import { envelopeOf } from '../../exchange/hl7v2/envelope.ts'
import { component, field, type Message, parseMessage } from '../../exchange/hl7v2/message.ts'
import { hl7Time, momentOf } from '../../exchange/hl7v2/moment.ts'
import { readOru } from '../../exchange/hl7v2/oru.ts'
import { encode } from '../../exchange/hl7v2/text.ts'
import { type Instant, msOf } from '../../medicine/time.ts'
import { NeedsHelp } from '../../platform/db/needs-help.ts'
import { Deframer, START } from '../../platform/mllp/deframe.ts'
import type { Beat, Recording } from './recording.ts'

export type Playing = {
  readonly zone: string /** Bytes as they are: own times, own control ids. */
  readonly asIs: boolean /** Between messages that do not say when. */
  readonly everySeconds: number
}

/** The messages of a file: framed as on the line, or one after another, each from its MSH to the next. */
export function messagesIn(bytes: Uint8Array): Uint8Array[] {
  if (bytes.includes(START)) {
    const deframer = new Deframer(16 * 1024 * 1024)
    const found = deframer.push(bytes).map((one) => one.bytes)
    const rest = deframer.rest()
    return rest ? [...found, rest] : found
  }
  const text = Buffer.from(bytes).toString('latin1')
  const starts = [...text.matchAll(/(^|[\r\n])\s*(?:\xef\xbb\xbf)?(?=MSH[^\w\s])/g)].map((match) => match.index + match[0].length)
  return starts.map((start, i) => bytes.subarray(start, starts[i + 1] ?? bytes.length))
}

export const isHl7 = (bytes: Uint8Array): boolean => messagesIn(bytes.subarray(0, 4_096)).length > 0

/** A file of messages as a recording: spaced as their times are, moved to now, under control ids of their own. */
export function hl7Recording(bytes: Uint8Array, playing: Playing): Recording {
  const read = messagesIn(bytes).map((raw) => ({ raw, message: parseMessage(raw) }))
  const messages = read.flatMap(({ raw, message }) => (message ? [{ raw, message }] : []))
  if (messages.length === 0) throw new NeedsHelp('There is no HL7 message in the file')
  const times = spaced(
    messages.map(({ message }) => sentMs(message, playing.zone)),
    playing.everySeconds * 1_000,
  )
  const first = times[0] ?? 0
  const beats = messages.map(({ raw, message }, i): Beat => {
    const sentAt = times[i] ?? first
    return {
      offsetMs: sentAt - first,
      message: (now, played, controlId) => (playing.asIs ? raw : retimed(message, { now, played, controlId, sentAt, first, zone: playing.zone })),
    }
  })
  return {
    says: `${beats.length} ${beats.length === 1 ? 'message' : 'messages'}`,
    beats,
    devices: devicesOf(
      messages.map(({ message }) => message),
      playing.zone,
    ),
  }
}

const NEAR = '2026-01-01T00:00:00.000Z' as Instant

function devicesOf(messages: readonly Message[], zone: string): string[] {
  const arrival = { received: NEAR, zone, from: '127.0.0.1' }
  return [...new Set(messages.flatMap((message) => readOru(message, envelopeOf(message), arrival).devices.map(({ device }) => device)))]
}

/** When a message was sent, by itself: MSH-7, else its first OBR-7 or OBX-14. */
function sentMs(message: Message, zone: string): number | null {
  const texts = [
    envelopeOf(message).sent,
    ...message.segments.flatMap((one) => (one.name === 'OBR' ? [field(one, 7)] : one.name === 'OBX' ? [field(one, 14)] : [])),
  ]
  for (const text of texts) {
    const moment = momentOf(component(message, text, 1), { zone, near: NEAR })
    if (moment) return msOf(moment.at)
  }
  return null
}

/** Times that never go back: a message without a time, or with an earlier one, follows the one before by the usual distance. */
function spaced(times: readonly (number | null)[], everyMs: number): number[] {
  const out: number[] = []
  for (const time of times) {
    const before = out.at(-1)
    out.push(before === undefined ? (time ?? 0) : time !== null && time > before ? time : before + everyMs)
  }
  return out
}

type Move = {
  readonly now: Instant
  readonly played: (offsetMs: number) => Instant
  readonly controlId: string
  readonly sentAt: number
  readonly first: number
  readonly zone: string
}
/** Fields that hold times. */
const TIMES: Readonly<Record<string, readonly number[]>> = { OBR: [7, 8, 14, 22], OBX: [14, 19] }

function retimed(message: Message, move: Move): Uint8Array {
  const mark = message.separators.field
  const lines = message.segments.map(({ name, fields }) => {
    const copy = [...fields]
    if (name === 'MSH') {
      copy[7] = hl7Time(move.now)
      copy[10] = move.controlId
    }
    for (const n of TIMES[name] ?? []) if (copy[n]) copy[n] = moved(copy[n], move)
    return name === 'MSH' ? [copy[0], ...copy.slice(2)].join(mark) : copy.join(mark)
  })
  return encode(`${lines.join('\r')}\r`, message.charset)
}

/** A time of the recording where it falls when it is played; what is no time stays as it is, for the listener to judge. */
function moved(text: string, { played, first, zone, sentAt }: Move): string {
  const moment = momentOf(text, { zone, near: NEAR })
  // A recording whose rows are later than their message was made by hand; played, they are of the message's moment.
  return moment ? hl7Time(played(Math.min(msOf(moment.at), sentAt) - first)) : text
}
