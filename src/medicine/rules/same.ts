import type { Condition } from './types.ts'

/**
 * A condition in one form, so that two that mean the same by their structure are the same text: negations are carried down
 * to the questions, `not below` is `atLeast`, order and repetition within all and any do not count. Sources and notes of
 * numbers are left out.
 */
export function sameAs(condition: Condition, negated: boolean): string {
  if ('not' in condition) return sameAs(condition.not, !negated)
  if ('all' in condition || 'any' in condition) {
    const isAll = 'all' in condition
    const parts = [...new Set((isAll ? condition.all : condition.any).map((part) => sameAs(part, negated)))].sort()
    return parts.length === 1 ? (parts[0] as string) : `${isAll !== negated ? 'all' : 'any'}(${parts.join(' ')})`
  }
  const plain = bare(condition) as Readonly<Record<string, unknown>>
  return negated ? turned(plain) : text(plain)
}

const text = (value: Readonly<Record<string, unknown>>): string => JSON.stringify(value, Object.keys(keysOf(value)).sort())

function keysOf(value: unknown, found: Record<string, true> = {}): Record<string, true> {
  if (typeof value === 'object' && value !== null)
    for (const [key, child] of Object.entries(value)) {
      if (!Array.isArray(value)) found[key] = true
      keysOf(child, found)
    }
  return found
}

function bare(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(bare)
  const dropped = 'unit' in value ? ['source', 'confirmed', 'note'] : []
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !dropped.includes(key))
      .map(([key, child]) => [key, bare(child)]),
  )
}

const OTHER: Readonly<Record<string, string>> = { atLeast: 'below', below: 'atLeast', atMost: 'above', above: 'atMost' }

function turned(condition: Readonly<Record<string, unknown>>): string {
  if (typeof condition.is === 'boolean') return text({ ...condition, is: !condition.is })
  if ('count' in condition) return turnedCount(condition)
  const name = Object.keys(OTHER).find((key) => key in condition)
  if (!name) return `not ${text(condition)}`
  const { [name]: bound, ...rest } = condition
  return text({ ...rest, [OTHER[name] as string]: bound })
}

/** Not at least two is at most one. */
function turnedCount(condition: Readonly<Record<string, unknown>>): string {
  const name = 'atLeast' in condition ? 'atLeast' : 'atMost'
  const { [name]: bound, ...rest } = condition
  const { value, unit } = bound as { value: number; unit: string }
  return text({ ...rest, [name === 'atLeast' ? 'atMost' : 'atLeast']: { value: name === 'atLeast' ? value - 1 : value + 1, unit } })
}
