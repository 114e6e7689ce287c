import { TextInput, type TextInputProps } from '@mantine/core'
import { useEffect, useState } from 'react'
import { asClock } from './clockTime.view.ts'

type Props = Omit<TextInputProps, 'value' | 'onChange'> & {
  /** HH:MM, or empty. */
  readonly value: string
  /** Called when a whole clock time stands there, and with '' when it is emptied. */
  readonly onValue: (value: string) => void
}

/** A time of the day in 24 hours, whatever the machine's own habit is; "1405" is 14:05. */
export function ClockField({ value, onValue, ...rest }: Props) {
  const [text, setText] = useState(value)
  useEffect(() => setText(value), [value])
  const type = (typed: string) => {
    const next = asClock(typed)
    setText(next)
    if (next === '' || /^\d\d:\d\d$/.test(next)) onValue(next)
  }
  return (
    <TextInput
      size="md"
      inputMode="numeric"
      autoComplete="off"
      placeholder="hh:mm"
      maxLength={5}
      value={text}
      onChange={(event) => type(event.currentTarget.value)}
      onBlur={() => setText(value)}
      {...rest}
    />
  )
}
