import { least, most, opposite } from './ask.ts'
import { type Cells, cellsOf } from './cells.ts'
import type { Atom, Compiled, CompiledRule, Node } from './compile.ts'
import { type Answer, NO, UNKNOWN, YES } from './when.ts'

/**
 * Sets of facts where a fact is asked for more than once, or only whether it is recorded: the structure gives a set that is
 * enough, this takes out what it can spare. A fact more never undoes an answer, so that one pass leaves no spare.
 */
export type Answers = (atom: number) => Answer

export function truthUnder(node: Node, answers: Answers): Answer {
  switch (node.op) {
    case 'atom':
      return answers(node.atom)
    case 'not':
      return opposite(truthUnder(node.of, answers))
    case 'all':
      return node.of.reduce<Answer>((so, part) => least(so, truthUnder(part, answers)), YES)
    case 'any':
      return node.of.reduce<Answer>((so, part) => most(so, truthUnder(part, answers)), NO)
    default:
      return node satisfies never
  }
}

const spared = (all: readonly number[], isEnough: (rest: readonly number[]) => boolean): readonly number[] =>
  all.reduce<readonly number[]>((kept, atom) => {
    const rest = kept.filter((one) => one !== atom)
    return isEnough(rest) ? rest : kept
  }, all)

const factOf = ({ atoms }: Compiled, atom: number): number => (atoms[atom] as Atom).fact

/** Of the facts that decided it, those without any of which it would be open. */
export const withoutSpare = (compiled: Compiled, { node }: CompiledRule, decided: readonly number[], answers: Answers): readonly number[] =>
  spared(decided, (rest) => {
    const facts = new Set(rest.map((atom) => factOf(compiled, atom)))
    return truthUnder(node, (atom) => (facts.has(factOf(compiled, atom)) ? answers(atom) : UNKNOWN)) !== UNKNOWN
  })

const kept = new WeakMap<CompiledRule, ReadonlyMap<number, Cells>>()
const cellsOfRule = (compiled: Compiled, rule: CompiledRule): ReadonlyMap<number, Cells> => {
  const known = kept.get(rule)
  if (known) return known
  const cells = new Map(rule.facts.map((fact) => [fact, cellsOf(compiled, fact, rule.atoms)]))
  kept.set(rule, cells)
  return cells
}

/**
 * Of the facts that would decide it, those that are needed: without any of them there are answers to the others that leave
 * it open. A fact whose answers cannot all be tried (`Cells`) stays.
 */
export function withoutSpareMissing(compiled: Compiled, rule: CompiledRule, open: readonly number[], answers: Answers): readonly number[] {
  const cells = cellsOfRule(compiled, rule)
  return spared(open, (rest) => {
    const free = rest.map((atom) => cells.get(factOf(compiled, atom)) as Cells)
    return everyway(free, (answered) => truthUnder(rule.node, (atom) => answered.get(atom) ?? answers(atom)) !== UNKNOWN)
  })
}

/** More ways than this are not tried. */
export const WAYS = 20_000

/** Whether it holds whichever way the cells turn out; false where there are too many ways to try, or not all are known. */
export function everyway(cells: readonly Cells[], holds: (answered: ReadonlyMap<number, Answer>) => boolean): boolean {
  if (!canTry(cells)) return false
  const answered = new Map<number, Answer>()
  const turn = (i: number): boolean => {
    const cell = cells[i]
    if (cell === undefined) return holds(answered)
    return cell.lines.every((line) => {
      for (const [k, atom] of cell.atoms.entries()) answered.set(atom, line[k] as Answer)
      return turn(i + 1)
    })
  }
  return turn(0)
}

export const canTry = (cells: readonly Cells[]): boolean =>
  cells.every(({ whole }) => whole) && cells.reduce((ways, { lines }) => ways * lines.length, 1) <= WAYS
