import { z } from 'zod'
import { QUANTITIES, type Quantity } from '../../medicine/vitals.ts'
import { CRITERION_IDS, GATE_IDS, type LoadedProtocol, type Protocol } from './protocol.ts'

/** The schema of a protocol document. Strict throughout: a key nobody reads is a mistake, not a remark. */

const words = z.string().trim().min(1, 'say something here')
const tag = z.string().regex(/^[A-Z][A-Z0-9-]*$/, 'a source is a tag in capitals, listed under `sources`')
const code = z.string().regex(/^[a-z][a-z0-9-]*$/, 'small letters, digits and hyphens')
const confirmed = z.boolean('say `confirmed: true` or `confirmed: false`')

const ALONE = 'a number never stands alone: write { value, unit, source, confirmed }'
const zeroOrMore = z.number('the value is a number').finite().nonnegative('the value must not be negative')
const aboveZero = zeroOrMore.positive('the value must be more than 0')
const numOf = <U extends z.ZodType<string>>(unit: U, value = zeroOrMore) =>
  z.strictObject(
    {
      value,
      unit,
      source: tag,
      confirmed,
      note: words.exactOptional(),
    },
    { error: (issue) => (issue.code === 'invalid_type' ? ALONE : undefined) },
  )
const anyNum = numOf(z.string('the unit is missing').min(1))
const num = <U extends string>(unit: U, value = zeroOrMore) => numOf(z.literal(unit, `the unit here is ${unit}`), value)
/** A number that may not be 0: a dose, a rhythm, an age up to which something counts. */
const some = <U extends string>(unit: U) => num(unit, aboveZero)
const range = <T extends z.ZodType>(of: T) => z.strictObject({ min: of, max: of })

const quantity = z.enum(Object.keys(QUANTITIES) as [Quantity, ...Quantity[]])
const phase = z.enum(['before', 'infusing', 'paused', 'recovering'])
const severity = z.enum(['warning', 'urgent'])
const side = z.enum(['above', 'below'])

const gateId = z.enum(GATE_IDS)
const criterionId = z.enum(CRITERION_IDS)

const dose = z.strictObject({
  standard: some('mg/kg'),
  duration: some('min'),
  usual: range(some('mg/kg')),
  durationUsual: range(some('min')),
  hardMax: some('mg/kg'),
  maxRateOverOrder: num('%'),
})

const before = z.strictObject({
  noFood: num('h'),
  noClearLiquid: num('h'),
  pressureFresh: some('min'),
  pressureReview: z.strictObject({ systolic: some('mm[Hg]'), diastolic: some('mm[Hg]') }),
  weightChange: num('%'),
})

const gate = z.strictObject({ id: gateId, says: words, overridableBy: z.array(z.enum(['physician', 'nurse'])).readonly(), source: tag, confirmed })
const criterion = z.strictObject({ id: criterionId, says: words, overridableBy: z.array(z.literal('physician')).readonly(), source: tag, confirmed })
const cadence = z.strictObject({ phase, quantities: z.array(quantity).min(1).readonly(), every: some('min'), overdueAfter: num('min') })
const limit = z.strictObject({ quantity, side, severity, at: anyNum, clearBy: anyNum, options: z.array(words).min(1).readonly() })
const plausible = z.strictObject({ quantity: z.union([quantity, z.literal('weight')]), possible: range(anyNum), usual: range(anyNum) })

const discharge = z.strictObject({
  criteria: z.array(criterion).min(1).readonly(),
  minimumAfterStop: num('min'),
  score: num('{score}'),
  sedation: num('{score}'),
  dissociation: num('{score}'),
  pressureWithin: some('%'),
  fresh: some('min'),
})

const asNeeded = z.strictObject({
  drug: words,
  rxnorm: z.string().regex(/^\d+$/).exactOptional(),
  dose: numOf(z.string('the unit is missing').min(1), aboveZero),
  route: words,
  indication: words,
})
const emergency = z.strictObject({ id: code, title: words, steps: z.array(words).min(1).readonly(), source: tag, confirmed })
const source = z.strictObject({ title: words, trust: words.exactOptional() })

export const protocol = z.strictObject({
  id: code,
  version: z.string().regex(/^\d+\.\d+\.\d+$/, 'a version is three numbers, 1.0.0'),
  effective: z.iso.date('a calendar date in quotes, "2026-11-24"'),
  approvedBy: words.nullable(),
  title: words,
  summary: words,
  offLabel: z.boolean(),
  drug: z.strictObject({ name: words, rxnorm: z.string().regex(/^\d+$/), route: z.literal('intravenous') }),
  dose,
  before,
  gates: z.array(gate).min(1).readonly(),
  cadence: z.array(cadence).min(1).readonly(),
  limits: z.array(limit).min(1).readonly(),
  plausible: z.array(plausible).min(1).readonly(),
  alerts: z.strictObject({ remindAfter: some('min') }),
  lateAfter: num('min'),
  discharge,
  asNeeded: z.array(asNeeded).readonly(),
  emergency: z.array(emergency).min(1).readonly(),
  sources: z.record(tag, source),
}) satisfies z.ZodType<Protocol>

/** The document on disk: beside the session's part it may carry the rules of eligibility, which `care/policy` reads. */
export const protocolDocument = protocol.extend({ eligibility: z.looseObject({}).exactOptional() })

export const protocolRef = z.strictObject({ id: code, version: z.string(), hash: z.string().regex(/^[0-9a-f]{64}$/) })
export const loadedProtocol = z.strictObject({ ref: protocolRef, protocol, text: z.string() }) satisfies z.ZodType<LoadedProtocol>

/** What people of a clinic have confirmed of a protocol. */
export const confirmation = z.object({ value: z.number(), unit: z.string(), version: z.string(), hash: z.string(), by: z.string(), at: z.string() })
const number = z.string().min(1).max(200)
export const confirmOrder = z.discriminatedUnion('type', [
  z.object({ type: z.literal('confirm'), data: z.object({ number, hash: z.string().regex(/^[0-9a-f]{64}$/) }) }),
  z.object({ type: z.literal('withdraw'), data: z.object({ number, reason: z.string().max(400) }) }),
])
