import type { FaultFields } from './fault.ts'
import { plain } from './plain.ts'

type Line = { readonly time: string; readonly level: string; readonly says: string; readonly fault?: FaultFields } & Readonly<Record<string, unknown>>

/** One line of the log as a person reads it; a fault has its places below. */
export function lineFor({ time, level, says, fault, ...fields }: Line): string {
  const rest = Object.entries(fields).map(([name, value]) => `${name}=${String(value)}`)
  const head = [time.slice(11, 19), level.padEnd(5), says, ...rest].map(plain).join(' ')
  return `${head}${fault ? below(fault, '  ') : ''}\n`
}

function below({ type, message, code, at, cause }: FaultFields, indent: string): string {
  const head = [type, ...(code ? [code] : []), message].map(plain).join(' ')
  return [`\n${indent}${head}`, ...at.map((place) => `\n${indent}  at ${plain(place)}`), cause ? below(cause, `${indent}  `) : ''].join('')
}
