import { problemsOfCondition } from './check.fits.ts'
import { contradictions, gaps, neverOrAlways } from './check.logic.ts'
import type { Known, Path, Placed, Problem } from './problem.ts'

/** What a schema cannot say of the rules of one policy: whether each fits what may be known, and all fit together. */
export function problemsOfRules(placed: readonly Placed[], known: Known): readonly Problem[] {
  const unfit = [...placed.flatMap((one) => problemsOfRule(one, known)), ...twice(placed)]
  if (unfit.length > 0) return unfit
  return [...placed.flatMap((one) => [...neverOrAlways(one, known), ...gaps(one, known)]), ...contradictions(placed, known)]
}

function problemsOfRule({ rule, path }: Placed, known: Known): readonly Problem[] {
  const key = rule.when ? 'when' : 'require'
  const condition = rule[key]
  return [
    ...rule.source.flatMap((tag, i) => unlisted(tag, [...path, 'source', i], known)),
    ...(condition ? problemsOfCondition(condition, [...path, key], known) : []),
  ]
}

const unlisted = (tag: string, path: Path, { sources }: Pick<Known, 'sources'>): readonly Problem[] =>
  sources.has(tag) ? [] : [{ path, message: `the source ${tag} is not listed under \`sources\`` }]

const twice = (placed: readonly Placed[]): readonly Problem[] =>
  placed.flatMap(({ rule, path }, i) =>
    placed.findIndex((other) => other.rule.id === rule.id) < i ? [{ path: [...path, 'id'], message: `there is a rule ${rule.id} already` }] : [],
  )
