import type { Look } from './look.ts'
import type { Person } from './person.ts'

/** Whom a resource is about, as it says. */
export type Subject = { readonly reference?: string; readonly identifier?: string }

export function subjectOf(look: Look): Subject {
  const one = look.has('subject') ? look.in('subject') : look.in('patient')
  const [reference, value] = [one.text('reference'), one.in('identifier').text('value')]
  return { ...(reference && { reference: bare(reference) }), ...(value && { identifier: `${one.in('identifier').text('system') ?? ''}|${value}` }) }
}

/** Without the version, which is the same person at another time. */
const bare = (reference: string): string => reference.replace(/\/_history\/.*$/, '')

/** The names an entry goes by: its full address, and its type and id. */
export const keysOf = (type: string, id: string | undefined, fullUrl: string | undefined): string[] => [
  ...(fullUrl ? [bare(fullUrl)] : []),
  ...(id ? [`${type}/${id}`] : []),
]

/**
 * Whether a reference leads to an entry. An absolute address of another server is another thing, even with the same id.
 */
export function leadsTo(reference: string, type: string, keys: readonly string[]): boolean {
  if (keys.includes(reference)) return true
  const own = keys.find((key) => key.startsWith(`${type}/`))
  if (own === undefined) return false
  if (reference === `urn:uuid:${own.slice(type.length + 1)}`) return true
  const elsewhere = keys.some((key) => /^https?:/.test(key))
  return /^https?:/.test(reference) && !elsewhere && reference.endsWith(`/${own}`)
}

export function isAbout({ reference, identifier }: Subject, { keys, identifiers }: Pick<Person, 'keys' | 'identifiers'>): boolean {
  if (reference === undefined) return identifier !== undefined && identifiers.includes(identifier)
  const asked = /^Patient\?identifier=(.+)$/.exec(reference)?.[1]
  return asked === undefined ? leadsTo(reference, 'Patient', keys) : identifiers.includes(asked)
}

export const subjectName = ({ reference, identifier }: Subject): string | undefined => reference ?? identifier
