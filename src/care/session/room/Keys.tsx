import { Modal } from '@mantine/core'
import { useEffect, useState } from 'react'
import type { PanelId } from './panels/panelId.ts'

type Press = { readonly open: (panel: PanelId | null) => void }

/** Keys of the room, where nobody is typing. The list itself is behind the question mark. */
const KEYS: readonly (readonly [string, string])[] = [
  ['R', 'Readings: to the first field'],
  ['A', 'To the first alert'],
  ['S', 'Symptom or event'],
  ['N', 'Note'],
  ['D', 'Drug as needed'],
  ['C', 'Change rate'],
  ['M', 'More'],
  ['H', 'History'],
  ['T', 'Timeline; there: arrows move, + and − zoom, 0 shows all'],
  ['Enter', 'In a set: the next field, after the last one save'],
  ['Esc', 'Close what is open; what was typed stays'],
  ['?', 'This list'],
]

const TO_PANEL: Readonly<Record<string, PanelId>> = { s: 'symptom', n: 'note', d: 'drug', c: 'rate', m: 'more' }
const TO_PLACE: Readonly<Record<string, string>> = { r: '.rm-tile-value', a: '.rm-alert button', t: '.rm-chart, .rm-table-place', h: '.rm-history' }

export function Keys({ open }: Press) {
  const [shown, show] = useState(false)
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement
      if (event.ctrlKey || event.metaKey || event.altKey || target.closest('input, textarea, select, [role=dialog], [role=radiogroup], [role=menu], [inert]'))
        return
      const key = event.key.toLowerCase()
      const panel = TO_PANEL[key]
      const place = TO_PLACE[key]
      if (event.key === 'Escape') return open(null)
      if (event.key === '?') show(true)
      else if (panel) open(panel)
      else if (place) goTo(place, () => open(null))
      else return
      event.preventDefault()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [open])

  return (
    <Modal opened={shown} onClose={() => show(false)} title="Keys of the room">
      <dl className="rm-keys">
        {KEYS.map(([key, words]) => (
          <div key={key}>
            <dt>
              <kbd className="wm-key">{key}</kbd>
            </dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  )
}

/** A place may be hidden behind an open panel: closed first, then looked for. */
function goTo(place: string, closePanel: () => void) {
  const find = () => document.querySelector<HTMLElement>(place)
  if (!find()) closePanel()
  requestAnimationFrame(() => {
    const found = find()
    found?.scrollIntoView({ block: 'nearest' })
    found?.focus()
  })
}
