import { TextInput } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { figure } from './address.ts'

type Props = {
  readonly label: string
  readonly unit: string
  readonly value: number
  /** 0 has a meaning here: a beginning. */
  readonly zero?: boolean
  readonly whole?: boolean
  readonly set: (value: number) => void
}

/** A number with its unit. What cannot be read is said under it, and the picture keeps the last that could. */
export function Figure({ label, unit, value, zero = false, whole = false, set }: Props) {
  const [text, write] = useState(figure(value))
  const sent = useRef(value)
  useEffect(() => {
    if (sent.current === value) return
    sent.current = value
    write(figure(value))
  }, [value])
  const read = (typed: string): number | null => {
    const plain = typed.trim().replace(',', '.')
    const fits = whole ? /^\d{1,2}$/ : /^\d{1,6}(\.\d{1,4})?$/
    return fits.test(plain) && (zero || Number(plain) > 0) ? Number(plain) : null
  }
  return (
    <TextInput
      label={`${label}, ${unit}`}
      value={text}
      inputMode={whole ? 'numeric' : 'decimal'}
      error={read(text) === null ? `Not a number that fits; ${figure(value)} is still shown` : undefined}
      onChange={({ currentTarget }) => {
        write(currentTarget.value)
        const found = read(currentTarget.value)
        if (found === null) return
        sent.current = found
        set(found)
      }}
    />
  )
}
