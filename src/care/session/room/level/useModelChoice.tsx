import { useState } from 'react'

const KEY = 'waymark.level.model'

/** The model this person chose on this device, by drug; a tablet has many hands, and each keeps their own. */
export function useModelChoice(staff: string, drug: string): readonly [string | null, (model: string) => void] {
  const key = `${KEY}.${staff}.${drug}`
  const [chosen, setChosen] = useState(() => localStorage.getItem(key))
  const choose = (model: string) => {
    localStorage.setItem(key, model)
    setChosen(model)
  }
  return [chosen, choose]
}
