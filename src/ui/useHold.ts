import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from 'react'

type Hold = {
  readonly holding: boolean
  /** What a person who let go too early, or pressed by voice, is told. */
  readonly says: string
  readonly on: Readonly<Record<string, (event: never) => void>>
}

/** The press that must last `ms`: by pointer, by key, or as two presses where a press has no length. */
export function useHold(onHeld: () => void, ms: number, disabled: boolean): Hold {
  const [holding, setHolding] = useState(false)
  const [says, setSays] = useState('')
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const pressed = useRef(false)
  const armedAt = useRef(0)
  useEffect(() => () => clearTimeout(timer.current), [])

  const begin = () => {
    if (disabled || pressed.current) return
    pressed.current = true
    setHolding(true)
    setSays('')
    timer.current = setTimeout(() => {
      setHolding(false)
      onHeld()
    }, ms)
  }
  const release = () => {
    if (!pressed.current) return
    pressed.current = false
    clearTimeout(timer.current)
    if (holding) setSays('Hold until the ring is full')
    setHolding(false)
  }
  /** A click that no finger, mouse or key made comes from a screen reader or voice control. */
  const spoken = () => {
    const armed = Date.now() - armedAt.current < 5000
    armedAt.current = armed ? 0 : Date.now()
    setSays(armed ? '' : 'Press again within five seconds to do this')
    if (armed) onHeld()
  }

  const on = {
    onPointerDown: (event: PointerEvent) => event.button === 0 && begin(),
    onPointerUp: release,
    onPointerLeave: release,
    onPointerCancel: release,
    onBlur: release,
    onContextMenu: (event: Event) => event.preventDefault(),
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key !== 'Enter' && event.key !== ' ') return
      event.preventDefault()
      if (!event.repeat) begin()
    },
    onKeyUp: (event: KeyboardEvent) => {
      if (event.key === ' ') event.preventDefault()
      release()
    },
    onClick: (event: { readonly detail: number }) => event.detail === 0 && !disabled && spoken(),
  }
  return { holding, says, on }
}
