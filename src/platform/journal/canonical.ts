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
 * that only works for values that survive the trip, and all others are refused here. Every fact passes through, so both
 * are done in one walk; a test holds it to the reference implementation.
 */
export const canonical = (value: unknown): string => textOf(value, '')

function textOf(value: unknown, where: string): string {
  switch (typeof value) {
    case 'boolean':
      return value ? 'true' : 'false'
    case 'string':
      return stringOf(value, where)
    case 'number':
      // JavaScript writes numbers as RFC 8785 does; that is where the RFC has it from.
      if (Number.isFinite(value)) return JSON.stringify(value)
      throw new Unkeepable(where, `${value} is no JSON number`)
    case 'object':
      if (value === null) return 'null'
      return Array.isArray(value) ? listOf(value, where) : objectOf(value, where)
    default:
      throw new Unkeepable(where, `a ${typeof value} is no JSON value`)
  }
}

function stringOf(text: string, where: string): string {
  if (text.includes('\u0000')) throw new Unkeepable(where, 'PostgreSQL keeps no NUL character')
  if (!text.isWellFormed()) throw new Unkeepable(where, 'half of a surrogate pair is no character')
  return JSON.stringify(text)
}

function listOf(list: readonly unknown[], where: string): string {
  let text = '['
  for (let i = 0; i < list.length; i += 1) text += `${i > 0 ? ',' : ''}${textOf(list[i], `${where}[${i}]`)}`
  return `${text}]`
}

function objectOf(object: object, where: string): string {
  const prototype = Object.getPrototypeOf(object)
  if (prototype !== Object.prototype && prototype !== null) throw new Unkeepable(where, 'only plain objects are kept')
  let text = '{'
  for (const key of Object.keys(object).sort()) {
    const child = (object as Record<string, unknown>)[key]
    // A field that is undefined is a field that is not there.
    if (child === undefined) continue
    text += `${text.length > 1 ? ',' : ''}${stringOf(key, where)}:${textOf(child, `${where}.${key}`)}`
  }
  return `${text}}`
}
