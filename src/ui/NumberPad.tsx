import { type PadKey, type PadRules, padKeyOf, typed } from './typed.ts'
import './NumberPad.css'

type Props = {
  readonly value: string
  readonly onChange: (value: string) => void
  readonly onEnter: () => void
  readonly rules: PadRules
  /** What Enter does: "Next", "Save". */
  readonly enterWord?: string
  /** The name of the field the pad types into, for the screen reader. */
  readonly label: string
}

const rows: readonly (readonly PadKey[])[] = [
  ['7', '8', '9'],
  ['4', '5', '6'],
  ['1', '2', '3'],
]
const words: Readonly<Partial<Record<PadKey, string>>> = { back: 'Delete the last digit', '.': 'Point' }

/** Large keys, seven on top as on a pump and a keyboard. The keyboard works too while the focus is in the pad. */
export function NumberPad({ value, onChange, onEnter, rules, enterWord = 'Next', label }: Props) {
  const press = (key: PadKey) => (key === 'enter' ? onEnter() : onChange(typed(value, key, rules)))
  const keyOf = (key: PadKey, face: string = key) => (
    <button key={key} type="button" className="wm-pad-key" aria-label={words[key]} onClick={() => press(key)}>
      {face}
    </button>
  )
  return (
    <fieldset
      className="wm-pad"
      aria-label={`Number pad for ${label}`}
      onKeyDown={(event) => {
        // Enter on a focused key presses that key; digits typed anywhere in the pad are digits.
        const key = padKeyOf(event.key)
        if (!key || key === 'enter' || event.ctrlKey || event.metaKey || event.altKey) return
        event.preventDefault()
        press(key)
      }}
    >
      {rows.flat().map((key) => keyOf(key))}
      {rules.decimals > 0 ? keyOf('.') : <span />}
      {keyOf('0')}
      {keyOf('back', '⌫')}
      <button type="button" className="wm-pad-key wm-pad-enter" onClick={onEnter}>
        {enterWord}
      </button>
    </fieldset>
  )
}
