import { component, field, header, type Message } from './message.ts'

/** The head of a message (MSH), as far as answering it needs. */
export type Envelope = {
  /** MSH-3, else MSH-4, as words: who sent it. Empty when the sender does not name itself. */
  readonly sender: string
  /** The EUI-64 or other universal id in MSH-3, else the name. */
  readonly senderId: string
  readonly controlId: string
  readonly type: string
  readonly trigger: string
  readonly version: string
  readonly processing: string
  readonly sent: string
  readonly acceptAck: string
  readonly applicationAck: string
}

export function envelopeOf(message: Message): Envelope {
  const msh = header(message)
  const part = (n: number, c = 1) => component(message, field(msh, n), c)
  const names = [1, 2].map((n) => part(3, n)).filter(Boolean)
  return {
    sender: names[0] || part(4) || part(4, 2),
    senderId: names.find(isEui) ?? (names[0] || part(4) || part(4, 2)),
    controlId: part(10),
    type: part(9),
    trigger: part(9, 2),
    version: part(12),
    processing: part(11).toUpperCase(),
    sent: part(7),
    acceptAck: part(15).toUpperCase(),
    applicationAck: part(16).toUpperCase(),
  }
}

/** A device's own number, eight octets in hex, with or without marks between them. */
export const isEui = (text: string): boolean => /^[0-9A-F]{16}$/i.test(text.replace(/[-:]/g, ''))
export const eui = (text: string): string => text.replace(/[-:]/g, '').toUpperCase()

export type Problem = { readonly outcome: 'reject' | 'error'; readonly code: number; readonly field: string; readonly words: string }

/** What is wrong with the head itself: type, version and processing id are rejected (AR); a message without its own number is an error (AE). */
export function problemOf({ type, trigger, version, processing, controlId }: Envelope): Problem | null {
  if (type !== 'ORU') return { outcome: 'reject', code: 200, field: 'MSH-9', words: `Waymark takes ORU^R01 here, not ${type || 'a message without a type'}` }
  if (trigger !== 'R01' && trigger !== '') return { outcome: 'reject', code: 201, field: 'MSH-9', words: `Waymark takes ORU^R01 here, not ORU^${trigger}` }
  if (version !== '' && !/^2\.[1-9](\.\d+)?$/.test(version))
    return { outcome: 'reject', code: 203, field: 'MSH-12', words: `Version ${version} is not HL7 version 2` }
  if (processing !== '' && processing !== 'P')
    return { outcome: 'reject', code: 202, field: 'MSH-11', words: `Processing id ${processing} is not production; such values reach no chart` }
  if (controlId === '') return { outcome: 'error', code: 101, field: 'MSH-10', words: 'The message has no control id' }
  return null
}
