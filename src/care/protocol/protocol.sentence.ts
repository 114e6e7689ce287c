import type { Told } from './confirm.view.ts'
import type { Num, Protocol } from './protocol.ts'

/** A number inside a sentence, with all that stands behind it. */
export type NumberPart = {
  readonly number: string
  readonly unit: string
  readonly source: string
  readonly confirmed: boolean
  readonly note?: string
  /** Its name among the numbers of the document and who answers for it, where the clinic's own word was laid over it. */
  readonly told?: Pick<Told, 'name' | 'by' | 'before'>
}
/** A sentence as the reader shows it: words and numbers in turn. `backing` is for a sentence without a number. */
export type Sentence = {
  readonly parts: readonly (string | NumberPart)[]
  readonly backing?: { readonly source: string; readonly confirmed: boolean }
  /** What is offered or done, one a line. */
  readonly points?: readonly string[]
}
export type Section = { readonly id: string; readonly title: string; readonly sentences: readonly Sentence[] }

const UNITS: Readonly<Record<string, string>> = {
  min: 'minutes',
  h: 'hours',
  'mm[Hg]': 'mmHg',
  '/min': 'per minute',
  Cel: '°C',
  '{score}': '',
}

/** The unit as it is said: "minutes", "mmHg"; nothing for a score. */
export const unitWords = (unit: string): string => UNITS[unit] ?? unit

const part = ({ value, unit, source, confirmed, note, name, by, before }: Num & Partial<Told>): NumberPart => ({
  number: String(value),
  unit: unitWords(unit),
  source,
  confirmed,
  ...(note === undefined ? {} : { note }),
  ...(name === undefined ? {} : { told: { name, ...(by ? { by } : {}), ...(before ? { before } : {}) } }),
})

/** A template of words and numbers: say`Give ${dose} over ${duration}.` */
export const say = (words: TemplateStringsArray, ...fills: readonly (Num | string)[]): Sentence => {
  const parts = words.flatMap((word, i) => {
    const fill = fills[i]
    return [word, ...(fill === undefined ? [] : [typeof fill === 'string' ? fill : part(fill)])]
  })
  return { parts: joined(parts) }
}

/** Neighbouring words are one part, empty ones none. */
function joined(parts: readonly (string | NumberPart)[]): readonly (string | NumberPart)[] {
  const out: (string | NumberPart)[] = []
  for (const next of parts) {
    const last = out.at(-1)
    if (typeof next === 'string' && typeof last === 'string') out[out.length - 1] = last + next
    else if (next !== '') out.push(next)
  }
  return out
}

/** The sentence as a line of text, with its sources in brackets and "to be confirmed" where it is. */
export function plain({ parts, backing }: Sentence): string {
  const mark = (source: string, confirmed: boolean) => `[${source}${confirmed ? '' : ', to be confirmed'}]`
  const text = parts.map((p) => (typeof p === 'string' ? p : `${[p.number, p.unit].filter(Boolean).join(' ')} ${mark(p.source, p.confirmed)}`)).join('')
  return backing ? `${text} ${mark(backing.source, backing.confirmed)}` : text
}

export type NumberCount = { readonly numbers: number; readonly unconfirmed: number }

/** How many numbers the document holds and how many of them nobody has confirmed. */
export function countNumbers(protocol: Protocol): NumberCount {
  let [numbers, unconfirmed] = [0, 0]
  const walk = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return
    if ('value' in value && 'confirmed' in value) {
      numbers += 1
      if (value.confirmed === false) unconfirmed += 1
      return
    }
    for (const child of Object.values(value)) walk(child)
  }
  walk(protocol)
  return { numbers, unconfirmed }
}
