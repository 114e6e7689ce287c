import { type Concept, systemOf, wordsOf } from './codes.ts'

/** An ingredient Waymark knows, by its RxNorm code, with the names it goes by. A name that several have is a combination. */
export type Ingredient = { readonly rxnorm: string; readonly name: string; readonly also?: readonly string[] }

/** Which ingredients a medicine holds and how that was read; or why that cannot be said. */
export type Drug =
  | { readonly kind: 'known'; readonly ingredients: readonly Ingredient[]; readonly by: 'code' | 'name'; readonly words: string; readonly more: boolean }
  | { readonly kind: 'unknown'; readonly why: string }
export type DrugIndex = { read(concept: Concept): Drug; byCode(code: string): Ingredient | undefined }

/** Words that turn a name into something else than "this is what it is". */
const DOUBT = /\b(no|not|non|without|stop|stopped|avoid|allergy|allergic|intolerance|intolerant|instead|or|versus|vs|placebo|trial)\b/

/**
 * Medicines in records are mostly clinical drugs ("Fluoxetine 20 MG Oral Capsule"), whose codes are many and change; what
 * decides here is the ingredient. Read by its own code where it stands, else by a name that says which it is.
 */
export function drugIndex(ingredients: readonly Ingredient[]): DrugIndex {
  const codes = new Map(ingredients.map((one) => [one.rxnorm, one]))
  const names = new Map<string, Ingredient[]>()
  for (const one of ingredients) for (const name of [one.name, ...(one.also ?? [])]) put(names, plain(name), one)
  const longest = Math.max(1, ...[...names.keys()].map((name) => name.split(' ').length))

  const named = (words: string): Named => {
    const tokens = plain(words).split(' ').filter(Boolean)
    const found: Ingredient[][] = []
    for (let i = 0; i < tokens.length; ) {
      const [length, hit] = longestAt(names, tokens, i, longest)
      if (hit) found.push(hit)
      i += length
    }
    return { ingredients: distinct(found.flat()) }
  }

  return {
    byCode: (code) => codes.get(code),
    read(concept) {
      const coded = distinct(
        concept.codings.flatMap(({ system, code }) => {
          const hit = systemOf(system) === 'rxnorm' ? codes.get(code) : undefined
          return hit ? [hit] : []
        }),
      )
      const said = [...new Set([concept.text, ...concept.codings.map(({ display }) => display)].filter((words) => words !== undefined))]
      const words = wordsOf(concept) ?? ''
      const doubtful = said.some((one) => DOUBT.test(plain(one)))
      const byName = said.map(named)
      if (coded.length > 0) {
        const against = byName.some(({ ingredients: other }) => other.length > 0 && !other.some((one) => coded.includes(one)))
        if (against) return { kind: 'unknown', why: 'its code and its name say different drugs' }
        const more = distinct(byName.flatMap((one) => one.ingredients).filter((one) => !coded.includes(one)))
        return { kind: 'known', ingredients: [...coded, ...more], by: 'code', words: words || (coded[0]?.name ?? ''), more: false }
      }
      const all = byName.filter((one) => one.ingredients.length > 0)
      if (all.length === 0) return { kind: 'unknown', why: 'no ingredient that is known here' }
      if (doubtful) return { kind: 'unknown', why: 'its name does not say plainly which drug it is' }
      if (!agree(all)) return { kind: 'unknown', why: 'its names say different drugs' }
      const ingredientsFound = distinct(all.flatMap((one) => one.ingredients))
      return { kind: 'known', ingredients: ingredientsFound, by: 'name', words, more: said.some((one) => partsOf(one) > ingredientsFound.length) }
    },
  }
}

type Named = { readonly ingredients: readonly Ingredient[] }

/** Two names agree when one holds what the other does: a brand beside its ingredient, a combination beside a part. */
const agree = (all: readonly Named[]): boolean =>
  all.every((a) => all.every((b) => a.ingredients.every((one) => b.ingredients.includes(one)) || b.ingredients.every((one) => a.ingredients.includes(one))))

/** "Acetaminophen 325 MG / Codeine 15 MG Oral Tablet" has two parts; a slash in "MG/ML" is a unit. */
const partsOf = (words: string): number => words.split(/ \/ |\s\+\s/).length

function longestAt(names: ReadonlyMap<string, Ingredient[]>, tokens: readonly string[], at: number, longest: number): [number, Ingredient[] | undefined] {
  for (let length = Math.min(longest, tokens.length - at); length > 0; length -= 1) {
    const hit = names.get(tokens.slice(at, at + length).join(' '))
    if (hit) return [length, hit]
  }
  return [1, undefined]
}

const put = (names: Map<string, Ingredient[]>, name: string, one: Ingredient) => void names.set(name, distinct([...(names.get(name) ?? []), one]))
const distinct = <T>(all: readonly T[]): T[] => [...new Set(all)]
const plain = (words: string): string =>
  words
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, ' ')
    .trim()
