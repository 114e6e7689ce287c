import type { Flaw } from '../../care/facts/facts.ts'
import { allergy } from './allergy.ts'
import type { Coding } from './codes.ts'
import { condition } from './condition.ts'
import { procedure, report } from './done.ts'
import type { Drug } from './drugs.ts'
import { family } from './family.ts'
import { idOf } from './ids.ts'
import { jsonStream } from './json.ts'
import { isObject, Look } from './look.ts'
import type { Mapped } from './mapped.ts'
import type { Maps } from './maps.ts'
import { drugOf, medicationRequest, medicationStatement } from './medicine.ts'
import { observation } from './observation.ts'
import { type Person, person } from './person.ts'
import { response } from './response.ts'
import { keysOf, type Subject, subjectOf } from './subject.ts'

/** One mapper a resource. What has none holds no fact of Waymark and is counted. */
const MAPPERS: Readonly<Record<string, (look: Look, maps: Maps) => Mapped>> = {
  Condition: condition,
  MedicationRequest: medicationRequest,
  MedicationStatement: medicationStatement,
  AllergyIntolerance: allergy,
  Observation: observation,
  FamilyMemberHistory: family,
  Procedure: procedure,
  DiagnosticReport: report,
  QuestionnaireResponse: response,
}

/** What a resource gave, before it is known whose record this is. */
export type Item = {
  readonly type: string
  readonly source: string
  readonly subject: Subject
  readonly mapped: Mapped
  readonly flaw?: Flaw
}
export type Gathered = {
  readonly items: Item[]
  readonly people: Person[]
  readonly medications: { readonly keys: readonly string[]; readonly drug: Drug }[]
  /** How many of the kinds that hold no fact. */
  readonly others: Map<string, number>
  readonly problems: Flaw[]
  /** What makes the whole file unfit. */
  readonly fatal: Flaw[]
  resources: number
}

const REFUSED: Readonly<Record<string, string>> = {
  history: 'It is a history of versions, not a record as it stands.',
  'subscription-notification': 'It is a notification, not a record.',
}

/** Reads one file after another into what their resources give. */
export function gather(maps: Maps) {
  const all: Gathered = { items: [], people: [], medications: [], others: new Map(), problems: [], fatal: [], resources: 0 }

  const once = onceEach()

  function resource(value: unknown, path: string, fullUrl: string | undefined, depth = 0): void {
    if (!isObject(value)) return void all.fatal.push({ where: path, what: 'should be an object' })
    const type = value.resourceType
    if (typeof type !== 'string' || type === '') return void all.fatal.push({ where: path, what: 'has no resourceType' })
    all.resources += 1
    if (type === 'Bundle' && depth < 3) nested(value, path, depth)
    else take(type, value, path, fullUrl)
  }

  function nested(bundle: Record<string, unknown>, path: string, depth: number): void {
    const entries = bundle.entry ?? []
    if (!Array.isArray(entries)) return void all.fatal.push({ where: `${path}.entry`, what: 'should be a list' })
    for (const [i, one] of entries.entries()) entry(one, `${path}.entry[${i}]`, depth + 1)
  }

  function entry(value: unknown, path: string, depth = 0): void {
    if (!isObject(value)) return void all.fatal.push({ where: path, what: 'should be an object' })
    if (value.resource === undefined) return void all.problems.push({ where: path, what: 'has no resource' })
    const fullUrl = typeof value.fullUrl === 'string' && value.fullUrl !== '' ? value.fullUrl.slice(0, 500).toWellFormed() : undefined
    resource(value.resource, `${path}.resource`, fullUrl, depth)
  }

  function take(type: string, value: Record<string, unknown>, path: string, fullUrl: string | undefined): void {
    const flaws: Flaw[] = []
    const look = new Look(value, path, flaws)
    const mapper = Object.hasOwn(MAPPERS, type) ? MAPPERS[type] : undefined
    const known = mapper || type === 'Patient' || type === 'Medication'
    if (!known) return void all.others.set(type.slice(0, 64), (all.others.get(type.slice(0, 64)) ?? 0) + 1)
    const keys = keysOf(type, look.text('id'), fullUrl)
    if (type === 'Patient') all.people.push(person(look, keys))
    if (type === 'Medication') all.medications.push({ keys, drug: drugOf(look, maps.drugs) })
    if (mapper) {
      const source = keys.at(-1) ?? `${type}/${idOf(value)}`
      const subject = subjectOf(look)
      const mapped = changed(look) ? { ...mapper(look, maps), said: [], why: CHANGED } : mapper(look, maps)
      const flaw = flaws[0]
      const kept = stripped({ ...mapped, codes: once(mapped.codes) }, mapped.why === CHANGED || flaw !== undefined)
      all.items.push({ type, source, subject, mapped: kept, ...(flaw && { flaw }) })
    }
    all.problems.push(...flaws.slice(0, 5))
  }

  /** One file: chunks go in, then `end`. */
  function file(name: string) {
    const before = { items: 0, people: 0, medications: 0, problems: 0, fatal: 0, resources: 0 }
    const label = (path: string) => (name === '' ? path : `${name}: ${path}`)
    let document = 0
    const here = (path: string) => label(document > 0 ? `document ${document + 1}${path ? `, ${path}` : ''}` : path || 'document')
    const mark = () => {
      for (const key of ['items', 'people', 'medications', 'problems', 'fatal'] as const) before[key] = all[key].length
      before.resources = all.resources
    }
    mark()
    const stream = jsonStream({
      entry: (value, i) => entry(value, here(`entry[${i}]`)),
      root(value, _index, entries) {
        const type = isObject(value) ? value.resourceType : undefined
        if (type === 'Bundle') bundle(value as Record<string, unknown>, here)
        else {
          // Only a bundle has entries; what looked like some belongs to something else.
          if (entries > 0) {
            for (const key of ['items', 'people', 'medications', 'problems', 'fatal'] as const) all[key].length = before[key]
            all.resources = before.resources
          }
          resource(value, here(''), undefined)
        }
        document += 1
        mark()
      },
    })
    const noted = (flaw: Flaw | null): boolean => {
      if (flaw) all.fatal.push({ where: label(flaw.where), what: flaw.what })
      return flaw === null && all.fatal.length === 0
    }
    return { write: (chunk: Uint8Array): boolean => noted(stream.write(chunk)), end: (): boolean => noted(stream.end()) }
  }

  function bundle(value: Record<string, unknown>, here: (path: string) => string): void {
    all.resources += 1
    if (value.entry !== undefined && !Array.isArray(value.entry)) all.fatal.push({ where: here('entry'), what: 'should be a list' })
    const kind = value.type
    if (typeof kind === 'string' && Object.hasOwn(REFUSED, kind)) all.fatal.push({ where: here('type'), what: REFUSED[kind] ?? '' })
    const links = Array.isArray(value.link) ? value.link : []
    if (links.some((one) => isObject(one) && one.relation === 'next')) {
      all.problems.push({ where: here('link'), what: 'this is one page of a search; what is on the next pages is not in it' })
    }
  }

  return { all, file }
}

const CHANGED = 'it carries an addition that changes its meaning in a way that is not known here'
/** FHIR: whoever does not know a modifier must not go by the rest. */
const changed = (look: Look): boolean => look.has('implicitRules') || look.each('modifierExtension').length > 0

/** A record says the same few codes many thousand times; each list of them is kept once. */
function onceEach(): (codes: readonly Coding[]) => readonly Coding[] {
  const kept = new Map<string, readonly Coding[]>()
  return (codes) => {
    const key = JSON.stringify(codes)
    const before = kept.get(key)
    if (before === undefined) kept.set(key, codes)
    return before ?? codes
  }
}

/** What may still be shown of a resource of which nothing counts. */
const stripped = (mapped: Mapped, nothing: boolean): Mapped => {
  if (!nothing) return mapped
  const { what, codes, at, why } = mapped
  return { what, codes, at, why }
}
