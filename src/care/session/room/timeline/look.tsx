import { useEffect, useState } from 'react'
import { useTone } from '../../../../ui/tone.ts'

const NAMES = ['page', 'card', 'text', 'soft', 'faint', 'line', 'edge', 'accent', 'accent-tint', 'due', 'due-tint', 'alert', 'device', 'sunk'] as const
export type Look = Readonly<Record<(typeof NAMES)[number], string>>

const read = (): Look => {
  const style = getComputedStyle(document.documentElement)
  return Object.fromEntries(NAMES.map((name) => [name, style.getPropertyValue(`--wm-${name}`).trim() || '#888'])) as Look
}

/** The tone's colours for the canvas, which knows no CSS; read again when the tone changes. */
export function useLook(): Look {
  const tone = useTone()
  const [look, setLook] = useState(read)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the tone is what changes the colours
  useEffect(() => setLook(read()), [tone])
  return look
}
