import { useId, useState } from 'react'
import { found, type Ingredient } from '../ingredients.ts'
import { WORDS } from '../words.ts'

type Props = { readonly list: readonly Ingredient[]; readonly pick: (name: string, ingredient: Ingredient | null) => void }

/** A medicine by the name on its box, or as somebody calls it: what no list knows is kept as typed. */
export function MedicineName({ list, pick }: Props) {
  const [typed, setTyped] = useState('')
  const id = useId()
  const hits = found(list, typed)
  return (
    <div className="ph-search">
      <label htmlFor={id}>{WORDS.rows.search}</label>
      <p className="wm-soft" id={`${id}h`}>
        {WORDS.rows.type}
      </p>
      <input
        id={id}
        type="search"
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        aria-describedby={`${id}h`}
        maxLength={120}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()}
      />
      <ul className="ph-hits" aria-label={WORDS.rows.found}>
        {hits.map(({ ingredient, by }) => (
          <li key={ingredient.rxnorm}>
            <button type="button" className="ph-hit" onClick={() => pick(by === ingredient.name ? by : `${by} (${ingredient.name})`, ingredient)}>
              {by}
              {by !== ingredient.name && <span className="wm-soft"> {ingredient.name}</span>}
            </button>
          </li>
        ))}
        {typed.trim() !== '' && (
          <li>
            <button type="button" className="ph-hit" onClick={() => pick(typed.trim(), null)}>
              “{typed.trim()}”<span className="wm-soft"> {WORDS.rows.asTyped}</span>
            </button>
          </li>
        )}
      </ul>
      <p role="status" className="ph-hidden">
        {typed.trim().length > 1 ? `${hits.length} found` : ''}
      </p>
    </div>
  )
}
