import type { CSSProperties, ReactNode } from 'react'
import { useHold } from './useHold.ts'
import './HoldButton.css'

type Props = {
  readonly children: ReactNode
  /** Called once, when the ring is full. */
  readonly onHeld: () => void
  readonly tone?: 'alert' | 'accent'
  readonly size?: 'text' | 'large'
  readonly ms?: number
  readonly disabled?: boolean
  /** Why it cannot be pressed, read out and shown on hover. */
  readonly why?: string | undefined
}

/**
 * An act that is not taken back (stop, sign): held until the ring is full. By key: hold Enter or Space. A screen
 * reader's press has no length, so there two presses within five seconds do the same.
 */
export function HoldButton({ children, onHeld, tone = 'accent', size = 'text', ms = 900, disabled = false, why }: Props) {
  const { holding, says, on } = useHold(onHeld, ms, disabled)
  return (
    <span className="wm-hold-place">
      <button
        type="button"
        className="wm-hold"
        data-tone-of={tone}
        data-size={size}
        data-holding={holding || undefined}
        aria-disabled={disabled}
        title={why}
        style={{ '--wm-hold-ms': `${ms}ms` } as CSSProperties}
        {...on}
      >
        <svg className="wm-hold-ring" viewBox="0 0 24 24" aria-hidden="true">
          <circle cx="12" cy="12" r="9" />
          <circle cx="12" cy="12" r="9" pathLength="1" className="wm-hold-fill" />
        </svg>
        <span>{children}</span>
      </button>
      <span className="wm-hold-says" role="status">
        {says}
      </span>
    </span>
  )
}
