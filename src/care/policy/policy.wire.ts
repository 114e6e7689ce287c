import { z } from 'zod'
import type { Rule } from '../../medicine/rules/types.ts'
import { condition, confirmed, id, source, tag, version, words } from './condition.wire.ts'

/** The schema of the eligibility part of a protocol document. Strict throughout: a key nobody reads is a mistake, not a remark. */

export const rule = z
  .strictObject({
    id,
    severity: z.enum(['exclude', 'review', 'caution', 'note', 'today']),
    says: words,
    detail: words.exactOptional(),
    when: condition.exactOptional(),
    require: condition.exactOptional(),
    source: z.array(tag, 'the tags of its sources, [PI19]').min(1, 'name at least one source').readonly(),
    confirmed,
    resolvedBy: words,
  })
  .refine((one) => (one.when === undefined) !== (one.require === undefined), 'a rule says exactly one of when, require') satisfies z.ZodType<Rule>

const notRules = z.array(z.strictObject({ row: words, because: words })).readonly()

export const eligibility = z.strictObject({ indication: id, rules: z.array(rule).min(1).readonly(), notRules })
export const overlay = z.strictObject({
  indication: id,
  remove: z
    .array(z.strictObject({ rule: id, because: words }))
    .readonly()
    .exactOptional(),
  change: z.array(rule).readonly().exactOptional(),
  add: z.array(rule).readonly().exactOptional(),
  notRules: notRules.exactOptional(),
})

const head = { id, version, title: words, offLabel: z.boolean(), sources: z.record(tag, source) }
const alone = {
  ...head,
  kind: z.literal('eligibility'),
  effective: z.iso.date('a calendar date in quotes, "2026-11-24"'),
  approvedBy: words.nullable(),
  summary: words,
}

/** A document of eligibility alone, one laid over another, and a session's protocol with the rules in it. */
export const eligibilityDocument = z.strictObject({ ...alone, eligibility })
export const overlayDocument = z.strictObject({ ...alone, extends: z.strictObject({ id }), eligibility: overlay })
export const withSession = z.looseObject({ ...head, eligibility })
