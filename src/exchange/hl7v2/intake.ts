import type { Fault, Outcome } from './ack.ts'
import { type Envelope, envelopeOf, problemOf } from './envelope.ts'
import { type Message, parseMessage } from './message.ts'
import { type Arrival, clockOffMs, type Oru, readOru } from './oru.ts'

/** What came, and how it will be answered once it is stored. */
export type Intake =
  | { readonly kind: 'junk'; readonly words: string }
  | {
      readonly kind: 'message'
      readonly message: Message
      readonly envelope: Envelope
      readonly outcome: Outcome
      readonly fault: Fault | null
      /** Null when the head alone decided. */
      readonly oru: Oru | null
      readonly clockOffMs: number | null
    }

/** Reads one frame of bytes as a monitor's message. Pure and total: anything yields an answer. */
export function takeIn(bytes: Uint8Array, arrival: Arrival): Intake {
  const message = parseMessage(bytes)
  if (!message) return { kind: 'junk', words: bytes.length === 0 ? 'The frame was empty' : 'This is no HL7 version 2 message: it does not begin with MSH' }
  const envelope = envelopeOf(message)
  const off = clockOffMs(envelope, arrival)
  const problem = problemOf(envelope)
  if (problem) return { kind: 'message', message, envelope, outcome: problem.outcome, fault: problem, oru: null, clockOffMs: off }
  const oru = readOru(message, envelope, arrival)
  const fault = faultOf(oru)
  return { kind: 'message', message, envelope, outcome: fault ? 'error' : 'accept', fault, oru, clockOffMs: off }
}

/**
 * What an ORU^R01 is refused for. One believable value, or an honest "not measured", and it is accepted, with the rows that
 * were not believed kept beside it. So is a device's message of parameters Waymark does not keep; results of another
 * kind (a laboratory's) are not, so that nobody thinks they are in the chart.
 */
function faultOf(oru: Oru): Fault | null {
  if (oru.observations.length + oru.notMeasured.length + oru.withdrawn.length > 0) return null
  const [first] = oru.refused
  if (first) return { code: first.code === 'label-disagrees' ? 103 : 102, field: 'OBX-3', words: `${first.why}; nothing in the message could be taken` }
  const valued = oru.ignored.filter((row) => row.valued)
  if (valued.length === 0 || valued.every((row) => row.device)) return null
  return { code: 103, field: 'OBX-3', words: 'Nothing in the message is a vital sign that Waymark keeps' }
}
