import { fingerprint } from './proof/seal-key.ts'
import { type Seal, sealHash } from './proof/seal-text.ts'
import type { Sealing, Verified } from './verify.ts'

/** The result of a verification in words, for the command line. `named` gives the name of a clinic. */
export function verdict(found: Verified, named: (clinic: string) => string = (clinic) => clinic): string {
  const { events, streams, commands, flaw, flawed, faults, clean, sealing, remembered } = found
  const lines: string[] = []
  if (flaw) {
    const { clinic, stream, seq, id, what } = flaw
    lines.push(`First bad event: clinic ${clinic}, stream ${stream.kind} ${stream.id}, number ${seq}${id ? `, id ${id}` : ''}`, what)
    if (flawed > 1) lines.push(`Streams that are not as they were written: ${flawed}`)
  }
  for (const { clinic, what } of faults) lines.push(`${named(clinic)}: ${what}`)
  if (clean) lines.push(`All ${events} events in ${streams} streams are as they were written; all ${commands} commands are accounted for.`)
  if (clean && remembered > 0)
    lines.push(`Of these, ${remembered} were found whole by an earlier run and their rows have kept their fingerprint since; --full computes them anew.`)
  for (const one of sealing) lines.push(...sealed(one, named(one.clinic), clean))
  return lines.join('\n')
}

function sealed({ last, restarts, events, streams }: Sealing, name: string, clean: boolean): string[] {
  if (!last)
    return events > 0 ? [`${name}: not sealed yet. Somebody who owns the database could write everything anew, chain and all. Run: npx waymark seal`] : []
  const after = events > 0 ? `${events} events came after it (new streams: ${streams}) and are held by the chain alone` : 'nothing came after it'
  return [
    `${name}: sealed until ${last.at} by seal ${last.number} (${last.events} events in ${last.streams} streams${clean ? `; ${after}` : ''}).`,
    `  Seal ${sealHash(last)}, key ${fingerprint(last.key)}`,
    ...restarts.map((seal: Seal) => `  Seals begin anew with seal ${seal.number} of ${seal.at}: ${seal.anew}`),
  ]
}
