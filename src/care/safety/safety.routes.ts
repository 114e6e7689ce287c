import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { instant, parseInstant } from '../../medicine/time.ts'
import type { Database, Tx } from '../../platform/db/database.ts'
import { json } from '../../platform/http/answers.ts'
import { answerCommand, commandExample, commandHead, done } from '../../platform/http/command.ts'
import type { Env } from '../../platform/http/env.ts'
import { routes } from '../../platform/http/http-app.ts'
import { openRoute, route } from '../../platform/http/route.ts'
import type { SafetyDesk } from './safety.desk.store.ts'
import { answeredConcerns, type Listed, openConcerns, SETTINGS, settingsOf } from './safety.store.ts'
import { type CrisisLine, isOpen, type OnCall, onCallAt, type SafetyDocument, type SafetyOrder, standsFor } from './safety.ts'
import * as wire from './safety.wire.ts'
import { answersWords, stepWords } from './safety.words.ts'

export type SafetyRouteParts = {
  readonly desk: SafetyDesk
  readonly database: Pick<Database, 'as'>
  /** Names of patients. */
  readonly people: (tx: Tx, ids: readonly string[]) => Promise<ReadonlyMap<string, { readonly name: string }>>
  /** The charts that are kept to named people. */
  readonly kept: (tx: Tx) => Promise<ReadonlyMap<string, readonly string[]>>
  readonly staff: (tx: Tx) => Promise<readonly { readonly id: string; readonly name: string; readonly active: boolean }[]>
  /** The clinics of this installation. */
  readonly clinics: () => Promise<readonly { readonly id: string }[]>
}

const id = z.string().regex(/^[0-9a-zA-Z-]{1,64}$/)
const RECENT = 50
const rights = { raise: 'safety.raise', acknowledge: 'safety.answer', answer: 'safety.answer', correct: 'safety.answer' } as const
const settingRights = { 'set-on-call': 'safety.on-call', 'set-lines': 'clinic.settings' } as const
const ANSWER = commandExample({
  type: 'answer',
  data: {
    concern: '019ab0c4-7d3e-7000-8000-00000000000c',
    finding: 'Thoughts come and go, no plan, no intent; her sister stays the night',
    step: 'safety-plan',
    assessedBy: 'Dr. Pat Physician',
    assessedAt: '2026-11-24T14:20:00Z',
  },
})
const ON_CALL = commandExample({ type: 'set-on-call', data: { staff: '019ab0c4-7d3e-7000-8000-00000000000d' } })

export function safetyRoutes({ desk, database, people, kept, staff, clinics }: SafetyRouteParts) {
  const { document } = desk
  return routes()
    .openapi(
      route(
        { may: 'safety.see', leaves: 'safety.followed', quiet: true, through: 'journal' },
        {
          method: 'get',
          path: '/safety/open',
          summary: 'Safety concerns that wait for a clinician',
          responses: { 200: json(wire.openAnswer, 'Oldest first, and who is on call') },
        },
      ),
      async (c) => c.json(await answer(c, await database.as(c.var.clinic, openConcerns)), 200),
    )
    .openapi(
      route(
        { may: 'safety.see', leaves: 'safety.listed', through: 'journal' },
        {
          method: 'get',
          path: '/safety',
          summary: 'Safety concerns: what is open, what was answered last, the policy and the crisis lines',
          responses: { 200: json(wire.listAnswer, 'Open oldest first, then the answered') },
        },
      ),
      async (c) => {
        const [open, recent, lines] = await database.as(
          c.var.clinic,
          async (tx) => [await openConcerns(tx), await answeredConcerns(tx, RECENT), (await settingsOf(tx)).lines] as const,
        )
        const { concerns } = await answer(c, recent)
        return c.json({ ...(await answer(c, open)), recent: concerns, lines, policy: policyOf(document) }, 200)
      },
    )
    .openapi(
      route(
        { may: 'chart.read', leaves: 'safety.read', chart: 'patient', through: 'journal' },
        {
          method: 'get',
          path: '/patients/{id}/safety',
          summary: 'The safety record of a patient',
          request: { params: z.object({ id }) },
          responses: { 200: json(wire.patientAnswer, 'Every concern with its answers, newest first') },
        },
      ),
      async (c) => {
        const { concerns, passedOver } = await desk.stateOf(c.var.clinic, c.req.valid('param').id)
        const now = instant(c.var.house.now().getTime())
        const { onCall } = await database.as(c.var.clinic, settingsOf)
        return c.json({ concerns: concerns.toReversed(), passedOver, onCall: onCallAt({ onCall }, now), policy: policyOf(document), serverTime: now }, 200)
      },
    )
    .openapi(
      route(
        { may: 'chart.read', leaves: 'safety.asked', chart: 'patient', quiet: true, through: 'journal' },
        {
          method: 'get',
          path: '/patients/{id}/safety/open',
          summary: 'Whether a safety answer of a patient waits for a clinician',
          request: { params: z.object({ id }) },
          responses: { 200: json(wire.waitingAnswer, 'Since when; empty where none waits') },
        },
      ),
      async (c) => c.json({ concerns: await desk.unanswered(c.var.clinic, c.req.valid('param').id) }, 200),
    )
    .openapi(
      route(
        { may: { commands: rights }, leaves: 'safety.changed', chart: 'patient', through: 'journal' },
        {
          method: 'post',
          path: '/patients/{id}/safety/commands',
          summary: 'Raise a safety concern, acknowledge it, answer it, correct the answer',
          request: {
            params: z.object({ id }),
            body: { ...json(z.intersection(commandHead, wire.safetyOrder).openapi({ example: ANSWER }), 'One command'), required: true },
          },
          responses: done,
        },
      ),
      async (c) => {
        const { id: commandId, at, confirmed: _, ...order } = c.req.valid('json')
        const sent = { id: commandId, at, order: orderOf(commandId, order) }
        return answerCommand(c, await desk.execute(senderOf(c, c.req.valid('param').id), sent))
      },
    )
    .openapi(
      route(
        { may: { commands: settingRights }, leaves: 'safety.set', through: 'journal' },
        {
          method: 'post',
          path: '/safety/commands',
          summary: 'Say who is on call, and the clinic’s own crisis lines',
          request: { body: { ...json(z.intersection(commandHead, wire.settingsOrder).openapi({ example: ON_CALL }), 'One setting'), required: true } },
          responses: done,
        },
      ),
      async (c) => {
        const { id: commandId, at, confirmed: _, ...order } = c.req.valid('json')
        const setting = order.type === 'set-lines' ? order : await onCallOrder(c, order.data)
        if (!setting)
          return answerCommand(c, { kind: 'refused', because: [{ code: 'no-such-person', field: 'staff', message: 'Nobody of this name works here now.' }] })
        return answerCommand(c, await desk.execute(senderOf(c, SETTINGS), { id: commandId, at, order: setting }))
      },
    )
    .openapi(
      openRoute('Whoever needs a crisis line must not have to sign in; it tells telephone numbers and nothing else', {
        method: 'get',
        path: '/crisis',
        summary: 'Crisis lines: the national ones, and those of a clinic',
        request: { query: z.object({ clinic: z.uuid().toLowerCase().optional() }) },
        responses: { 200: json(wire.crisisAnswer, 'Whom to call or text') },
      }),
      async (c) => c.json({ lines: await crisis(c.req.valid('query').clinic) }, 200),
    )

  /** Where there is only one clinic, it is the one that is meant. A clinic nobody knows, or a database that is away, leaves the national lines. */
  async function crisis(asked: string | undefined): Promise<readonly CrisisLine[]> {
    const known = await clinics().catch(() => [])
    const clinic = known.length === 1 && !asked ? known[0]?.id : known.find((one) => one.id === asked)?.id
    return clinic ? database.as(clinic, desk.crisisLines).catch(() => document.crisis) : document.crisis
  }

  async function answer(c: Context<Env>, rows: readonly Listed[]) {
    const { clinic, house, person } = c.var
    const now = instant(house.now().getTime())
    const patients = [...new Set(rows.map(({ patient }) => patient))]
    const { names, charts, onCall } = await database.as(clinic, async (tx) => ({
      ...{ names: await people(tx, patients), charts: await kept(tx) },
      onCall: (await settingsOf(tx)).onCall,
    }))
    const clinician = person.rights.has('chart.read')
    const shut = new Set<string>()
    for (const patient of patients) if (charts.has(patient) && (await house.chart(person, 'chart.read', { patient })).kind !== 'open') shut.add(patient)
    const concerns = rows.map(({ patient, concern }) => {
      const { id: concernId, status, raisedAt, dueAt, escalateAt, onCall: then, acknowledged, answers } = concern
      const last = isOpen(concern) ? undefined : answers.at(-1)
      return {
        ...{ id: concernId, patient, status, raisedAt, dueAt, escalateAt, onCall: then, ...(acknowledged ? { acknowledged } : {}) },
        name: shut.has(patient) ? null : (names.get(patient)?.name ?? null),
        ...(clinician && !shut.has(patient) ? { says: answersWords(document, concern) } : {}),
        ...(last && clinician && !shut.has(patient) ? { answered: { at: last.by.at, name: last.by.name, step: stepWords(document, last.step) } } : {}),
        stands: standsFor(concern, { roles: person.roles, clinician }, document.escalateTo, now),
      }
    })
    return { concerns, onCall: onCallAt({ onCall }, now), serverTime: now }
  }

  async function onCallOrder(
    c: Context<Env>,
    { staff: asked, until }: { readonly staff: string | null; readonly until?: string },
  ): Promise<SafetyOrder | null> {
    if (asked === null) return { type: 'set-on-call', data: { onCall: null } }
    const found = (await database.as(c.var.clinic, staff)).find((one) => one.id === asked)
    const end = until === undefined ? null : parseInstant(until)
    const onCall: OnCall | null = found?.active ? { staff: found.id, name: found.name, ...(end ? { until: end } : {}) } : null
    return onCall && { type: 'set-on-call', data: { onCall } }
  }
}

const senderOf = (c: Context<Env>, patient: string) => ({ clinic: c.var.clinic, patient, by: c.var.person.by, via: c.var.via })

/** A raising has the id of its command; moments come to the one form. */
function orderOf(id: string, order: z.output<typeof wire.safetyOrder>): SafetyOrder {
  if (order.type === 'raise') return { type: 'raise', data: { id, ...order.data } }
  if (order.type === 'acknowledge') return order
  const assessedAt = parseInstant(order.data.assessedAt) ?? instant(0)
  return { ...order, data: { ...order.data, assessedAt } } as SafetyOrder
}

const policyOf = ({ version, approvedBy, escalateTo, clock, items, steps }: SafetyDocument) => ({
  ...{ version, approvedBy, escalateTo, steps },
  escalateAfterMin: clock.escalateAfter.value,
  unconfirmed: Object.values(clock).some(({ confirmed }) => !confirmed) || items.some(({ positive }) => 'above' in positive && !positive.above.confirmed),
  items: items.map(({ id: item, name }) => ({ id: item, name })),
})
