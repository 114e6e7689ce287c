import { z } from 'zod'
import type { Condition, Quantified, RowCondition, Span } from '../../medicine/rules/types.ts'

/** The schema of a condition. Which form is meant is told by its first word, so that a fault is named in that form alone. */

export const words = z.string('say something here').trim().min(1, 'say something here')
export const tag = z.string().regex(/^[A-Z][A-Z0-9-]*$/, 'a source is a tag in capitals, listed under `sources`')
export const id = z.string().regex(/^[a-z][a-z0-9-]*$/, 'small letters, digits and hyphens')
export const version = z.string().regex(/^\d+\.\d+\.\d+$/, 'a version is three numbers, 1.0.0')
export const confirmed = z.boolean('say `confirmed: true` or `confirmed: false`')
export const source = z.strictObject({ title: words, trust: words.exactOptional() })

const ALONE = 'a number never stands alone: write { value, unit, source, confirmed }'
const numberOf = <V extends z.ZodType<number>, U extends z.ZodType<string>>(value: V, unit: U) =>
  z.strictObject(
    { value, unit, source: tag, confirmed, note: words.exactOptional() },
    { error: (issue) => (issue.code === 'invalid_type' ? ALONE : undefined) },
  )
const value = z.number('the value is a number').finite()
export const quantified = numberOf(value, z.string('the unit is missing').min(1)) satisfies z.ZodType<Quantified>
export const span = numberOf(
  value.positive('the value must be more than 0'),
  z.enum(['min', 'h', 'd', 'wk', 'mo', 'a'], 'a span is counted in min, h, d, wk, mo or a'),
) satisfies z.ZodType<Span>
const count = numberOf(value.int('a count is a whole number').nonnegative('a count is not negative'), z.literal('{count}', 'the unit of a count is "{count}"'))
const fromTable = z.strictObject({ table: id, by: id })

const tests = {
  is: z.union([z.boolean(), z.string().min(1)], 'what it is: true, false or one of its answers'),
  in: id,
  atLeast: z.unknown(),
  atMost: quantified,
  above: quantified,
  below: quantified,
  within: span,
  longerAgoThan: span,
  recorded: z.literal(true, '`recorded: true` is all there is to say'),
} as const
type TestName = keyof typeof tests
const TEST_NAMES = Object.keys(tests) as TestName[]

type Given = Readonly<Record<string, unknown>>
const isMap = (value: unknown): value is Given => typeof value === 'object' && value !== null && !Array.isArray(value)

/** A schema chosen by looking at the value; its faults are the faults of the one chosen. */
function chosen<T>(choose: (given: unknown) => z.ZodType<unknown> | string): z.ZodType<T> {
  return z.unknown().transform((given, context): T => {
    const schema = choose(given)
    if (typeof schema === 'string') {
      context.addIssue({ code: 'custom', message: schema })
      return z.NEVER
    }
    const read = schema.safeParse(given)
    if (read.success) return read.data as T
    for (const issue of read.error.issues) context.addIssue({ ...issue } as never)
    return z.NEVER
  })
}

const oneTest = (given: Given): TestName | string => {
  const named = TEST_NAMES.filter((name) => Object.hasOwn(given, name))
  if (named.length === 1) return named[0] as TestName
  return `say exactly one of ${TEST_NAMES.join(', ')}${named.length > 1 ? `; here are ${named.join(' and ')}` : ''}`
}

function tested(given: Given, rest: z.core.$ZodLooseShape): z.ZodType<unknown> | string {
  const name = oneTest(given)
  if (!(name in tests)) return name
  const test = name === 'atLeast' ? (isMap(given.atLeast) && Object.hasOwn(given.atLeast, 'table') ? fromTable : quantified) : tests[name as TestName]
  return z.strictObject({ ...rest, [name]: test })
}

function counting(given: Given): z.ZodType<unknown> | string {
  const bounds = ['atLeast', 'atMost'].filter((name) => Object.hasOwn(given, name))
  if (bounds.length !== 1) return 'a count says exactly one of atLeast, atMost'
  return z.strictObject({
    count: id,
    where: rowCondition.exactOptional(),
    distinct: id.exactOptional(),
    noOlderThan: span.exactOptional(),
    [bounds[0] as string]: count,
  })
}

const FORMS = ['all', 'any', 'not', 'fact', 'count'] as const
const ROW_FORMS = ['all', 'any', 'not', 'field'] as const
const joined = (part: z.ZodType<unknown>) => z.array(part).min(1, 'name at least one condition').readonly()

const formOf = (given: unknown, forms: readonly string[], what: string): string | { readonly form: string; readonly given: Given } => {
  const must = `${what} begins with one of ${forms.join(', ')}`
  if (!isMap(given)) return must
  const named = forms.filter((name) => Object.hasOwn(given, name))
  return named.length === 1 ? { form: named[0] as string, given } : must
}

export const condition: z.ZodType<Condition> = z.lazy(() =>
  chosen<Condition>((value) => {
    const found = formOf(value, FORMS, 'a condition')
    if (typeof found === 'string') return found
    const { form, given } = found
    if (form === 'fact') return tested(given, { fact: id, noOlderThan: span.exactOptional() })
    if (form === 'count') return counting(given)
    return z.strictObject({ [form]: form === 'not' ? condition : joined(condition) })
  }),
)

const rowCondition: z.ZodType<RowCondition> = z.lazy(() =>
  chosen<RowCondition>((value) => {
    const found = formOf(value, ROW_FORMS, 'a condition on a row')
    if (typeof found === 'string') return found
    const { form, given } = found
    if (form === 'field') return tested(given, { field: id })
    return z.strictObject({ [form]: form === 'not' ? rowCondition : joined(rowCondition) })
  }),
)
