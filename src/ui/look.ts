import { useEffect, useState } from 'react'
import { flushSync } from 'react-dom'

const NAMES = ['page', 'card', 'text', 'soft', 'faint', 'line', 'edge', 'accent', 'accent-tint', 'due', 'due-tint', 'alert', 'device', 'sunk'] as const
export type Look = Readonly<Record<(typeof NAMES)[number], string>>

const read = (): Look => {
  const style = getComputedStyle(document.documentElement)
  return Object.fromEntries(NAMES.map((name) => [name, style.getPropertyValue(`--wm-${name}`).trim() || '#888'])) as Look
}

/** Black and greys. The browser asks for the printed page before its styles change, so paper's colours stand here. */
const PAPER: Look = {
  ...{ page: '#fff', card: '#fff', text: '#000', soft: '#333', faint: '#444', line: '#bbb', edge: '#777', sunk: '#fff' },
  ...{ accent: '#000', 'accent-tint': '#ddd', due: '#000', 'due-tint': '#fff', alert: '#000', device: '#000' },
}

/** The tone's colours for a canvas, which knows no CSS; read again whenever the page changes its tone or goes to paper. */
export function useLook(): Look {
  const [look, setLook] = useState(read)
  useEffect(() => {
    const again = () => setLook((held) => (NAMES.every((name) => held[name] === read()[name]) ? held : read()))
    const watcher = new MutationObserver(again)
    watcher.observe(document.documentElement, { attributes: true, attributeFilter: ['data-tone'] })
    const paper = matchMedia('print')
    const toPaper = () => flushSync(() => setLook(PAPER))
    const turned = () => (paper.matches ? toPaper() : again())
    window.addEventListener('beforeprint', toPaper)
    window.addEventListener('afterprint', again)
    paper.addEventListener('change', turned)
    again()
    return () => {
      watcher.disconnect()
      window.removeEventListener('beforeprint', toPaper)
      window.removeEventListener('afterprint', again)
      paper.removeEventListener('change', turned)
    }
  }, [])
  return look
}
