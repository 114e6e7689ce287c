import type { Flaw } from '../../care/facts/facts.ts'

const LONGEST = 300

/** Words of another system as they can be kept and shown: no halves of pairs, no control characters, not endless. */
export const tidy = (text: string): string => {
  const flat = text
    .toWellFormed()
    .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .trim()
  return flat.length > LONGEST ? `${flat.slice(0, LONGEST).toWellFormed()}…` : flat
}

/**
 * Looks into JSON that may be anything. What is there and not of the kind FHIR says is noted with its path, and reads as
 * absent: whoever finds a flaw at the end must not trust what was read.
 */
export class Look {
  readonly value: unknown
  readonly path: string
  readonly flaws: Flaw[]
  constructor(value: unknown, path: string, flaws: Flaw[]) {
    this.value = value
    this.path = path
    this.flaws = flaws
  }

  has(name: string): boolean {
    return this.#raw(name) !== undefined
  }
  /** The object of this name; one that is absent has nothing in it. */
  in(name: string): Look {
    const raw = this.#raw(name)
    if (raw === undefined || isObject(raw)) return new Look(raw, this.#at(name), this.flaws)
    return this.#wrong(name, 'an object')
  }
  /** The objects of a list. */
  each(name: string): Look[] {
    const raw = this.#raw(name)
    if (raw === undefined) return []
    if (!Array.isArray(raw)) {
      this.#wrong(name, 'a list')
      return []
    }
    return raw.flatMap((one: unknown, i) => {
      const at = `${this.#at(name)}[${i}]`
      if (isObject(one)) return [new Look(one, at, this.flaws)]
      this.flaws.push({ where: at, what: 'should be an object' })
      return []
    })
  }
  /** Words, tidied; empty ones are none. */
  text(name: string): string | undefined {
    const raw = this.#raw(name)
    if (raw === undefined) return undefined
    if (typeof raw === 'string') return tidy(raw) || undefined
    this.#wrong(name, 'text')
    return undefined
  }
  texts(name: string): string[] {
    const raw = this.#raw(name)
    if (raw === undefined) return []
    if (Array.isArray(raw) && raw.every((one) => typeof one === 'string' || one === null)) return raw.flatMap((one) => (one ? [tidy(one)] : []))
    this.#wrong(name, 'a list of texts')
    return []
  }
  /** `NAMEBoolean` is true, or `NAMEDateTime` is there. */
  yesOrTime(name: string): boolean {
    return this.yes(`${name}Boolean`) === true || this.has(`${name}DateTime`)
  }
  number(name: string): number | undefined {
    const raw = this.#raw(name)
    if (raw === undefined) return undefined
    if (typeof raw === 'number' && Number.isFinite(raw)) return raw
    this.#wrong(name, 'a number')
    return undefined
  }
  yes(name: string): boolean | undefined {
    const raw = this.#raw(name)
    if (raw === undefined || typeof raw === 'boolean') return raw
    this.#wrong(name, 'true or false')
    return undefined
  }
  #raw(name: string): unknown {
    if (!isObject(this.value) || !Object.hasOwn(this.value, name)) return undefined
    return this.value[name] ?? undefined
  }
  #at(name: string): string {
    return this.path === '' ? name : `${this.path}.${name}`
  }
  #wrong(name: string, should: string): Look {
    this.flaws.push({ where: this.#at(name), what: `should be ${should}` })
    return new Look(undefined, this.#at(name), this.flaws)
  }
}

export const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)
