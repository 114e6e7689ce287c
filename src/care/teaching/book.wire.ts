import { z } from 'zod'
import type { Book } from './book.ts'

/** The schema of the document of regimens. Strict throughout, as a protocol is: a key nobody reads is a mistake. */
const words = z.string().trim().min(1, 'say something here')
const tag = z.string().regex(/^[A-Z][A-Z0-9-]*$/, 'a source is a tag in capitals, listed under `sources`')
const code = z.string().regex(/^[a-z][a-z0-9-]*$/, 'small letters, digits and hyphens')
const above = z.number().finite().positive('the value must be more than 0')

const num = <U extends string, V extends z.ZodType = typeof above>(units: readonly U[], value: V = above as unknown as V) =>
  z.strictObject({ value, unit: z.enum(units), source: tag, confirmed: z.boolean(), note: words.exactOptional() })
const dose = num(['mg', 'mg/kg'])
const minutes = num(['min'])
const at = num(['min'], z.number().finite().nonnegative()).exactOptional()
const days = z.array(z.number().int().nonnegative()).min(1)

const entry = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('infusion'), dose, over: minutes, at }),
  z.strictObject({ kind: z.literal('bolus'), dose, at }),
  z.strictObject({ kind: z.literal('nasal'), dose: num(['mg']), devices: num(['devices'], z.number().int().positive()), apart: minutes, at }),
])
const published = z.strictObject({
  ...{ id: code, title: words, says: words, drug: z.enum(['racemic ketamine', 'esketamine']), entries: z.array(entry).min(1) },
  days: num(['d'], days).exactOptional(),
  observed: z.array(z.strictObject({ says: words, source: tag })).exactOptional(),
})

/** Units: as each number says. Errors: a tag that is not among the sources, and an id that stands twice, are named. */
export const book: z.ZodType<Book> = z
  .strictObject({
    ...{ id: code, version: z.string().regex(/^\d+\.\d+\.\d+$/), effective: z.iso.date(), title: words, summary: words },
    example: z.strictObject({ weight: num(['kg']), age: num(['years']) }),
    regimens: z.array(published).min(1),
    sources: z.record(tag, z.strictObject({ title: words, trust: words.exactOptional() })),
  })
  .superRefine(({ regimens, sources, example }, context) => {
    const wrong = (path: (string | number)[], message: string) => context.addIssue({ code: 'custom', path, message })
    const used = new Set(tagsOf({ regimens, example }))
    for (const name of used) if (!(name in sources)) wrong(['sources'], `${name} is named and not listed`)
    for (const name of Object.keys(sources)) if (!used.has(name)) wrong(['sources', name], `${name} is listed and nobody names it`)
    for (const [i, { id }] of regimens.entries()) if (regimens.findIndex((one) => one.id === id) !== i) wrong(['regimens', i, 'id'], `${id} stands twice`)
  })

/** Every `source` anywhere in the document. */
function tagsOf(part: unknown): string[] {
  if (Array.isArray(part)) return part.flatMap(tagsOf)
  if (typeof part !== 'object' || part === null) return []
  return Object.entries(part).flatMap(([key, value]) => (key === 'source' ? [String(value)] : tagsOf(value)))
}
