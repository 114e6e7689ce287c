import { z } from 'zod'
import type { SafetyDocument } from './safety.types.ts'

/** The schema of the document. Strict throughout: a key nobody reads is a mistake. */
const words = z.string().trim().min(1, 'say something here')
const tag = z.string().regex(/^[A-Z][A-Z0-9-]*$/, 'a source is a tag in capitals, listed under `sources`')
const code = z.string().regex(/^[a-z0-9][a-z0-9-]*$/, 'small letters, digits and hyphens')
const role = z.enum(['owner', 'physician', 'nurse', 'therapist', 'front-desk'])
const dial = z.string().regex(/^\+?[0-9][0-9 ()-]{1,24}$/, 'a telephone number')

const num = <U extends string>(unit: U, value: z.ZodNumber) =>
  z.strictObject({ value, unit: z.literal(unit), source: tag, confirmed: z.boolean(), note: words.exactOptional() })
const above0 = z.number().positive('the value must be more than 0').finite()

const item = z.strictObject({
  id: code,
  name: words,
  positive: z.union([z.strictObject({ above: num('{score}', z.number().nonnegative()) }), z.strictObject({ is: z.literal(true) })]),
})
/** Units: as each number says. Errors: a tag that is not among the sources, an id that stands twice, and a policy nobody could follow, are named. */
export const safetyDocument: z.ZodType<SafetyDocument> = z
  .strictObject({
    kind: z.literal('safety'),
    ...{ id: code, version: z.string().regex(/^\d+\.\d+\.\d+$/), effective: z.iso.date(), approvedBy: words.nullable(), title: words, summary: words },
    items: z.array(item).min(1),
    clock: z.strictObject({
      dueWithin: num('h', above0.max(24, 'the same day: at most 24 hours')),
      escalateAfter: num('min', above0),
      importOlderThan: num('d', above0),
      sameAnswerWithin: num('min', above0),
    }),
    escalateTo: z.array(role).min(1, 'somebody has to be told'),
    steps: z.array(z.strictObject({ id: code, says: words, closes: z.boolean() })).min(1),
    crisis: z
      .array(z.strictObject({ name: words, call: dial.exactOptional(), text: dial.exactOptional(), says: words.exactOptional() }))
      .min(1, 'a crisis line'),
    sources: z.record(tag, z.strictObject({ title: words, trust: words.exactOptional() })),
  })
  .superRefine((document, context) => {
    const wrong = (path: (string | number)[], message: string) => context.addIssue({ code: 'custom', path, message })
    const used = new Set(tagsOf(document))
    for (const name of used) if (!Object.hasOwn(document.sources, name)) wrong(['sources'], `${name} is named and not listed`)
    for (const name of Object.keys(document.sources)) if (!used.has(name)) wrong(['sources', name], `${name} is listed and nobody names it`)
    for (const list of ['items', 'steps'] as const)
      for (const [i, { id }] of document[list].entries())
        if (document[list].findIndex((one) => one.id === id) !== i) wrong([list, i, 'id'], `${id} stands twice`)
    if (!document.steps.some(({ closes }) => closes)) wrong(['steps'], 'no step closes a concern; it could never be answered')
    for (const [i, { call, text }] of document.crisis.entries()) if (!call && !text) wrong(['crisis', i], 'a line has a number to call or to text')
  })

/** Every `source` anywhere in the document. */
function tagsOf(part: unknown): string[] {
  if (Array.isArray(part)) return part.flatMap(tagsOf)
  if (typeof part !== 'object' || part === null) return []
  return Object.entries(part).flatMap(([key, value]) => (key === 'source' ? [String(value)] : tagsOf(value)))
}
