import { z } from 'zod'

const instant = z.string()
const moment = z.iso.datetime({ offset: true })
const text = (most: number) => z.string().max(most)
const answer = z.union([z.number(), z.boolean(), text(200)])
const concern = z.uuid().toLowerCase()
const assessment = { concern, finding: text(4000), step: text(64), assessedBy: text(120), assessedAt: moment }
const dial = z.string().max(30)
export const crisisLine = z.object({ name: text(80), call: dial.exactOptional(), text: dial.exactOptional(), says: text(200).exactOptional() })
export const onCall = z.object({ staff: z.string(), name: z.string(), until: instant.optional() })

/** What may be ordered about a patient's safety. */
export const safetyOrder = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('raise'),
    data: z.object({
      item: text(64),
      answer,
      where: z.object({ kind: z.enum(['clinic', 'session']), id: text(64).exactOptional() }),
      words: text(1000).exactOptional(),
    }),
  }),
  z.object({ type: z.literal('acknowledge'), data: z.object({ concern }) }),
  z.object({ type: z.literal('answer'), data: z.object(assessment) }),
  z.object({ type: z.literal('correct'), data: z.object({ ...assessment, reason: text(500) }) }),
])
export const settingsOrder = z.discriminatedUnion('type', [
  z.object({ type: z.literal('set-on-call'), data: z.object({ staff: text(64).nullable(), until: moment.exactOptional() }) }),
  z.object({ type: z.literal('set-lines'), data: z.object({ lines: z.array(crisisLine).max(10).readonly() }) }),
])

const by = z.object({ at: instant, id: z.string(), name: z.string() })
const given = z.object({
  ...{ finding: z.string(), step: z.string(), assessedBy: z.string(), assessedAt: instant, by },
  ...{ corrects: z.string().optional(), reason: z.string().optional() },
})
const where = z.object({ kind: z.enum(['intake', 'clinic', 'session', 'import']), id: z.string().optional() })
const raising = z.object({
  ...{ id: z.string(), item: z.string(), answer, where, words: z.string().optional(), statement: z.string().optional() },
  ...{ reading: z.enum(['positive', 'unlisted', 'unreadable']), at: instant, by: z.string() },
})
const concernAnswer = z.object({
  ...{ id: z.string(), status: z.enum(['open', 'answered']), raisedAt: instant, dueAt: instant, escalateAt: instant, escalatedAt: instant.optional() },
  ...{ onCall: onCall.nullable(), policy: z.object({ id: z.string(), version: z.string() }) },
  ...{ acknowledged: by.optional(), acknowledgements: z.array(by).readonly() },
  ...{ raisings: z.array(raising).readonly(), tries: z.array(given).readonly(), answers: z.array(given).readonly() },
})
export type SeenConcern = z.infer<typeof concernAnswer>

const listed = z.object({
  /** Null: the chart is kept to others, or this person reads no charts of it. */
  name: z.string().nullable(),
  patient: z.string(),
  ...{ id: z.string(), status: z.enum(['open', 'answered']), raisedAt: instant, dueAt: instant, escalateAt: instant },
  onCall: onCall.nullable(),
  acknowledged: by.optional(),
  /** What was answered, in words; absent for whoever may not read it. */
  says: z.string().optional(),
  answered: z.object({ at: instant, name: z.string(), step: z.string() }).optional(),
  /** It stands on this person's screen until somebody acknowledges it. */
  stands: z.boolean(),
})
export type ListedConcern = z.infer<typeof listed>
const policy = z.object({
  ...{ version: z.string(), approvedBy: z.string().nullable(), escalateTo: z.array(z.string()).readonly() },
  escalateAfterMin: z.number(),
  unconfirmed: z.boolean(),
  items: z.array(z.object({ id: z.string(), name: z.string() })).readonly(),
  steps: z.array(z.object({ id: z.string(), says: z.string(), closes: z.boolean() })).readonly(),
})
export type Policy = z.infer<typeof policy>
export const openAnswer = z.object({ concerns: z.array(listed).readonly(), onCall: onCall.nullable(), serverTime: instant })
export type OpenAnswer = z.infer<typeof openAnswer>
export const listAnswer = openAnswer.extend({ recent: z.array(listed).readonly(), lines: z.array(crisisLine).readonly(), policy })
export type ListAnswer = z.infer<typeof listAnswer>
export const patientAnswer = z.object({
  concerns: z.array(concernAnswer).readonly(),
  passedOver: z.array(z.object({ item: z.string(), answer, said: z.string(), at: instant })).readonly(),
  onCall: onCall.nullable(),
  policy,
  serverTime: instant,
})
export type PatientAnswer = z.infer<typeof patientAnswer>
export const waitingAnswer = z.object({ concerns: z.array(z.object({ raisedAt: instant })).readonly() })
export const crisisAnswer = z.object({ lines: z.array(crisisLine).readonly() })
