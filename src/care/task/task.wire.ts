import { z } from 'zod'

const role = z.enum(['owner', 'physician', 'nurse', 'therapist', 'front-desk'])
const whose = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('roles'), roles: z.array(role).min(1).max(5).readonly() }),
  z.object({ kind: z.literal('person'), staff: z.string().max(64) }),
])

/** What may be ordered for a task that exists. */
export const taskOrder = z.discriminatedUnion('type', [
  z.object({ type: z.literal('acknowledge'), data: z.object({}).strip() }),
  z.object({ type: z.literal('assign'), data: z.object({ staff: z.string().max(64) }) }),
  z.object({ type: z.literal('do'), data: z.object({ outcome: z.string().max(2000) }) }),
  z.object({ type: z.literal('cancel'), data: z.object({ reason: z.string().max(500) }) }),
])

/** One opened by hand. */
export const newTask = z.object({
  task: z.uuid().toLowerCase(),
  type: z.literal('open'),
  data: z.object({
    patient: z
      .string()
      .regex(/^[0-9a-zA-Z-]{1,64}$/)
      .exactOptional(),
    title: z.string().max(200),
    why: z.string().max(1000),
    dueAt: z.iso.datetime({ offset: true }),
    for: whose,
  }),
})

const instant = z.string()
const by = z.object({ at: instant, id: z.string(), name: z.string() })
const seenTask = z.object({
  id: z.string(),
  patient: z.string().optional(),
  /** Null where the chart is kept to others. */
  name: z.string().nullable().optional(),
  /** Its chart is kept to named people; what it is about is not shown. */
  hidden: z.boolean().optional(),
  kind: z.string(),
  title: z.string(),
  why: z.string(),
  dueAt: instant,
  escalateAt: instant.optional(),
  escalatedAt: instant.optional(),
  for: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('roles'), roles: z.array(z.string()).readonly() }),
    z.object({ kind: z.literal('person'), staff: z.string(), name: z.string() }),
  ]),
  from: z.object({ kind: z.string(), id: z.string().optional() }),
  withSource: z.boolean().optional(),
  status: z.enum(['open', 'done', 'cancelled']),
  opened: by,
  acknowledged: by.optional(),
  closed: by.extend({ words: z.string() }).optional(),
  mine: z.boolean(),
})
export type SeenTask = z.infer<typeof seenTask>
export const tasksAnswer = z.object({ tasks: z.array(seenTask).readonly(), serverTime: instant })
export type TasksAnswer = z.infer<typeof tasksAnswer>
export const countAnswer = z.object({ mine: z.number().int(), overdue: z.number().int(), serverTime: instant })
export type CountAnswer = z.infer<typeof countAnswer>
