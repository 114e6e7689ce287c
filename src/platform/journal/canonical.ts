import canonicalize from 'canonicalize'

/** A value that would not come back from the database as it went in: it is refused before it is written. */
export class Unkeepable extends Error {
  override readonly name = 'Unkeepable'
  constructor(where: string, what: string) {
    super(`${where || 'the value'}: ${what}`)
  }
}

/**
 * The one text of a value (RFC 8785): keys sorted, numbers in their shortest form. What is hashed, and what is stored.
 * `jsonb` forgets key order and number spelling, so the text is made from the value again when the chain is verified;
 * that only works for values that survive the trip, and all others are refused here.
 */
export function canonical(value: unknown): string {
  assertKeepable(value, '')
  return canonicalize(value) as string
}

function assertKeepable(value: unknown, where: string): void {
  switch (typeof value) {
    case 'boolean':
      return
    case 'string':
      assertText(value, where)
      return
    case 'number':
      if (!Number.isFinite(value)) throw new Unkeepable(where, `${value} is no JSON number`)
      return
    case 'object':
      if (value !== null) assertChildren(value, where)
      return
    default:
      throw new Unkeepable(where, `a ${typeof value} is no JSON value`)
  }
}

function assertText(text: string, where: string): void {
  if (text.includes('\u0000')) throw new Unkeepable(where, 'PostgreSQL keeps no NUL character')
  if (!text.isWellFormed()) throw new Unkeepable(where, 'half of a surrogate pair is no character')
}

function assertChildren(value: object, where: string): void {
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i += 1) assertKeepable(value[i], `${where}[${i}]`)
    return
  }
  const prototype = Object.getPrototypeOf(value)
  if (prototype !== Object.prototype && prototype !== null) throw new Unkeepable(where, 'only plain objects are kept')
  for (const [key, child] of Object.entries(value)) {
    assertText(key, where)
    // A field that is undefined is a field that is not there.
    if (child !== undefined) assertKeepable(child, `${where}.${key}`)
  }
}
