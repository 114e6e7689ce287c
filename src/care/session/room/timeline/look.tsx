import { useEffect, useState } from 'react'

const NAMES = ['page', 'card', 'text', 'soft', 'faint', 'line', 'edge', 'accent', 'accent-tint', 'due', 'due-tint', 'alert', 'device', 'sunk'] as const
export type Look = Readonly<Record<(typeof NAMES)[number], string>>

const read = (): Look => {
  const style = getComputedStyle(document.documentElement)
  return Object.fromEntries(NAMES.map((name) => [name, style.getPropertyValue(`--wm-${name}`).trim() || '#888'])) as Look
}

/** The tone's colours for the canvas, which knows no CSS; read again whenever the page changes its tone. */
export function useLook(): Look {
  const [look, setLook] = useState(read)
  useEffect(() => {
    const again = () => setLook((held) => (NAMES.every((name) => held[name] === read()[name]) ? held : read()))
    const watcher = new MutationObserver(again)
    watcher.observe(document.documentElement, { attributes: true, attributeFilter: ['data-tone'] })
    again()
    return () => watcher.disconnect()
  }, [])
  return look
}
