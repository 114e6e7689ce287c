import { type KeyboardEvent, useRef } from 'react'

type Option<V> = { readonly value: V; readonly label: string; readonly hint?: string }
type Props<V> = {
  readonly label: string
  readonly options: readonly Option<V>[]
  readonly value: V | undefined
  readonly onChange: (value: V) => void
  /** Keys that pick at once: a digit picks the option whose label begins with it. */
  readonly byDigit?: boolean
  readonly onEnter?: () => void
  readonly hideLabel?: boolean
  readonly error?: string | undefined
  readonly name?: string
}

/** One of several by a tap: large keys in a row. Arrows move, digits pick, Enter goes on. */
export function Choice<V extends string | number | boolean>({ label, options, value, onChange, byDigit, onEnter, hideLabel, error, name }: Props<V>) {
  const group = useRef<HTMLDivElement>(null)
  const at = options.findIndex((option) => option.value === value)

  const pick = (index: number) => {
    const option = options[index]
    if (!option) return
    onChange(option.value)
    group.current?.querySelectorAll<HTMLButtonElement>('[role=radio]')[index]?.focus()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key]
    const digit = byDigit && /^\d$/.test(event.key) ? options.findIndex((option) => option.label === event.key) : -1
    if (step) pick((at + step + options.length) % options.length)
    else if (digit >= 0) pick(digit)
    else if (event.key === 'Enter' && onEnter && at >= 0) onEnter()
    else return
    event.preventDefault()
  }

  return (
    <div className="rm-choice">
      {!hideLabel && <span className="rm-label">{label}</span>}
      <div ref={group} role="radiogroup" aria-label={label} className="rm-choice-row" data-field={name} onKeyDown={onKeyDown}>
        {options.map((option, index) => (
          // biome-ignore lint/a11y/useSemanticElements: as above
          <button
            key={String(option.value)}
            type="button"
            role="radio"
            aria-checked={index === at}
            aria-label={option.hint ? `${option.label}, ${option.hint}` : undefined}
            tabIndex={index === at || (at < 0 && index === 0) ? 0 : -1}
            className="rm-tap"
            onClick={() => pick(index)}
          >
            {option.label}
            {option.hint && <small>{option.hint}</small>}
          </button>
        ))}
      </div>
      {error && <p className="rm-error">{error}</p>}
    </div>
  )
}
