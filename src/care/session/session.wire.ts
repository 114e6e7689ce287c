import { z } from 'zod'
import { CRITERION_IDS, GATE_IDS } from '../protocol/protocol.ts'
import { asNeededOrder, assessment, emergencyKinds, entries, limit, order } from './session.data.wire.ts'
import { decimal, grade, label, longWords, moment, name, nothing, uuid, words } from './session.parts.wire.ts'
import type { CorrectableType, SessionCommand, SessionOrder } from './session.types.ts'

/** Every command of a session as it crosses HTTP. Unknown keys are refused: what nobody reads, somebody believed to be recorded. */

/** What a signed-in person may send; samples come from bedside devices only. */
export type RoomCommand = Exclude<SessionCommand, { type: 'keep-samples' }>
type RoomOrder = Exclude<SessionOrder, { type: 'keep-samples' }>

const gate = z.enum(GATE_IDS)
const criterion = z.enum(CRITERION_IDS)
const allergy = z.strictObject({ substance: label, reaction: label.exactOptional() })
const signature = z.strictObject({ name: label, strokes: z.string().max(100_000).exactOptional() })
const protocol = z.strictObject({ id: name, version: label, hash: z.string().regex(/^[0-9a-f]{64}$/) })

const replacement = <T extends CorrectableType>(type: T) =>
  z.strictObject({ entry: uuid, type: z.literal(type), data: entries[type], at: moment, reason: words })
const [first, ...others] = (Object.keys(entries) as CorrectableType[]).map(replacement)

export const commandData = {
  schedule: z.strictObject({ patient: uuid, protocol, chair: name, plannedFor: moment }),
  'change-chair': z.strictObject({ chair: name }),
  'write-order': order,
  'sign-order': z.strictObject({ order: uuid }),
  'order-as-needed': asNeededOrder,
  arrive: nothing,
  'confirm-identity': z.strictObject({
    checked: z
      .array(z.enum(['name', 'birth-date', 'photo', 'wristband']))
      .max(4)
      .readonly(),
  }),
  'record-weight': z.strictObject({ value: decimal, unit: label, method: z.enum(['scale', 'stated']) }),
  'answer-fast': entries['fast-answered'],
  'name-escort': entries['escort-named'],
  'review-allergies': z.strictObject({ allergies: z.array(allergy).max(100).readonly(), noneKnown: z.boolean() }),
  'accept-pressure': z.strictObject({ reading: uuid, reason: words }),
  'override-gate': z.strictObject({ gate, reason: words }),
  ready: nothing,
  'place-iv': entries['iv-placed'],
  'check-iv': entries['iv-checked'],
  'remove-iv': entries['iv-removed'],
  'start-infusion': entries['infusion-started'],
  'change-rate': entries['rate-changed'],
  pause: entries['infusion-paused'],
  resume: entries['infusion-resumed'],
  'give-bolus': entries['bolus-given'],
  'change-bag': entries['bag-changed'],
  'stop-infusion': entries['infusion-stopped'],
  'record-readings': entries['readings-recorded'],
  'set-limit': limit,
  'acknowledge-alert': z.strictObject({ alert: name, action: words }),
  'give-drug': z.strictObject({ orderId: name, dose: decimal, lateReason: words.exactOptional() }),
  'record-adverse-event': entries['adverse-event-recorded'],
  'follow-adverse-event': z.strictObject({ event: uuid, grade, outcome: z.enum(['ongoing', 'resolved', 'transferred']), remark: words }),
  'open-emergency': z.strictObject({ kind: z.enum(emergencyKinds) }),
  'log-emergency': z.strictObject({ words }),
  'close-emergency': z.strictObject({ outcome: words }),
  'write-note': entries['note-written'],
  attend: z.strictObject({ present: z.boolean() }),
  assess: assessment,
  'override-criterion': z.strictObject({ criterion, reason: words }),
  'hand-over': z.strictObject({ escort: label, signature, advice: longWords }),
  discharge: nothing,
  sign: z.strictObject({ as: z.enum(['nurse', 'physician']) }),
  amend: z.strictObject({ words: longWords, reason: words }),
  abandon: z.strictObject({ reason: words }),
  'replace-entry': z.discriminatedUnion('type', [first as NonNullable<typeof first>, ...others]),
  'strike-entry': z.strictObject({ entry: uuid, reason: words }),
  'settle-look': z.strictObject({ item: uuid, as: z.enum(['record', 'mine']), reason: words }),
} satisfies { readonly [T in RoomOrder['type']]: z.ZodType<Extract<RoomOrder, { type: T }>['data']> }

const head = {
  id: uuid,
  at: moment,
  confirmed: z.array(name).max(50).readonly().exactOptional(),
  typedAt: moment.exactOptional(),
  kept: z.literal(true).exactOptional(),
  clock: z.enum(['unknown', 'changed']).exactOptional(),
  as: name.exactOptional(),
}
const command = <T extends keyof typeof commandData>(type: T) => z.strictObject({ ...head, type: z.literal(type), data: commandData[type] })
const [schedule, ...more] = (Object.keys(commandData) as (keyof typeof commandData)[]).map(command)

export const sessionCommand = z.discriminatedUnion('type', [schedule as NonNullable<typeof schedule>, ...more]) as unknown as z.ZodType<RoomCommand>
/** The first command of a session names the session it makes. */
export const scheduleCommand = z.strictObject({ ...head, type: z.literal('schedule'), session: uuid, data: commandData.schedule })
