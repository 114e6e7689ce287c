import type { Context } from 'hono'
import type { Actor } from '../../medicine/record.ts'
import { json } from '../../platform/http/answers.ts'
import type { Env } from '../../platform/http/env.ts'
import { routes } from '../../platform/http/http-app.ts'
import { openRoute } from '../../platform/http/route.ts'
import { eventId, uuid7 } from '../../platform/journal/uuid7.ts'
import { countTry, intakeBehind, intakeModel, intakeOf, intakeStream, lockedUntil, makeSecret, readSecret, type Secret, TRIES } from './intake.store.ts'
import { decide, type OpenIntake, over } from './intake.ts'
import * as wire from './intake.wire.ts'
import { clinicNamed, type IntakeParts, nowOf, refuse } from './parts.routes.ts'
import { sluice } from './sluice.ts'
import { patientActor, remember, viaOf } from './visitor.routes.ts'

type Behind = { readonly secret: Secret; readonly id: string; readonly intake: OpenIntake }

const LINK = 'what-stands-behind-the-hash-of-the-link-in-full-0000000000000000'
/** Ids of what entering does in other streams, worked out from the intake's own: done twice it has one effect. */
const [REGISTERS, STATES] = [101, 102]
const WAYMARK: Actor = { kind: 'system', id: 'waymark', name: 'Waymark', roles: [] }
const tooMany = { code: 'too-many', message: 'That was tried very often from your network. Please wait a minute.' }

/** The patient's end of a link. Before the birth date is proved it tells the clinic's name, and nothing of the person. */
export function intakeDoorRoutes(parts: IntakeParts) {
  const perPeer = sluice(60, 60_000)
  const letsThrough = (c: Context<Env>) => perPeer(parts.peerOf(c) ?? 'nobody', c.var.house.now().getTime())

  async function behind(c: Context<Env>, link: string): Promise<Behind | null> {
    const secret = readSecret(link)
    if (!secret) return null
    const id = await parts.database.as(secret.clinic, (tx) => intakeBehind(tx, secret.clinic, secret.hash))
    const intake = id ? await intakeOf(parts.journal, secret.clinic, id) : null
    if (!id || !intake || intake.status === 'none' || intake.link.revoked !== undefined || intake.link.until <= nowOf(c)) return null
    return { secret, id, intake }
  }

  return routes()
    .openapi(
      openRoute('the link is the key, and tells no more than whose clinic it is', {
        method: 'post',
        path: '/intake/open',
        summary: 'What a patient’s link is for',
        request: { body: { ...json(wire.openBody, 'The secret of the link', { link: LINK }), required: true } },
        responses: { 200: json(wire.opened, 'The clinic, and whether it knows the birth date') },
      }),
      async (c) => {
        if (!letsThrough(c)) return c.json(tooMany, 429)
        const found = await behind(c, c.req.valid('json').link)
        if (!found) return c.json(over, 404)
        return c.json({ intake: found.id, clinic: await clinicNamed(parts, found.secret.clinic), known: found.intake.birthDate !== undefined }, 200)
      },
    )
    .openapi(
      openRoute('the link and the birth date are the key', {
        method: 'post',
        path: '/intake/enter',
        summary: 'Prove the birth date on this device and come in',
        request: { body: { ...json(wire.enterBody, 'The secret of the link and the birth date', { link: LINK, birthDate: '1980-02-29' }), required: true } },
        responses: { 200: json(wire.entered, 'This device may answer now') },
      }),
      async (c) => {
        if (!letsThrough(c)) return c.json(tooMany, 429)
        const { link, birthDate } = c.req.valid('json')
        const found = await behind(c, link)
        return found ? enter(c, found, birthDate) : c.json(over, 404)
      },
    )

  async function enter(c: Context<Env>, { secret: { clinic, hash }, id, intake }: Behind, birthDate: string) {
    const until = await parts.database.as(clinic, (tx) => lockedUntil(tx, clinic, hash))
    if (until)
      return c.json(
        { code: 'locked-out', message: `That was not right ${TRIES.row} times. You can try again in ${TRIES.minutes} minutes, or call your clinic.`, until },
        429,
      )
    const at = nowOf(c)
    const command = { clinic, id: uuid7(), by: patientActor(intake), via: viaOf(c), at }
    if (intake.birthDate === undefined || !(await parts.personOf(clinic, intake.patient))) {
      const known = { givenName: intake.givenName, familyName: intake.familyName, birthDate: intake.birthDate ?? birthDate }
      // A wrong date is refused below; nobody is registered with it.
      if (known.birthDate === birthDate) {
        const registered = await parts.register({ ...command, id: eventId(id, REGISTERS) }, intake.patient, known)
        if (registered.kind === 'reused-id') return c.json(otherDate, 422)
        if (registered.kind !== 'done') return refuse(c, registered)
      }
    }
    const device = makeSecret(clinic)
    const order = { type: 'enter' as const, data: { device: device.hash, birthDate } }
    const outcome = await parts.journal.execute({ ...command, stream: intakeStream(id), digest: order }, intakeModel, (state, now) => decide(state, order, now))
    if (outcome.kind !== 'done') {
      if (outcome.kind === 'refused' && outcome.because.some(({ code }) => code === 'wrong-birth-date')) await wrong(c, clinic, hash, id)
      return refuse(c, outcome)
    }
    const ref = `intake/${id}`
    const statement = {
      id: `${id}.birth-date`,
      fact: 'birth-date',
      value: birthDate,
      at: birthDate,
      source: { kind: 'patient' as const, by: command.by.name, ref },
    }
    if (parts.asks().facts.some((fact) => fact.id === 'birth-date' && fact.from.includes('patient')))
      await parts.state({ ...command, id: eventId(id, STATES) }, intake.patient, [statement])
    remember(c, parts, id, device.text)
    return c.json({ intake: id }, 200)
  }

  /** Counts it; whoever guesses on and on ends the link, and staff see why. */
  async function wrong(c: Context<Env>, clinic: string, hash: string, id: string): Promise<void> {
    const failures = await parts.database.as(clinic, (tx) => countTry(tx, clinic, hash))
    if (failures < TRIES.ever) return
    const order = { type: 'revoke-link' as const, data: { reason: `${failures} wrong birth dates were given` } }
    const command = { clinic, id: uuid7(), by: WAYMARK, via: {}, at: nowOf(c) }
    await parts.journal.execute({ ...command, stream: intakeStream(id), digest: order }, intakeModel, (state, now) => decide(state, order, now))
  }
}

const otherDate = { code: 'wrong-birth-date', message: 'Another birth date was given with this link before. Please call your clinic.' }
