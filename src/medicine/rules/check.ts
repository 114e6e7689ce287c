import { problemsOfCondition } from './check.fits.ts'
import type { Catalogue, CodeBook, Rule } from './types.ts'

/** Where in a document, as keys and positions, and what is wrong there. */
export type Path = readonly (string | number)[]
export type Problem = { readonly path: Path; readonly message: string }

/** What a rule may lean on: facts, code books, and the tags that are listed as sources. */
export type Known = { readonly catalogue: Catalogue; readonly codes: CodeBook; readonly sources: ReadonlySet<string> }
/** A rule and where it stands in its document. */
export type Placed = { readonly rule: Rule; readonly path: Path }

/** What a schema cannot say of the rules of one policy: whether each fits what may be known, and all fit together. */
export function problemsOfRules(placed: readonly Placed[], known: Known): readonly Problem[] {
  return [...placed.flatMap((one) => problemsOfRule(one, known)), ...twice(placed)]
}

function problemsOfRule({ rule, path }: Placed, known: Known): readonly Problem[] {
  const key = rule.when ? 'when' : 'require'
  const condition = rule[key]
  return [
    ...rule.source.flatMap((tag, i) => unlisted(tag, [...path, 'source', i], known)),
    ...(condition ? problemsOfCondition(condition, [...path, key], known) : []),
  ]
}

export const unlisted = (tag: string, path: Path, { sources }: Pick<Known, 'sources'>): readonly Problem[] =>
  sources.has(tag) ? [] : [{ path, message: `the source ${tag} is not listed under \`sources\`` }]

const twice = (placed: readonly Placed[]): readonly Problem[] =>
  placed.flatMap(({ rule, path }, i) =>
    placed.findIndex((other) => other.rule.id === rule.id) < i ? [{ path: [...path, 'id'], message: `there is a rule ${rule.id} already` }] : [],
  )
