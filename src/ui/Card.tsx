import { type ReactNode, useId } from 'react'
import './Card.css'

type Props = {
  readonly title?: ReactNode
  /** A quiet line under the title. */
  readonly says?: ReactNode
  /** Buttons at the right of the title. */
  readonly acts?: ReactNode
  /** Lists and tables reach the edge. */
  readonly flush?: boolean
  readonly tone?: 'plain' | 'due' | 'alert'
  readonly children?: ReactNode
}

/** A thing on the page: one border, no shadow. With a title it is a named region for the screen reader. */
export function Card({ title, says, acts, flush = false, tone = 'plain', children }: Props) {
  const id = useId()
  return (
    <section className="wm-card" data-flush={flush || undefined} data-tone-of={tone} aria-labelledby={title ? id : undefined}>
      {(title || acts) && (
        <div className="wm-card-head">
          <div className="wm-card-words">
            {title && <h2 id={id}>{title}</h2>}
            {says && <p className="wm-soft">{says}</p>}
          </div>
          {acts && <div className="wm-row wm-screen-only">{acts}</div>}
        </div>
      )}
      {children}
    </section>
  )
}
