import './Num.css'

type Props = {
  /** Already rounded for the eye; absent means not known, and is shown as a dash with the word "not known" for the reader. */
  readonly value: number | string | null | undefined
  readonly unit?: string
  readonly size?: 'small' | 'text' | 'large' | 'huge'
  /** 0 fresh, 1 old: old values dim. */
  readonly age?: number
  /** From a device and accepted by nobody yet. */
  readonly unconfirmed?: boolean
}

/** A number as an instrument shows it: tabular figures, the unit smaller and lighter beside it. */
export function Num({ value, unit, size = 'text', age = 0, unconfirmed = false }: Props) {
  const missing = value === null || value === undefined || value === ''
  const style = age > 0 ? { opacity: 1 - Math.min(1, age) * 0.4 } : undefined
  return (
    <span className="wm-num" data-size={size} data-unconfirmed={unconfirmed || undefined} style={style}>
      {missing ? (
        <span role="img" aria-label="not known">
          –
        </span>
      ) : (
        <span className="wm-num-value">{value}</span>
      )}
      {unit && !missing && <span className="wm-num-unit">{unit}</span>}
    </span>
  )
}
