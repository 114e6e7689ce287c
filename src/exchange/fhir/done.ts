import { type Concept, concept } from './codes.ts'
import { fhirDate, momentOf } from './dates.ts'
import type { Look } from './look.ts'
import { head, type Mapped, NO_CODE, NO_DATE, type Said } from './mapped.ts'
import type { Maps } from './maps.ts'

/** Procedure: that something was done, and when. */
export function procedure(look: Look, maps: Maps): Mapped {
  const code = concept(look.in('code'))
  const at = momentOf(look, 'performed')
  const status = look.text('status')
  if (status !== 'completed') return { ...head('Procedure', code, at), why: status ? `its status is ${status}` : 'it has no status' }
  return datesOf('Procedure', code, at, maps)
}

/** DiagnosticReport: that a set of tests was reported, and when; its values are resources of their own. */
export function report(look: Look, maps: Maps): Mapped {
  const code = concept(look.in('code'))
  const at = momentOf(look, 'effective') ?? fhirDate(look.text('issued'))
  const status = look.text('status')
  if (!['final', 'amended', 'corrected', 'appended'].includes(status ?? ''))
    return { ...head('DiagnosticReport', code, at), why: `its status is ${status ?? 'missing'}` }
  const mapped = datesOf('DiagnosticReport', code, at, maps)
  return mapped.why === NO_CODE ? { ...mapped, why: undefined, notForHere: true } : mapped
}

function datesOf(kind: string, code: Concept, at: string | undefined, { codes }: Maps): Mapped {
  const about = head(kind, code, at)
  const found = codes.find(code).filter(({ fact }) => fact.type.kind === 'date' || (kind === 'Procedure' && fact.type.kind === 'yes-no'))
  if (found.length === 0) return { ...about, why: NO_CODE }
  if (at === undefined) return { ...about, why: NO_DATE }
  return { ...about, said: found.map(({ fact }): Said => ({ fact: fact.id, value: fact.type.kind === 'date' ? at : true, at })) }
}
