import type { Instant } from '../../medicine/time.ts'
import type { Quantity } from '../../medicine/vitals.ts'
import { mdcOf } from './codes.ts'
import { escaped, STANDARD } from './message.ts'
import { hl7Time } from './moment.ts'
import { mdcUnitOf } from './unit.ts'

/** One measurement to send; `null` = tried and not obtained. `pulse` is the heart rate an oximeter counts. */
export type Sent = { readonly what: Quantity | 'pulse'; readonly value: number | null; readonly unit?: string }
export type Sending = {
  readonly sender: { readonly name: string; readonly eui?: string }
  readonly controlId: string
  readonly bed?: string
  readonly sent: Instant
  readonly at: Instant
  readonly measured: readonly Sent[]
}

/** An IHE PCD-01 message as a bedside monitor sends it. */
export function pcd01({ sender, controlId, bed, sent, at, measured }: Sending): Uint8Array {
  const words = (text: string) => escaped(text, STANDARD)
  const from = sender.eui ? `${words(sender.name)}^${sender.eui}^EUI-64` : words(sender.name)
  const msh = `MSH|^~\\&|${from}||||${hl7Time(sent)}||ORU^R01^ORU_R01|${words(controlId)}|P|2.6|||NE|AL||UNICODE UTF-8|||IHE PCD ORU-R01 2006^HL7^1.3.6.1.4.1.19376.1.6.1.1.1^ISO`
  const pv1 = bed === undefined ? [] : [`PV1||I|^^${words(bed)}`]
  const obr = `OBR|1|${words(controlId)}|${words(controlId)}|182777000^monitoring of patient^SCT|||${hl7Time(at)}`
  const lines = [msh, 'PID|||', ...pv1, obr, ...measured.flatMap(row)]
  return new TextEncoder().encode(`${lines.join('\r')}\r`)
}

function row({ what, value, unit }: Sent, i: number): string[] {
  const quantity = what === 'pulse' ? 'heart-rate' : what
  const code = what === 'pulse' ? { code: 149530, name: 'MDC_PULS_OXIM_PULS_RATE' } : mdcOf(quantity)
  if (!code) return []
  const id = `${code.code}^${code.name}^MDC`
  return [`OBX|${i + 1}|NM|${id}|1.0.0.${i + 1}|${value ?? ''}|${unit ?? mdcUnitOf(quantity)}|||||${value === null ? 'X' : 'R'}`]
}
