import type { ReactNode } from 'react'
import { Glyph, type Shape } from './glyphs.tsx'
import './Note.css'

type Tone = 'plain' | 'accent' | 'due' | 'alert' | 'device'
const shapes: Readonly<Record<Tone, Shape>> = { plain: 'arrow', accent: 'check', due: 'outlined', alert: 'triangle', device: 'dotted' }

/** A few sentences that stand out from the page. */
export const Note = ({ tone = 'plain', title, children }: { readonly tone?: Tone; readonly title?: ReactNode; readonly children?: ReactNode }) => (
  <div className="wm-note" data-family={tone}>
    <Glyph shape={shapes[tone]} />
    <div className="wm-note-words">
      {title && <strong>{title}</strong>}
      {children && <div>{children}</div>}
    </div>
  </div>
)
