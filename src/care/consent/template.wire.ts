import { z } from 'zod'
import type { Elements, Template } from './template.types.ts'

/** The schema of the documents of `protocols/consent/`. Strict throughout: a key nobody reads is a mistake, not a remark. */
const words = z.string().trim().min(1, 'say something here')
const tag = z.string().regex(/^[A-Z][A-Z0-9-]*$/, 'a source is a tag in capitals, listed under `sources`')
const code = z.string().regex(/^[a-z][a-z0-9-]*$/, 'small letters, digits and hyphens')
const version = z.string().regex(/^\d+\.\d+\.\d+$/, 'a version is three numbers: 1.0.0')
const sources = z.record(tag, z.strictObject({ title: words, trust: words.exactOptional() }))
const route = z.enum(['intravenous', 'intranasal'])
const doseUnit = z.enum(['mg/kg', 'mg'])
const above = z.number().finite().positive('the value must be more than 0')
const confirmed = z.boolean('say `confirmed: true` or `confirmed: false`')

const slot = z.strictObject({
  id: code,
  asks: words,
  kind: z.enum(['line', 'text', 'decimal', 'whole', 'choice']),
  of: z.enum(['clinic', 'patient']),
  unit: doseUnit.exactOptional(),
  help: words.exactOptional(),
  choices: z.array(words).min(1).exactOptional(),
})
const section = z.strictObject({ id: code, title: words, covers: z.array(code).min(1), words })
const number = z.strictObject({ value: above, unit: z.enum(['h', 'min']), source: tag, confirmed, note: words.exactOptional() })

export const template: z.ZodType<Template> = z
  .strictObject({
    ...{ kind: z.literal('consent'), id: code, version, effective: z.iso.date(), title: words, drug: code, route, offLabel: z.boolean(), doseUnit },
    numbers: z.record(code, number).exactOptional(),
    slots: z.array(slot).min(1),
    sections: z.array(section).min(1),
    sources: sources.exactOptional(),
  })
  .superRefine(({ slots, sections, numbers = {}, sources: listed = {} }, context) => {
    const wrong = (path: (string | number)[], message: string) => context.addIssue({ code: 'custom', path, message })
    for (const [name, list] of [
      ['slots', slots],
      ['sections', sections],
    ] as const)
      list.forEach(({ id }, i) => void (list.findIndex((one) => one.id === id) < i && wrong([name, i, 'id'], `"${id}" stands here twice`)))
    for (const { id, kind, choices } of slots)
      if ((kind === 'choice') !== (choices !== undefined)) wrong(['slots'], `"${id}" has choices when its kind is choice, and only then`)
    tagsHold(
      Object.values(numbers).map(({ source }) => source),
      listed,
      wrong,
    )
  })

export const elements: z.ZodType<Elements> = z
  .strictObject({
    ...{ kind: z.literal('consent-elements'), version, effective: z.iso.date() },
    readingGrade: z.strictObject({ value: above, unit: z.literal('grade'), source: tag, confirmed, note: words.exactOptional() }),
    labels: z.array(z.strictObject({ drug: code, route, offLabel: z.boolean(), source: tag })).min(1),
    never: z.strictObject({ offLabel: z.array(words), onLabel: z.array(words) }),
    elements: z
      .array(
        z.strictObject({
          id: code,
          says: words,
          when: z.enum(['offLabel', 'onLabel']).exactOptional(),
          by: z.literal('form').exactOptional(),
          mentions: z.array(z.array(words).min(1)).min(1).exactOptional(),
          sources: z.array(tag).min(1),
        }),
      )
      .min(1),
    sources,
  })
  .superRefine(({ elements: list, readingGrade, labels, sources: listed }, context) => {
    const wrong = (path: (string | number)[], message: string) => context.addIssue({ code: 'custom', path, message })
    list.forEach(({ id, by, mentions }, i) => {
      if (list.findIndex((one) => one.id === id) < i) wrong(['elements', i, 'id'], `"${id}" stands here twice`)
      if ((by === undefined) !== (mentions !== undefined)) wrong(['elements', i], `"${id}" says which words tell it, or that the printed form does`)
    })
    tagsHold([readingGrade.source, ...labels.map(({ source }) => source), ...list.flatMap((one) => one.sources)], listed, wrong)
  })

/** Every source that is named is listed, and no other. */
function tagsHold(named: readonly string[], listed: object, wrong: (path: string[], message: string) => void): void {
  for (const name of new Set(named)) if (!Object.hasOwn(listed, name)) wrong(['sources'], `${name} is named and not listed`)
  for (const name of Object.keys(listed)) if (!named.includes(name)) wrong(['sources', name], `${name} is listed and nobody names it`)
}
