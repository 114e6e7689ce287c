import { type Imported, objection, type ReadRecord, type Seen, type Statement, type Unmapped } from '../../care/facts/facts.ts'
import type { Row, SaidBy } from '../../medicine/rules/types.ts'
import { allergyRows, noneStands } from './allergies.ts'
import { newest } from './dates.ts'
import type { Drug } from './drugs.ts'
import type { Gathered, Item } from './gather.ts'
import { idOf } from './ids.ts'
import type { Said } from './mapped.ts'
import type { Maps } from './maps.ts'
import { byIngredient, deciding, fitting, medicineRow, type Taken, trialRow } from './medicines.ts'
import type { Person } from './person.ts'
import { isAbout, leadsTo, subjectName } from './subject.ts'

const MOST_NAMED = 50

/** Everything that was gathered, of the one person it is about. */
export function assemble(all: Gathered, maps: Maps, wanted?: string): ReadRecord {
  if (all.fatal.length > 0) return { kind: 'bad', flaws: all.fatal.slice(0, 20) }
  if (all.resources === 0) return { kind: 'bad', flaws: [{ where: 'document', what: 'there is no resource in it' }] }
  const people = distinct(all.people.length > 0 ? all.people : unnamed(all.items))
  const chosen = wanted === undefined ? people : people.filter((one) => isCalled(one, wanted))
  if (wanted !== undefined && chosen.length === 0)
    return { kind: 'bad', flaws: [{ where: 'document', what: `there is no person called ${JSON.stringify(wanted)} in it` }] }
  if (chosen.length > 1) return { kind: 'whose', people: chosen.slice(0, MOST_NAMED).map(({ about }) => about) }
  return recordOf(chosen[0], all, maps)
}

/** Without a Patient in it, a record is about whomever its resources name. */
const unnamed = (items: readonly Item[]): Person[] =>
  [...new Set(items.flatMap(({ subject }) => subjectName(subject) ?? []))].map((name) => ({
    about: { id: name },
    keys: [name],
    identifiers: [name],
    said: [],
    dead: false,
  }))

/** Somebody who is in it twice is one person. */
function distinct(people: readonly Person[]): Person[] {
  const known = new Set<string>()
  return people.filter(({ keys }) => {
    const again = keys.some((key) => known.has(key))
    for (const key of keys) known.add(key)
    return !again
  })
}

const isCalled = ({ about, keys, identifiers }: Person, wanted: string): boolean =>
  about.id === wanted ||
  keys.includes(wanted) ||
  keys.includes(`Patient/${wanted}`) ||
  keys.includes(`urn:uuid:${wanted}`) ||
  identifiers.some((one) => one.endsWith(`|${wanted}`))

function recordOf(person: Person | undefined, all: Gathered, maps: Maps): Imported {
  const out = new Out(person?.from ? `${person.from} (FHIR record)` : 'FHIR record', maps)
  const mine = person ? all.items.filter(({ subject }) => isAbout(subject, person)) : []
  const isMine = new Set(mine)
  for (const one of all.items) if (!isMine.has(one)) out.count(one.type, 'others')
  if (person) out.person(person, all.people)
  const single = agreedChoices(mine, maps)
  const medications = drugsBy(all.medications)
  const taken: Taken[] = []
  for (const one of mine) {
    const medicine = one.mapped.medicine
    const drug = medicine?.of.kind === 'elsewhere' ? medications(medicine.of.reference) : medicine?.of
    if (medicine && drug?.kind === 'known') taken.push({ ...medicine, of: drug, source: one.source })
    out.item(
      one,
      single,
      medicine && drug?.kind !== 'known' ? (drug?.kind === 'unknown' ? drug.why : 'the medication it refers to is not in the file') : undefined,
    )
    if (drug?.kind === 'known' && drug.more) out.keep(one, 'it holds an ingredient that is not known here')
  }
  out.allergies(mine)
  out.medicines(taken)
  // Medications are read with the orders that name them; by themselves they say nothing.
  if (all.medications.length > 0) out.count('Medication', 'notForHere', all.medications.length)
  for (const [type, count] of all.others) out.count(type, 'notForHere', count)
  return out.record(person, all)
}

/** What a reference to a Medication leads to. */
function drugsBy(medications: Gathered['medications']): (reference: string) => Drug | undefined {
  const drugs = new Map<string, Gathered['medications'][number]>()
  for (const one of medications) for (const key of one.keys) drugs.set(key, one)
  return (reference) => {
    const bare = reference.replace(/\/_history\/.*$/, '')
    const found = drugs.get(bare) ?? drugs.get(`Medication/${bare.split(/[/:]/).at(-1) ?? ''}`)
    return found && leadsTo(bare, 'Medication', found.keys) ? found.drug : undefined
  }
}

/** A choice that several entries make differently (two diagnoses) is nobody's to make here. */
function agreedChoices(items: readonly Item[], { facts }: Maps): (fact: string) => boolean {
  const values = Map.groupBy(
    items.flatMap(({ mapped }) => mapped.said ?? []).filter(({ fact }) => facts.get(fact)?.type.kind === 'choice' && facts.get(fact)?.meet === 'agree'),
    ({ fact }) => fact,
  )
  return (fact) => new Set(values.get(fact)?.map(({ value }) => value) ?? []).size <= 1
}

type From = { readonly at: string; readonly source: string; readonly note?: string }

class Out {
  readonly #by: string
  readonly #maps: Maps
  readonly #statements = new Map<string, Statement>()
  readonly #unmapped = new Map<string, Unmapped>()
  readonly #seen = new Map<string, { found: number; facts: number; unmapped: number; notForHere: number; others: number }>()
  readonly #problems: Imported['problems'][number][] = []
  constructor(by: string, maps: Maps) {
    this.#by = by
    this.#maps = maps
  }

  count(type: string, what: keyof Seen, by = 1): void {
    const seen = this.#seen.get(type) ?? { found: 0, facts: 0, unmapped: 0, notForHere: 0, others: 0 }
    if (what !== 'found') seen.found += by
    seen[what] += by
    this.#seen.set(type, seen)
  }

  person({ said, keys, dead }: Person, people: readonly Person[]): void {
    const source = keys.at(-1) ?? 'Patient'
    const stated = said.filter((one) => this.#state(one, source) === null)
    if (people.length > 0) this.count('Patient', stated.length > 0 ? 'facts' : 'notForHere')
    if (people.length > 1) this.count('Patient', 'others', people.length - 1)
    if (dead) this.#problems.push({ where: source, what: 'the record says that this person has died' })
  }

  item(one: Item, single: (fact: string) => boolean, missing: string | undefined): void {
    const { mapped, flaw, type, source } = one
    const objections = (mapped.said ?? []).map((said) => (single(said.fact) ? this.#state(said, source) : 'the record names more than one'))
    const gave = objections.some((against) => against === null) || (mapped.medicine && missing === undefined) || mapped.allergy !== undefined
    const why = flaw ? `${flaw.where} ${flaw.what}` : (missing ?? mapped.why ?? objections.find((against) => against !== null))
    if (mapped.notForHere && why == null) {
      this.count(type, 'notForHere')
      return
    }
    this.count(type, gave && !flaw ? 'facts' : 'unmapped')
    if (why != null) this.keep(one, why)
  }

  /** Kept as it is, with the reason: whoever knows more can read it. */
  keep({ type, source, mapped }: Item, why: string): void {
    const { what, codes, at } = mapped
    const id = idOf('unmapped', source, what, codes, at ?? null, /ingredient that/.test(why))
    this.#unmapped.set(id, {
      id,
      what: `${type}: ${what}`,
      codes: codes.length > 20 ? codes.slice(0, 20) : codes,
      ...(at && { at }),
      why,
      source: this.#source(source),
    })
  }

  allergies(items: readonly Item[]): void {
    const said = items.flatMap(({ mapped, source }) => (mapped.allergy ? [{ ...mapped.allergy, source }] : []))
    const rows = allergyRows(said)
    for (const { row, from } of rows) this.#row('allergies', row, from)
    const none = said.filter((one) => typeof one.rows === 'string')
    if (none.length === 0) return
    if (noneStands(said, rows)) this.#list('allergies', [], none, true)
    else this.#problems.push({ where: 'AllergyIntolerance', what: 'the record says both that no allergy is known and names some; those it names are taken' })
  }

  medicines(taken: readonly Taken[]): void {
    const from = (one: { readonly ingredient: { readonly name: string } }, orders: readonly Taken[]) =>
      orders.map(({ at, source, of }) => ({ at, source, note: `${one.ingredient.name} by ${of.by}` }))
    const trials = this.#maps.facts.get('treatment-trials')?.from.includes('import') ?? false
    for (const one of byIngredient(taken)) {
      this.#row('medicines', medicineRow(one), from(one, deciding(one)))
      if (trials && this.#maps.inSet('antidepressant', one.ingredient.rxnorm)) this.#row('treatment-trials', trialRow(one, this.#maps), from(one, one.orders))
    }
  }

  record(person: Person | undefined, all: Gathered): Imported {
    const problems = [...all.problems.slice(0, 200), ...this.#problems]
    if (all.people.length === 0) problems.push({ where: 'document', what: 'there is no Patient in it, so it does not say whose it is' })
    return {
      kind: 'read',
      ...(person && all.people.length > 0 && { patient: person.about }),
      statements: [...this.#statements.values()],
      unmapped: [...this.#unmapped.values()],
      seen: Object.fromEntries([...this.#seen].toSorted(([a], [b]) => (a < b ? -1 : 1))),
      problems,
    }
  }

  #row(fact: string, row: Row, from: readonly From[]): void {
    this.#list(fact, [fitting(this.#maps.facts, fact, row)], from)
  }

  /** A row, with everything in the record that makes it; the list is complete only where the record itself says so. */
  #list(fact: string, rows: readonly Row[], from: readonly From[], complete = false): void {
    const at = newest(from.map((one) => one.at))
    if (at === undefined) return
    const names = [...new Set(from.map(({ source }) => source))].toSorted()
    const notes = [...new Set(from.map(({ source, note }) => (note ? `${source} (${note})` : source)))]
    const ref = notes.length > 8 ? `${notes.slice(0, 8).join(', ')} and ${notes.length - 8} more` : notes.join(', ')
    const against = this.#state({ fact, value: { rows, complete }, at }, names.join(' '), ref)
    if (against) this.#problems.push({ where: names[0] ?? fact, what: against })
  }

  /** Null when it was stated; otherwise why it cannot be. */
  #state({ fact, value, at, note }: Said, source: string, ref = source): string | null {
    const id = idOf('statement', source, fact, value, at)
    const statement: Statement = { id, fact, value, at, source: this.#source(note ? `${ref} (${note})` : ref) }
    const [against] = objection(statement, this.#maps.facts.get(fact))
    if (against) return against.message
    this.#statements.set(id, statement)
    return null
  }

  #source(ref: string): SaidBy {
    return { kind: 'import', by: this.#by, ref }
  }
}
