import { useEffect, useSyncExternalStore } from 'react'

/** Light for the office, dark for the evening, dim for the room where a person lies with eyes half open. */
export type Tone = 'light' | 'dark' | 'dim'
export type ToneChoice = Tone | 'auto'

const KEY = 'waymark.tone'
const listeners = new Set<() => void>()
let inRoom = 0

const stored = (place: 'office' | 'room'): ToneChoice | null => {
  const value = localStorage.getItem(`${KEY}.${place}`)
  return value === 'light' || value === 'dark' || value === 'dim' || value === 'auto' ? value : null
}

/** The room is dim unless somebody chose otherwise in the room; the office follows the machine. */
function toneChoice(): ToneChoice {
  return inRoom > 0 ? (stored('room') ?? 'dim') : (stored('office') ?? 'auto')
}

function tone(): Tone {
  const choice = toneChoice()
  if (choice !== 'auto') return choice
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'
}

export function chooseTone(choice: ToneChoice): void {
  localStorage.setItem(`${KEY}.${inRoom > 0 ? 'room' : 'office'}`, choice)
  apply()
}

function apply(): void {
  document.documentElement.dataset.tone = tone()
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Called once, before the first paint. */
export function startTone(): void {
  apply()
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', apply)
}

export const useTone = (): Tone => useSyncExternalStore(subscribe, tone)
export const useToneChoice = (): ToneChoice => useSyncExternalStore(subscribe, toneChoice)

/** The session room: dim while this screen is open. */
export function useRoomTone(): void {
  useEffect(() => {
    inRoom += 1
    apply()
    return () => {
      inRoom -= 1
      apply()
    }
  }, [])
}
