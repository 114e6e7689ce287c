/** A medicine of the shipped list: RxNorm ingredient, name, brand names, the sets it is in. */
export type Ingredient = { readonly rxnorm: string; readonly name: string; readonly also: readonly string[]; readonly sets: readonly string[] }

const plain = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()

const MOST = 8

/** Those with a word that begins as typed, names before brands; with it the name it was found by. */
export function found(list: readonly Ingredient[], typed: string): readonly { readonly ingredient: Ingredient; readonly by: string }[] {
  const asked = plain(typed.trim())
  if (asked.length < 2) return []
  const hits = list.flatMap((ingredient) => {
    const names = [ingredient.name, ...ingredient.also]
    const at = names.findIndex((name) => plain(name).startsWith(asked))
    const inside =
      at >= 0
        ? at
        : names.findIndex((name) =>
            plain(name)
              .split(/[\s/-]+/)
              .some((word) => word.startsWith(asked)),
          )
    return inside < 0 ? [] : [{ ingredient, by: names[inside] as string, rank: (at >= 0 ? 0 : 2) + (inside === 0 ? 0 : 1) }]
  })
  return hits.sort((a, b) => a.rank - b.rank || (a.by < b.by ? -1 : 1)).slice(0, MOST)
}

/** The class of a medicine, where the catalogue knows one by the name of a set. */
export const classOf = ({ sets }: Ingredient, classes: readonly string[]): string | undefined => classes.find((one) => sets.includes(one))
