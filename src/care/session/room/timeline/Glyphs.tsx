import { IconAlertTriangle, IconBell, IconDroplet, IconFlag, IconNeedle, IconNote, IconPill, IconUrgent } from '@tabler/icons-react'
import { useState } from 'react'
import { clock } from '../../../../ui/words.ts'
import type { Glyph } from '../history/history.view.ts'
import { GUTTER, RIGHT } from './chart.options.tsx'
import { type Cluster, clusters, type Mark } from './marks.view.ts'
import type { Span } from './window.view.ts'

const ICONS: Readonly<Record<Glyph, typeof IconPill>> = {
  dose: IconDroplet,
  drug: IconPill,
  event: IconAlertTriangle,
  emergency: IconUrgent,
  note: IconNote,
  iv: IconNeedle,
  alert: IconBell,
  other: IconFlag,
}

const FINGER = 44

/** What happened, under the axis where it happened: a glyph to tap, its words on focus. */
export function Glyphs({ all, span, width, zone }: { readonly all: readonly Mark[]; readonly span: Span; readonly width: number; readonly zone: string }) {
  const [open, setOpen] = useState<string | null>(null)
  const found = clusters(all, span, Math.max(1, width - GUTTER - RIGHT), FINGER)
  return (
    <ul className="rm-glyphs" aria-label="What happened" onBlur={(event) => !event.currentTarget.contains(event.relatedTarget) && setOpen(null)}>
      {found.map((cluster) => (
        <One
          key={cluster.marks[0]?.id}
          cluster={cluster}
          open={open === cluster.marks[0]?.id}
          setOpen={setOpen}
          zone={zone}
          right={cluster.x > (width - GUTTER) / 2}
        />
      ))}
    </ul>
  )
}

type OneProps = {
  readonly cluster: Cluster
  readonly open: boolean
  readonly setOpen: (id: string | null) => void
  readonly zone: string
  readonly right: boolean
}

function One({ cluster: { x, glyph, marks }, open, setOpen, zone, right }: OneProps) {
  const Icon = ICONS[glyph]
  const id = marks[0]?.id ?? ''
  const words = marks.map((mark) => `${clock(mark.at, zone)} ${mark.words}`)
  return (
    <li style={{ left: GUTTER + x }}>
      <button
        type="button"
        className="rm-glyph"
        data-glyph={glyph}
        aria-label={marks.length > 1 ? `${marks.length} entries: ${words.join('; ')}` : words[0]}
        aria-expanded={open}
        onFocus={() => setOpen(id)}
        onClick={() => setOpen(id)}
        onKeyDown={(event) => event.key === 'Escape' && setOpen(null)}
      >
        <Icon size={20} stroke={1.8} aria-hidden="true" />
        {marks.length > 1 && <span className="rm-glyph-count">{marks.length}</span>}
      </button>
      {open && (
        <div className="rm-glyph-words" data-right={right || undefined}>
          {marks.map((mark) => (
            <p key={mark.id}>
              <span className="wm-soft">{clock(mark.at, zone)}</span> {mark.words}
            </p>
          ))}
        </div>
      )}
    </li>
  )
}
