import type { Instant } from '../time.ts'
import { type Env, least, most, opposite } from './ask.ts'
import type { Atom, Compiled, CompiledRule, Node, Slot } from './compile.ts'
import { type Current, resolve } from './current.ts'
import { withoutSpare, withoutSpareMissing } from './minimal.ts'
import type { FactDefinition, Finding, Missing, Statement, Truth, Used, Value, Verdict } from './types.ts'
import { verdictOf } from './verdict.ts'
import { type Answer, type Back, back, daysSince, NO, type Now, nowOf, UNKNOWN, YES } from './when.ts'
import { missingWords, usedWords } from './words.ts'

/**
 * The whole verdict on one person from what was said of them: every rule with its truth, the facts that decided it or
 * would decide it, and a sentence.
 *
 * `today` is the calendar day in the clinic; without it the day in UTC.
 * Errors: never throws; a statement about a fact no rule names is not read.
 */
export function evaluate(compiled: Compiled, statements: readonly Statement[], now: Instant, today?: string): Verdict {
  const person = new Person(compiled, statements, nowOf(now, today))
  return verdictOf(
    compiled,
    now,
    compiled.rules.map((rule) => person.finding(rule)),
  )
}

const NONE: readonly never[] = []
const TRUTHS: readonly Truth[] = ['not-met', 'unknown', 'met']
const RAISED = { when: ['no', 'unknown', 'yes'], require: ['yes', 'unknown', 'no'] } as const

/** One person under one policy: each fact is read once and each question asked once. */
export class Person {
  readonly #compiled: Compiled
  readonly #said: (Statement[] | undefined)[]
  readonly #currents: (Current | undefined)[]
  readonly #answers: (Answer | undefined)[]
  readonly #used: (Used | undefined)[]
  readonly #words: (string | undefined)[]
  readonly #missing: (Missing | undefined)[]
  readonly #env: Env

  constructor(compiled: Compiled, statements: readonly Statement[], now: Now) {
    this.#compiled = compiled
    const { factAt, facts, slots, atoms, spans } = compiled
    this.#said = new Array(facts.length)
    for (const statement of statements) {
      const fact = factAt.get(statement.fact)
      if (fact === undefined) continue
      const said = this.#said[fact]
      if (said) said.push(statement)
      else this.#said[fact] = [statement]
    }
    this.#currents = new Array(slots.length)
    this.#answers = new Array(atoms.length)
    this.#used = new Array(slots.length)
    this.#words = new Array(atoms.length)
    this.#missing = new Array(atoms.length)
    this.#env = { now, backs: spans.map((span) => back(span, now)) }
  }

  finding(compiled: CompiledRule): Finding {
    const { rule, kind, node, plain } = compiled
    const truth = this.truth(node)
    const decided: number[] = []
    if (truth === UNKNOWN) this.#open(node, decided)
    else this.#decided(node, truth, decided)
    const chosen = plain ? decided : this.#spare(compiled, truth, decided)
    const because = truth === UNKNOWN ? NONE : chosen.map((atom) => this.#usedOf(atom))
    const missing = truth === UNKNOWN ? chosen.map((atom) => this.missingOf(atom)) : NONE
    return {
      rule: rule.id,
      severity: rule.severity,
      says: rule.says,
      ...(rule.detail === undefined ? {} : { detail: rule.detail }),
      source: rule.source,
      confirmed: rule.confirmed,
      kind,
      truth: TRUTHS[truth] as Truth,
      raised: RAISED[kind][truth],
      because,
      missing,
      sentence: this.#sentence(rule.says, truth, chosen),
      resolvedBy: rule.resolvedBy,
    }
  }

  truth(node: Node): Answer {
    switch (node.op) {
      case 'atom':
        return this.answer(node.atom)
      case 'not':
        return opposite(this.truth(node.of))
      case 'all': {
        let so: Answer = YES
        for (const part of node.of) {
          so = least(so, this.truth(part))
          if (so === NO) break
        }
        return so
      }
      case 'any': {
        let so: Answer = NO
        for (const part of node.of) {
          so = most(so, this.truth(part))
          if (so === YES) break
        }
        return so
      }
      default:
        return node satisfies never
    }
  }

  answer(atom: number): Answer {
    const known = this.#answers[atom]
    if (known !== undefined) return known
    const { slot, ask } = this.#compiled.atoms[atom] as Atom
    const answer = ask(this.#current(slot), this.#env)
    this.#answers[atom] = answer
    return answer
  }

  #current(at: number): Current {
    const known = this.#currents[at]
    if (known !== undefined) return known
    const { fact, spans } = this.#compiled.slots[at] as Slot
    let limit: Back | null = null
    for (const span of spans) {
      const one = this.#env.backs[span] as Back
      if (limit === null || one.ms > limit.ms) limit = one
    }
    const current = resolve(this.#compiled.facts[fact] as FactDefinition, this.#said[fact] ?? NONE, limit, this.#env.now)
    this.#currents[at] = current
    return current
  }

  /** One atom for each fact that decided it: of several that would do, the smallest group, the first of equals. */
  #decided(node: Node, truth: Answer, into: number[]): void {
    if (node.op === 'atom') this.#add(node.atom, into)
    else if (node.op === 'not') this.#decided(node.of, opposite(truth), into)
    else this.#decidedAmong(node, truth, into)
  }

  #decidedAmong(node: Extract<Node, { op: 'all' | 'any' }>, truth: Answer, into: number[]): void {
    if (truth === (node.op === 'all' ? YES : NO)) {
      for (const part of node.of) this.#decided(part, truth, into)
      return
    }
    let best: number[] | null = null
    for (const part of node.of) {
      if (this.truth(part) !== truth) continue
      const group: number[] = []
      this.#decided(part, truth, group)
      if (best === null || group.length < best.length) best = group
      if (best.length === 1) break
    }
    for (const atom of best ?? NONE) this.#add(atom, into)
  }

  /** Every open part has to be known: nothing else decides, whatever it turns out to be. */
  #open(node: Node, into: number[]): void {
    if (node.op === 'atom') this.#add(node.atom, into)
    else if (node.op === 'not') this.#open(node.of, into)
    else for (const part of node.of) if (this.truth(part) === UNKNOWN) this.#open(part, into)
  }

  #add(atom: number, into: number[]): void {
    const { atoms } = this.#compiled
    const { fact } = atoms[atom] as Atom
    for (const other of into) if ((atoms[other] as Atom).fact === fact) return
    into.push(atom)
  }

  #spare(rule: CompiledRule, truth: Answer, chosen: readonly number[]): readonly number[] {
    const spare = truth === UNKNOWN ? withoutSpareMissing : withoutSpare
    return spare(this.#compiled, rule, chosen, (atom) => this.answer(atom))
  }

  #usedOf(atom: number): Used {
    const { slot, fact } = this.#compiled.atoms[atom] as Atom
    const known = this.#used[slot]
    if (known !== undefined) return known
    const current = this.#current(slot)
    if (current.kind === 'nothing') throw new Error('A fact of which nothing is known has decided something')
    const { id, name } = this.#compiled.facts[fact] as FactDefinition
    const value: Value = current.kind === 'value' ? current.value : { rows: current.rows.map(({ row }) => row), complete: current.complete }
    const used = { fact: id, name, value, at: current.at.statement.at, ageDays: daysSince(current.at.when, this.#env.now), from: current.from }
    this.#used[slot] = used
    return used
  }

  missingOf(at: number): Missing {
    const known = this.#missing[at]
    if (known !== undefined) return known
    const { slot, fact, count } = this.#compiled.atoms[at] as Atom
    const { id, name, get } = this.#compiled.facts[fact] as FactDefinition
    const current = this.#current(slot)
    const missing: Missing =
      current.kind === 'nothing'
        ? { fact: id, name, get, why: current.why, have: current.have }
        : { fact: id, name, get, why: current.kind === 'rows' ? whyRows(current, count, this.#env) : 'not-exact-enough', have: current.from }
    this.#missing[at] = missing
    return missing
  }

  #sentence(says: string, truth: Answer, atoms: readonly number[]): string {
    let facts = ''
    for (const atom of atoms) facts += `${facts === '' ? '' : '; '}${this.#wordsOf(atom, truth)}`
    if (truth === UNKNOWN) return `Not known: ${says}. ${facts}.`
    return truth === YES ? `${says}. ${facts}.` : `Not so: ${says}. ${facts}.`
  }

  #wordsOf(at: number, truth: Answer): string {
    const known = this.#words[at]
    // An atom that is unknown is never among those that decided, nor the other way round.
    if (known !== undefined) return known
    const atom = this.#compiled.atoms[at] as Atom
    const definition = this.#compiled.facts[atom.fact] as FactDefinition
    const words = truth === UNKNOWN ? missingWords(this.missingOf(at), definition, this.#env) : usedWords(this.#current(atom.slot), definition, atom, this.#env)
    this.#words[at] = words
    return words
  }
}

function whyRows({ rows, complete }: Extract<Current, { kind: 'rows' }>, count: Atom['count'], env: Env): Missing['why'] {
  const open = count ? rows.filter(({ row, differ }) => count.where(row, differ, env) === UNKNOWN) : []
  if (open.some(({ differ }) => differ !== null)) return 'conflict'
  return complete ? 'not-exact-enough' : 'list-not-complete'
}
