import { useSyncExternalStore } from 'react'
import { Glyph } from './glyphs.tsx'
import './said.css'

/** A short word that something was done: "Invitation withdrawn". It leaves by itself and never covers what is pressed. */
let said = ''
let timer: ReturnType<typeof setTimeout> | undefined
const listeners = new Set<() => void>()

const tell = (words: string): void => {
  said = words
  for (const listener of listeners) listener()
}

export function say(words: string): void {
  clearTimeout(timer)
  tell(words)
  timer = setTimeout(() => tell(''), 4000)
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Stands once in the app. */
export function Said() {
  const words = useSyncExternalStore(subscribe, () => said)
  return (
    <div className="wm-said-place wm-screen-only" role="status">
      {words && (
        <span className="wm-said">
          <Glyph shape="check" /> {words}
        </span>
      )}
    </div>
  )
}
