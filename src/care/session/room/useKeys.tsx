import { useEffect } from 'react'
import type { PanelId } from './panels/panelId.ts'

const TO_PANEL: Readonly<Record<string, PanelId>> = { s: 'symptom', n: 'note', d: 'drug', c: 'rate', m: 'more', '?': 'keys' }
const TO_PLACE: Readonly<Record<string, string>> = { r: '.rm-tile-value', a: '.rm-alert button', t: '.rm-chart, .rm-table-place', h: '.rm-history' }

/** The keys of the room, where nobody is typing; the list itself is behind the question mark. */
export function useKeys(open: (panel: PanelId | null) => void) {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement
      if (event.ctrlKey || event.metaKey || event.altKey || target.closest(TYPING) || locked()) return
      const key = event.key.toLowerCase()
      const panel = TO_PANEL[key]
      const place = TO_PLACE[key]
      if (event.key === 'Escape') return open(null)
      if (panel) open(panel)
      else if (place) goTo(place, () => open(null))
      else return
      event.preventDefault()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [open])
}

/** Behind the lock the room still stands; its keys do not. */
const locked = (): boolean => document.querySelector('.rm-room')?.closest('[inert]') !== null

const TYPING = 'input, textarea, select, [role=dialog], [role=radiogroup], [role=menu], [inert]'

/** A place may be hidden behind an open panel: then that is closed first, and the place looked for after. */
function goTo(place: string, closePanel: () => void) {
  const visit = () => {
    const found = [...document.querySelectorAll<HTMLElement>(place)].find((one) => one.offsetParent !== null)
    found?.scrollIntoView({ block: 'nearest' })
    found?.focus()
    return found
  }
  if (visit()) return
  closePanel()
  requestAnimationFrame(visit)
}
