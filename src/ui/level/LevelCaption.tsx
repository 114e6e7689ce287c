import type { Caution, Model } from '../../medicine/pk/pk.ts'
import { Note } from '../Note.tsx'
import { modelWords, NOT_FOR_DOSING } from './caption.ts'
import type { Site } from './level.ts'

type Props = {
  readonly models: readonly Model[]
  readonly site: Site
  readonly cautions: readonly Caution[]
  readonly notes: readonly string[]
}

/** Never folded away: which model, where its blood was taken, what is not known of it, and what it is not for. */
export function LevelCaption({ models, site, cautions, notes }: Props) {
  return (
    <figcaption className="lv-caption">
      {cautions.length > 0 && (
        <Note tone="due" title="Outside those the model was made from">
          {[...new Set(cautions.map(({ message }) => message))].join(' ')}
        </Note>
      )}
      <p className="lv-purpose">
        <strong>{NOT_FOR_DOSING}.</strong> Expected from a published model, not measured.
      </p>
      {models.map((model) => {
        const { title, says } = modelWords(model, site)
        return (
          <p key={model.id}>
            <span className="lv-model">{title}</span>, {says}
          </p>
        )
      })}
      {notes.map((note) => (
        <p key={note}>{note}</p>
      ))}
    </figcaption>
  )
}
