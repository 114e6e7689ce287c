import { type Cells, cellsOf } from './cells.ts'
import { type Compiled, type CompiledRule, compile, type Sources } from './compile.ts'
import { canTry, everyway, truthUnder } from './minimal.ts'
import type { Path, Placed, Problem } from './problem.ts'
import { sameAs } from './same.ts'
import type { Condition, FactDefinition, Policy, Rule } from './types.ts'
import { type Answer, NO, UNKNOWN, YES } from './when.ts'

/**
 * Whether rules that fit what may be known also make sense: each can speak and can be silent, none contradicts another, and
 * none waits for a fact that is not asked of everybody.
 *
 * Found by trying every way the facts of a rule can turn out (`Cells`). Where there are more than twenty thousand ways, or
 * the cells of a fact are not whole, nothing is claimed and the rule is let through.
 */

/** A rule to be tried alone: its condition, and those that say of whom its facts are asked. */
const ready = (conditions: readonly Condition[], sources: Sources): { compiled: Compiled; rules: readonly CompiledRule[] } => {
  const rules = conditions.map(
    (when, i): Rule => ({ id: String(i).padStart(4, '0'), severity: 'note', says: '', when, source: [], confirmed: true, resolvedBy: '' }),
  )
  const policy: Policy = { id: '', version: '', hash: '', title: '', indication: '', offLabel: false, rules, notRules: [], sources: {} }
  const compiled = compile(policy, sources)
  return { compiled, rules: compiled.rules }
}

const allCells = (compiled: Compiled): readonly Cells[] => {
  const atoms = [...compiled.atoms.keys()]
  return compiled.facts.map((_, fact) => cellsOf(compiled, fact, atoms))
}

/** What is asked only whether it is recorded is open until it is, and cannot be refused for never being otherwise. */
function truths(condition: Condition, sources: Sources): ReadonlySet<Answer> | null {
  const { compiled, rules } = ready([condition], sources)
  const [rule] = rules
  if (!rule || compiled.atoms.some(({ recorded }) => recorded)) return null
  const cells = allCells(compiled)
  if (!canTry(cells)) return null
  const found = new Set<Answer>()
  everyway(cells, (answered) => {
    found.add(truthUnder(rule.node, (atom) => answered.get(atom) ?? UNKNOWN))
    return true
  })
  return found
}

/** A condition, or a part of it, that comes out the same whoever is asked. */
export function neverOrAlways({ rule, path }: Placed, sources: Sources): readonly Problem[] {
  const key = rule.when ? 'when' : 'require'
  const condition = rule[key]
  if (!condition) return []
  const parts = leaves(condition, [...path, key]).flatMap((part) => constant(part, sources, 'this'))
  return parts.length > 0 ? parts : constant({ condition, path: [...path, key] }, sources, `the rule ${rule.id}`, rule.require !== undefined)
}

type Part = { readonly condition: Condition; readonly path: Path }

function leaves(condition: Condition, path: Path): readonly Part[] {
  if ('all' in condition) return condition.all.flatMap((part, i) => leaves(part, [...path, 'all', i]))
  if ('any' in condition) return condition.any.flatMap((part, i) => leaves(part, [...path, 'any', i]))
  if ('not' in condition) return leaves(condition.not, [...path, 'not'])
  return [{ condition, path }]
}

function constant({ condition, path }: Part, sources: Sources, what: string, turned = false): readonly Problem[] {
  const found = truths(condition, sources)
  if (found === null || (found.has(YES) && found.has(NO))) return []
  if (what === 'this') return [{ path, message: found.has(YES) ? 'this is always so, whoever is asked' : 'this can never be so' }]
  return [{ path, message: found.has(YES) !== turned ? `${what} always fires, whoever is asked` : `${what} can never fire` }]
}

/** A rule over a fact that only some are asked has to answer for the others without it. */
export function gaps({ rule, path }: Placed, sources: Sources): readonly Problem[] {
  const key = rule.when ? 'when' : 'require'
  const condition = rule[key]
  if (!condition) return []
  const defined = new Map(sources.catalogue.facts.map((fact) => [fact.id, fact]))
  const own = new Set(factsOf(condition))
  const asked = closure(own, defined)
  if (![...asked].some((id) => own.has(id) && defined.get(id)?.askedOf)) return []
  const limited = [...asked].filter((id) => defined.get(id)?.askedOf)
  const { compiled, rules } = ready([condition, ...limited.map((id) => defined.get(id)?.askedOf as Condition)], sources)
  const [it, ...conditions] = rules as [CompiledRule, ...CompiledRule[]]
  const limits = new Map(limited.map((id, i) => [compiled.factAt.get(id) as number, conditions[i] as CompiledRule]))
  const cells = allCells(compiled)
  if (!canTry(cells)) return []
  const settled = everyway(cells, (answered) => truthUnder(it.node, whenAsked(compiled, limits, answered)) !== UNKNOWN)
  if (settled) return []
  const who = limited.filter((id) => own.has(id)).map((id) => `"${id}"`)
  return [
    {
      path: [...path, key],
      message: `${who.join(' and ')} ${who.length > 1 ? 'are' : 'is'} not asked of everybody (askedOf in the catalogue): for the others this rule would stay unknown for ever. Say in the rule itself of whom it speaks`,
    },
  ]
}

/** The answers of somebody who was asked only what they are asked of. */
function whenAsked(compiled: Compiled, limits: ReadonlyMap<number, CompiledRule>, answered: ReadonlyMap<number, Answer>): (atom: number) => Answer {
  const known = new Map<number, boolean>()
  const isAsked = (fact: number): boolean => {
    const before = known.get(fact)
    if (before !== undefined) return before
    known.set(fact, false)
    const limit = limits.get(fact)
    const yes = limit === undefined || truthUnder(limit.node, answer) === YES
    known.set(fact, yes)
    return yes
  }
  const answer = (atom: number): Answer => (isAsked(compiled.atoms[atom]?.fact as number) ? (answered.get(atom) ?? UNKNOWN) : UNKNOWN)
  return answer
}

function factsOf(condition: Condition): readonly string[] {
  if ('all' in condition) return condition.all.flatMap(factsOf)
  if ('any' in condition) return condition.any.flatMap(factsOf)
  if ('not' in condition) return factsOf(condition.not)
  return ['fact' in condition ? condition.fact : condition.count]
}

function closure(own: ReadonlySet<string>, defined: ReadonlyMap<string, FactDefinition>): ReadonlySet<string> {
  const found = new Set(own)
  for (const id of found) {
    const limit = defined.get(id)?.askedOf
    if (limit) for (const one of factsOf(limit)) found.add(one)
  }
  return found
}

type Raising = { readonly placed: Placed; readonly raised: string; readonly silent: string }

/** Two rules that say the same, or one that forbids what the other asks for. What holds for today only is apart. */
export function contradictions(placed: readonly Placed[], sources: Sources): readonly Problem[] {
  const course = placed.filter(({ rule }) => rule.severity !== 'today' && (rule.when ?? rule.require)).map(raising)
  return course.flatMap((one, i) => course.slice(0, i).flatMap((other) => between(one, other, sources)))
}

function raising(placed: Placed): Raising {
  const { when, require } = placed.rule
  const condition = (when ?? require) as Condition
  return { placed, raised: sameAs(condition, require !== undefined), silent: sameAs(condition, when !== undefined) }
}

function between(one: Raising, other: Raising, sources: Sources): readonly Problem[] {
  const [a, b] = [one.placed.rule, other.placed.rule]
  const path = [...one.placed.path, a.when ? 'when' : 'require']
  if (one.raised === other.raised)
    return [
      { path, message: a.severity === b.severity ? `${b.id} says the same already` : `${b.id} says the same and is ${b.severity}, this is ${a.severity}` },
    ]
  const opposed = one.raised === other.silent
  const asksAndForbids = opposed && (a.when === undefined) !== (b.when === undefined) && same(a, b)
  if (asksAndForbids && [a, b].some((rule) => rule.when && rule.severity === 'exclude'))
    return [{ path, message: `this contradicts ${b.id}: one asks for what the other excludes` }]
  if (a.severity !== 'exclude' || b.severity !== 'exclude') return []
  return opposed || (shareFacts(a, b) && nobodyLeft(a, b, sources)) ? [{ path, message: `between this and ${b.id} everybody is excluded` }] : []
}

const same = (a: Rule, b: Rule): boolean => sameAs((a.when ?? a.require) as Condition, false) === sameAs((b.when ?? b.require) as Condition, false)
const shareFacts = (a: Rule, b: Rule): boolean => {
  const facts = new Set(factsOf((a.when ?? a.require) as Condition))
  return factsOf((b.when ?? b.require) as Condition).some((fact) => facts.has(fact))
}

function nobodyLeft(a: Rule, b: Rule, sources: Sources): boolean {
  const either: Condition = { any: [a, b].map((rule): Condition => rule.when ?? { not: rule.require as Condition }) }
  const found = truths(either, sources)
  return found !== null && !found.has(NO) && !found.has(UNKNOWN)
}
