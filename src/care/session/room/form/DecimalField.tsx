import { TextInput, type TextInputProps } from '@mantine/core'

type Props = Omit<TextInputProps, 'value' | 'onChange'> & {
  readonly value: string
  readonly onValue: (value: string) => void
  readonly unit: string
}

/** A number with its unit standing beside it; a comma is read as the point, nothing else but digits goes in. */
export const DecimalField = ({ value, onValue, unit, ...rest }: Props) => (
  <TextInput
    size="md"
    inputMode="decimal"
    autoComplete="off"
    value={value}
    onChange={(event) => onValue(onlyDecimal(event.currentTarget.value))}
    rightSection={<span className="rm-unit">{unit}</span>}
    rightSectionWidth={unit.length > 4 ? 76 : 56}
    {...rest}
  />
)

export const onlyDecimal = (text: string): string => /^\d*\.?\d*/.exec(text.replace(',', '.').replace(/[^\d.]/g, ''))?.[0] ?? ''
