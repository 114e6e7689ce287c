/** A key of the number pad: a digit, the point, one back, all away, or done. */
export type PadKey = '0' | '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' | '9' | '.' | 'back' | 'clear' | 'enter'

export type PadRules = { readonly decimals: 0 | 1 | 2 | 3 | 4; readonly digits: number }

/**
 * The text after one more key. Never a number that could not be meant: no second point, no more digits than fit,
 * no leading zeros ("0" then "7" is "7"). 'enter' changes nothing.
 */
export function typed(text: string, key: PadKey, { decimals, digits }: PadRules): string {
  if (key === 'enter') return text
  if (key === 'clear') return ''
  if (key === 'back') return text.slice(0, -1)
  if (key === '.') {
    if (decimals === 0 || text.includes('.')) return text
    return `${text || '0'}.`
  }
  const [whole = '', part] = text.split('.')
  if (part !== undefined) return part.length < decimals ? text + key : text
  if (whole === '0') return key
  return whole.length < digits ? text + key : text
}

/** Which pad key a key of the keyboard is; null: none of ours. */
export function padKeyOf(key: string): PadKey | null {
  if (/^[0-9]$/.test(key)) return key as PadKey
  const others: Readonly<Record<string, PadKey>> = { '.': '.', ',': '.', Backspace: 'back', Delete: 'clear', Enter: 'enter' }
  return others[key] ?? null
}
