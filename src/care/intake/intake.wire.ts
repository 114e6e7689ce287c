import { z } from 'zod'

const id = z.uuid().toLowerCase()
const words = (most: number) => z.string().max(most)
const scalar = z.union([z.boolean(), z.number(), words(500)])
const row = z.record(z.string().max(64), scalar)
const value = z.union([scalar, z.object({ rows: z.array(row).max(100).readonly(), complete: z.boolean() })])

export const given = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('value'), value }),
  z.object({ kind: z.literal('option'), code: z.union([z.boolean(), words(64)]) }),
  z.object({ kind: z.literal('unknown'), why: z.enum(['does-not-know', 'rather-not-say']) }),
])

/** What stands behind the # of a link. */
const link = z.string().min(40).max(100)
const birthDate = z.string().max(10)

export const openBody = z.object({ link })
export const enterBody = z.object({ link, birthDate })
export const answerBody = z.object({ step: words(200), given })

/** For whom the questions are: somebody registered, or somebody new by name. The birth date is asked at the link when it is not known here. */
export const sendBody = z.object({
  intake: id,
  person: z.union([
    z.object({ patient: id, givenName: words(100), familyName: words(100), birthDate: birthDate.exactOptional() }),
    z.object({ patient: words(64) }),
  ]),
})
export const reasonBody = z.object({ reason: words(500) })
export const takeBody = z.object({ intake: id, patient: id, givenName: words(100), familyName: words(100) })

export const referralBody = z.object({
  id,
  name: words(120),
  contact: words(200),
  message: words(2000).exactOptional(),
  shared: z
    .array(z.object({ question: words(300), answer: words(300) }))
    .max(40)
    .readonly(),
  /** Left empty by people: the field is not shown. */
  website: words(200).exactOptional(),
})
export const fillBody = z.object({ notice: z.literal(true), questionnaire: z.record(z.string(), z.unknown()) })

const clinic = z.object({
  name: z.string(),
  lines: z.array(z.object({ name: z.string(), call: z.string().optional(), text: z.string().optional(), says: z.string().optional() })).readonly(),
})
export const opened = z.object({ intake: z.string(), clinic, known: z.boolean() })
export const entered = z.object({ intake: z.string() })

const answer = z.object({ step: z.string(), given, at: z.string(), by: z.string(), recordedAt: z.string() })
/** Facts, scales and ingredients go out as they stand in their documents. */
export const mine = z.object({
  clinic,
  name: z.string(),
  status: z.enum(['open', 'finished']),
  facts: z.array(z.unknown()).readonly(),
  instruments: z.array(z.unknown()).readonly(),
  ingredients: z
    .array(z.object({ rxnorm: z.string(), name: z.string(), also: z.array(z.string()).readonly(), sets: z.array(z.string()).readonly() }))
    .readonly(),
  weeksNeeded: z.number().nullable(),
  answers: z.array(answer).readonly(),
  serverTime: z.string(),
})
export const saved = z.object({ seq: z.number().int(), help: z.boolean() })

const listed = z.object({
  id: z.string(),
  patient: z.string(),
  name: z.string(),
  status: z.enum(['open', 'finished']),
  linkUntil: z.string(),
  linkEnded: z.boolean(),
  openedAt: z.string(),
  openedBy: z.string(),
  lastAt: z.string().nullable(),
  finishedAt: z.string().nullable(),
  answered: z.number().int(),
})
export const intakesAnswer = z.object({ intakes: z.array(listed).readonly(), referrals: z.number().int() })
export const linkAnswer = z.object({ intake: z.string(), patient: z.string(), path: z.string(), until: z.string() })

const shown = z.object({
  section: z.string(),
  question: z.string(),
  answer: z.string(),
  at: z.string().nullable(),
  by: z.string().nullable(),
  danger: z.boolean(),
  earlier: z.array(z.object({ answer: z.string(), at: z.string(), by: z.string() })).readonly(),
})
const total = z.object({ name: z.string(), says: z.string() })
export const patientIntakes = z.object({
  intakes: z.array(listed.extend({ of: z.number().int(), shown: z.array(shown).readonly(), totals: z.array(total).readonly() })).readonly(),
  serverTime: z.string(),
})

export const referralsAnswer = z.object({
  referrals: z
    .array(
      z.object({
        id: z.string(),
        status: z.enum(['waiting', 'taken', 'declined']),
        at: z.string(),
        name: z.string(),
        contact: z.string(),
        message: z.string().nullable(),
        shared: z.array(z.object({ question: z.string(), answer: z.string() })).readonly(),
        settledAt: z.string().nullable(),
        settledBy: z.string().nullable(),
        reason: z.string().nullable(),
        patient: z.string().nullable(),
      }),
    )
    .readonly(),
})
export const publicClinic = z.object({ clinic: clinic.extend({ id: z.string() }).nullable(), lines: clinic.shape.lines })
export const instrumentsAnswer = z.object({
  instruments: z
    .array(
      z.object({
        id: z.string(),
        title: z.string(),
        version: z.string(),
        questions: z.number().int(),
        state: z.enum(['ships', 'empty', 'filled']),
        notice: z.string(),
        filledBy: z.string().nullable(),
        filledAt: z.string().nullable(),
      }),
    )
    .readonly(),
})
