import type { Instant } from '../../medicine/time.ts'
import { type Intake, takeIn } from './intake.ts'
import type { Observed, Oru } from './oru.ts'

export const RECEIVED = '2026-09-12T06:31:00.000Z' as Instant

export const bytesOf = (...lines: readonly string[]): Uint8Array => new TextEncoder().encode(`${lines.join('\r')}\r`)

/** A message of a monitor that names itself BEDSIDE, with these rows. */
export const withRows = (...rows: readonly string[]): Uint8Array =>
  bytesOf('MSH|^~\\&|BEDSIDE||||20260912063000+0000||ORU^R01^ORU_R01|C77|P|2.6', 'OBR|1||||||20260912062955+0000', ...rows)

export function taken(bytes: Uint8Array, zone = 'Asia/Kolkata'): Extract<Intake, { kind: 'message' }> {
  const intake = takeIn(bytes, { received: RECEIVED, zone, from: '10.0.0.7' })
  if (intake.kind !== 'message') throw new Error(intake.words)
  return intake
}

export function oruOf(bytes: Uint8Array, zone?: string): Oru {
  const { oru } = taken(bytes, zone)
  if (!oru) throw new Error('the head alone decided')
  return oru
}

/** What was taken, as short as a test wants it: `heart-rate 66`. */
export const said = (oru: Oru): string[] => oru.observations.map(({ quantity, value }: Observed) => `${quantity} ${value}`)
