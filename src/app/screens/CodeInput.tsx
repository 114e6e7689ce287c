import { TextInput } from '@mantine/core'
import './CodeInput.css'

type Props = { readonly value: string; readonly onChange: (value: string) => void; readonly onFull?: (value: string) => void; readonly label?: string }

/** Six digits in one field: pasting works, and so does the browser's own filling-in. */
export const CodeInput = ({ value, onChange, onFull, label = 'Six digits' }: Props) => (
  <TextInput
    className="wm-code"
    label={label}
    value={value}
    autoFocus
    inputMode="numeric"
    autoComplete="one-time-code"
    maxLength={7}
    onChange={(event) => {
      const digits = event.currentTarget.value.replace(/\D/g, '').slice(0, 6)
      onChange(digits)
      if (digits.length === 6) onFull?.(digits)
    }}
  />
)
