import { useId, useState } from 'react'
import { unitWords } from '../units.ts'
import { WORDS } from '../words.ts'
import { Choices } from './Choices.tsx'

/** Kilograms in a pound and centimetres in an inch, by definition. */
const KG_IN_LB = 0.45359237
const CM_IN_INCH = 2.54

type Way = { readonly id: string; readonly says: string; readonly to: (typed: readonly number[]) => number; readonly parts: readonly string[] }
const one = (says: string): Way => ({ id: says, says, parts: [says], to: ([value = Number.NaN]) => value })
/** How people say it here; nobody's unit is guessed. */
const WAYS: Readonly<Record<string, readonly Way[]>> = {
  kg: [
    { id: 'lb', says: 'Pounds', parts: ['pounds'], to: ([lb = Number.NaN]) => round(lb * KG_IN_LB) },
    { ...one('kilograms'), says: 'Kilograms' },
  ],
  cm: [
    { id: 'ft', says: 'Feet and inches', parts: ['feet', 'inches'], to: ([ft = Number.NaN, inches = 0]) => round((ft * 12 + inches) * CM_IN_INCH) },
    { ...one('centimeters'), says: 'Centimeters' },
  ],
}
const round = (value: number): number => Math.round(value * 10) / 10

type Props = { readonly unit: string; readonly label: string; readonly before: number | undefined; readonly save: (value: number) => void }

export function NumberAnswer({ unit, label, before, save }: Props) {
  const ways = WAYS[unit] ?? [one(unitWords(unit))]
  const [way, setWay] = useState<Way | undefined>(ways.length === 1 ? ways[0] : before === undefined ? undefined : ways.at(-1))
  const [typed, setTyped] = useState<readonly string[]>(before === undefined ? [] : [String(before)])
  const [wrong, setWrong] = useState(false)
  const id = useId()
  const value = way ? way.to(way.parts.map((_, i) => (typed[i]?.trim() ? Number(typed[i]?.replace(',', '.')) : i === 0 ? Number.NaN : 0))) : Number.NaN
  const fits = Number.isFinite(value) && value > 0
  return (
    <form
      className="ph-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        setWrong(!fits)
        if (fits) save(value)
      }}
    >
      {ways.length > 1 && (
        <Choices
          small
          label={WORDS.asking.unit}
          options={ways.map(({ id: value, says }) => ({ value, says }))}
          chosen={way?.id}
          choose={(chosen) => {
            setWay(ways.find((one) => one.id === chosen))
            setTyped([])
          }}
        />
      )}
      {way && (
        <div className="ph-numbers">
          {way.parts.map((part, i) => (
            <div key={part} className="ph-number">
              <input
                id={`${id}${i}`}
                aria-label={`${label} (${part})`}
                inputMode="decimal"
                maxLength={7}
                value={typed[i] ?? ''}
                onChange={(event) => setTyped(Object.assign([...typed], { [i]: event.currentTarget.value }))}
              />
              <span aria-hidden="true">{part}</span>
            </div>
          ))}
        </div>
      )}
      {way && way.id !== unit && way.parts[0] !== unitWords(unit) && fits && WAYS[unit] && way.id !== ways.at(-1)?.id && (
        <p className="wm-soft">
          That is {value} {unit}.
        </p>
      )}
      {wrong && (
        <p role="alert" className="ph-wrong">
          {WORDS.asking.number}
        </p>
      )}
      <button type="submit" className="ph-go">
        {WORDS.asking.next}
      </button>
    </form>
  )
}
