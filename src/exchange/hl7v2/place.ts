import { type Envelope, eui, isEui } from './envelope.ts'
import { component, field, type Message, repetitions, type Segment, unescaped } from './message.ts'
import { cut } from './text.ts'

/** Where a person lies, as the monitor says it in PV1-3: point of care, room, bed. */
export function bedOf(message: Message, pv1: Segment): string {
  const { component: mark, sub } = message.separators
  const parts = (repetitions(message, field(pv1, 3))[0] ?? '').split(mark).slice(0, 3)
  const named = parts.map((part) => unescaped(part.split(sub).find((piece) => piece.trim() !== '') ?? '', message.separators).trim())
  return cut(named.filter(Boolean).join(' '), 80)
}

/** The device an OBX-18 names: its EUI-64 wherever it stands in the field, else the first name; '' when none. */
export function equipmentOf(message: Message, obx: Segment): string {
  const parts = repetitions(message, field(obx, 18)).flatMap((one) => [1, 2, 3].map((n) => component(message, one, n)))
  const own = parts.find(isEui)
  return own ? eui(own) : cut(parts.find(Boolean) ?? '', 80)
}

/**
 * The one name a device has for us: OBX-18 first, since a gateway's MSH-3 stands for many monitors; else the sender,
 * with the bed when it gives one, so that two beds behind one gateway are never one device; else where it came from.
 */
export function deviceOf(envelope: Envelope, equipment: string, bed: string, from: string): string {
  if (equipment) return equipment
  const sender = isEui(envelope.senderId) ? eui(envelope.senderId) : envelope.senderId || from
  return cut(bed ? `${sender} @ ${bed}` : sender, 120)
}
