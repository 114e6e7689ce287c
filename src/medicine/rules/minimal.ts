import { least, most, opposite } from './ask.ts'
import type { Atom, Compiled, Node } from './compile.ts'
import { type Answer, NO, UNKNOWN, YES } from './when.ts'

/** Sets of facts where a fact is asked for more than once: the structure gives a set that is enough, this takes out what it can spare. */

export type Answers = ReadonlyMap<number, Answer>

export function truthUnder(node: Node, answers: (atom: number) => Answer): Answer {
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

/** Of the facts that decided it those are left without which it would be open. More facts never undo an answer, so one pass is enough. */
export function withoutSpare({ atoms }: Compiled, node: Node, decided: readonly number[], answers: Answers): readonly number[] {
  let kept = [...decided]
  for (const atom of decided) {
    const rest = kept.filter((one) => one !== atom)
    const facts = new Set(rest.map((one) => (atoms[one] as Atom).fact))
    const known = (one: number): Answer => (facts.has((atoms[one] as Atom).fact) ? (answers.get(one) ?? UNKNOWN) : UNKNOWN)
    if (truthUnder(node, known) !== UNKNOWN) kept = rest
  }
  return kept
}

export function withoutSpareMissing(_: Compiled, __: Node, decided: readonly number[], ___: Answers): readonly number[] {
  return decided
}
