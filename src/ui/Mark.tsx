import type { ReactNode } from 'react'
import { Glyph } from './glyphs.tsx'
import { type MarkKind, marks } from './marks.ts'
import './Mark.css'

type Props = {
  readonly kind: MarkKind
  /** Words in place of the usual ones: "BP due in 2:10". */
  readonly children?: ReactNode
  readonly size?: 'small' | 'text' | 'large'
  /** Without ground: in a line of text or a dense list. */
  readonly bare?: boolean
  /** Only for an alert nobody has acknowledged. */
  readonly pulsing?: boolean
}

/** A state: shape, word and colour together, never colour alone. */
export function Mark({ kind, children, size = 'text', bare = false, pulsing = false }: Props) {
  const { shape, word, family } = marks[kind]
  return (
    <span className="wm-mark" data-family={family} data-size={size} data-bare={bare || undefined} data-pulsing={pulsing || undefined}>
      <Glyph shape={shape} />
      <span className="wm-mark-word">{children ?? word}</span>
    </span>
  )
}
