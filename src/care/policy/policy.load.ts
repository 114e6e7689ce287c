import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { problemsOfRules } from '../../medicine/rules/check.ts'
import type { Known, Placed, Problem } from '../../medicine/rules/problem.ts'
import type { Policy } from '../../medicine/rules/types.ts'
import { type Fault, hashOf, openDocument, readDocument } from '../../platform/document/document.ts'
import { type Books, readBooks, UnusableRulebook } from './books.load.ts'
import { type Laid, laidOver } from './overlay.ts'
import type { Rulebook } from './policy.ts'
import { eligibilityDocument, overlayDocument, withSession } from './policy.wire.ts'

/** What a document is read against. `baseOf` gives the policy that another is laid over; null when there is none of that id. */
export type Shelf = Pick<Books, 'catalogue' | 'codes'> & { readonly baseOf: (id: string) => Policy | null }
export type PolicyLoading = { readonly kind: 'loaded'; readonly policy: Policy } | { readonly kind: 'refused'; readonly faults: readonly Fault[] }

/** What a document says of itself before it is read whole. */
type Head = { readonly eligible: boolean; readonly extends: string | null }

export function headOf(text: string): Head {
  const opened = openDocument(text)
  const value = (opened.kind === 'open' ? opened.value : null) as { kind?: unknown; eligibility?: unknown; extends?: { id?: unknown } } | null
  const base = value?.extends?.id
  return { eligible: value?.kind === 'eligibility' || value?.eligibility !== undefined, extends: typeof base === 'string' ? base : null }
}

/** Reads the rules of eligibility of one document, laid over its base where it has one. */
export function loadPolicy(text: string, shelf: Shelf): PolicyLoading {
  const opened = openDocument(text)
  if (opened.kind === 'refused') return opened
  const value = opened.value as { kind?: unknown; extends?: unknown } | null
  if (value?.extends !== undefined) return overlaid(text, shelf)
  return value?.kind === undefined ? alone(text, withSession, shelf) : alone(text, eligibilityDocument, shelf)
}

function alone(text: string, schema: typeof withSession | typeof eligibilityDocument, shelf: Shelf): PolicyLoading {
  const read = readDocument(text, schema)
  if (read.kind === 'refused') return read
  const { id, version, title, offLabel, sources, eligibility } = read.data
  const rules = eligibility.rules.map((rule, i): Placed => ({ rule, path: ['eligibility', 'rules', i] }))
  const faults = problemsOfRules(rules, knownOf(shelf, sources)).map(read.place)
  if (faults.length > 0) return { kind: 'refused', faults }
  const { indication, notRules } = eligibility
  return loaded({ id, version, title, indication, offLabel, rules: rules.map(({ rule }) => rule), notRules, sources })
}

function overlaid(text: string, shelf: Shelf): PolicyLoading {
  const read = readDocument(text, overlayDocument)
  if (read.kind === 'refused') return read
  const base = shelf.baseOf(read.data.extends.id)
  const refused = (problems: readonly Problem[]): PolicyLoading => ({ kind: 'refused', faults: problems.map(read.place) })
  if (!base) return refused([{ path: ['extends', 'id'], message: `there is no document "${read.data.extends.id}" with rules of its own to lay this over` }])
  const laid: Laid = laidOver(base, read.data)
  if (laid.kind === 'refused') return refused(laid.problems)
  const problems = problemsOfRules(laid.rules, knownOf(shelf, laid.policy.sources))
  return problems.length > 0 ? refused(problems) : loaded(laid.policy)
}

const loaded = (policy: Omit<Policy, 'hash'>): PolicyLoading => ({ kind: 'loaded', policy: { ...policy, hash: hashOf(policy) } })
const knownOf = ({ catalogue, codes }: Shelf, sources: Policy['sources']): Known => ({ catalogue, codes, sources: new Set(Object.keys(sources)) })

/** The text of every document of a folder that has rules of eligibility, those without a base first. */
function documentsOf(folder: string): readonly { readonly file: string; readonly text: string }[] {
  const files = readdirSync(folder, { withFileTypes: true }).filter((entry) => !entry.isDirectory() && entry.name.endsWith('.yaml'))
  const all = files.map(({ name }) => ({ file: name, text: readFileSync(join(folder, name), 'utf8') }))
  const headed = all.map((one) => ({ ...one, head: headOf(one.text) })).filter(({ head }) => head.eligible)
  return headed.sort((a, b) => Number(a.head.extends !== null) - Number(b.head.extends !== null) || (a.file < b.file ? -1 : 1))
}

/**
 * The whole rulebook of a folder: `facts/catalogue.yaml`, every file of `codes/`, and the documents beside them.
 *
 * Errors: throws UnusableRulebook with file, line and column of every fault of every document.
 */
export function readRulebook(folder: string): Rulebook {
  const documents = documentsOf(folder)
  const books = readBooks(folder)
  const policies: Policy[] = []
  const wrong: { readonly file: string; readonly faults: readonly Fault[] }[] = []
  const shelf: Shelf = { ...books, baseOf: (id) => policies.find((policy) => policy.id === id && policy.base === undefined) ?? null }
  for (const { file, text } of documents) {
    const loading = loadPolicy(text, shelf)
    if (loading.kind === 'refused') wrong.push({ file, faults: loading.faults })
    else if (policies.some(({ id }) => id === loading.policy.id)) wrong.push({ file, faults: [twice(loading.policy)] })
    else policies.push(loading.policy)
  }
  if (wrong.length > 0) throw new UnusableRulebook(wrong)
  return { ...books, policies: policies.sort((a, b) => (a.id < b.id ? -1 : 1)) }
}

const twice = ({ id }: Policy): Fault => ({ line: 1, column: 1, message: `another document is called ${id} already` })
