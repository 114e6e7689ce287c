import type { Context } from 'hono'
import { type Instant, instant } from '../../medicine/time.ts'
import type { Database, Tx } from '../../platform/db/database.ts'
import { json } from '../../platform/http/answers.ts'
import type { Env } from '../../platform/http/env.ts'
import { routes } from '../../platform/http/http-app.ts'
import { memory } from '../../platform/http/memory.ts'
import { route } from '../../platform/http/route.ts'
import { type ChartAllergies, closedSheet, type DowntimeSheet, type Sitting, sheetOf } from './downtime.ts'
import { type DowntimePack, downtimeAnswer } from './downtime.wire.ts'
import type { SessionDesk } from './session.desk.store.ts'
import { type Boarded, board } from './session.store.ts'
import type { Live } from './session.ts'

export type DowntimeParts = {
  readonly desk: Pick<SessionDesk, 'states'>
  readonly database: Pick<Database, 'as'>
  readonly clinic: (tx: Tx) => Promise<DowntimePack['clinic'] | undefined>
  readonly chairs: (tx: Tx) => Promise<readonly { readonly id: string; readonly name: string }[]>
  readonly people: (tx: Tx, ids: readonly string[]) => Promise<ReadonlyMap<string, { readonly name: string; readonly birthDate: string }>>
  /** What the chart knows of allergies; the patient room knows. */
  readonly patient: (
    tx: Tx,
    clinic: string,
    id: string,
  ) => Promise<{ readonly allergies: ChartAllergies['substances']; readonly allergyStatus: ChartAllergies['status'] } | null>
  readonly now?: () => Instant
}

const getPack = route(
  { may: 'board.see', leaves: 'downtime.taken', quiet: true, through: 'journal' },
  {
    method: 'get',
    path: '/downtime',
    summary: 'The downtime pack: every running session as it has to stand on paper. Charts only for those who may read them',
    responses: { 200: json(downtimeAnswer, 'Everybody in a chair at this moment; a device keeps it for the hours when nothing can be asked') },
  },
)

/** A copy is taken each minute; the trail of who holds whose chart gets a line an hour. */
const LINE_EVERY_MS = 3_600_000
const IN_THE_CHAIR: ReadonlySet<string> = new Set(['arrived', 'ready', 'dosing', 'recovering'])

export const downtimeRoutes = (parts: DowntimeParts) => {
  const now = parts.now ?? (() => instant(Date.now()))
  const told = memory<true>(LINE_EVERY_MS, () => new Date(now()))
  return routes().openapi(getPack, async (c) => {
    const { clinic, person } = c.var
    const at = now()
    const { rows, ...about } = await parts.database.as(clinic, (tx) => gathered(parts, tx, clinic))
    const states = await parts.desk.states(
      clinic,
      rows.map(({ session }) => session),
    )
    const sheets: DowntimeSheet[] = []
    for (const row of rows) {
      const found = states.get(row.session)
      const who = found && sitting(found.state, row, about)
      if (!found || !who) continue
      const withheld = await withheldFrom(c, row.session)
      const allergies = about.allergies.get(row.patient) ?? UNKNOWN
      sheets.push(withheld ? closedSheet(found.state, who, withheld) : sheetOf(found.state, found.protocol, who, allergies, at))
      if (!withheld) await told.of(`${clinic}/${person.by.id}/${row.session}`, async () => note(c, row))
    }
    const by = { id: person.by.id, name: person.by.name }
    return c.json({ clinic: about.clinic, by, takenAt: at, serverTime: at, sheets }, 200)
  })
}

const UNKNOWN: ChartAllergies = { status: 'unknown', substances: [] }

async function gathered(parts: DowntimeParts, tx: Tx, clinic: string) {
  const rows = (await board(tx)).filter(({ status }) => IN_THE_CHAIR.has(status))
  const [about, chairs, people] = [await parts.clinic(tx), await parts.chairs(tx), await parts.people(tx, [...new Set(rows.map(({ patient }) => patient))])]
  const allergies = new Map<string, ChartAllergies>()
  for (const { patient } of rows) {
    const found = await parts.patient(tx, clinic, patient)
    if (found)
      allergies.set(patient, {
        status: found.allergyStatus,
        substances: found.allergies.map(({ substance, reaction }) => ({ substance, ...(reaction !== undefined && { reaction }) })),
      })
  }
  return { rows, clinic: { name: about?.name ?? '', zone: about?.zone ?? 'UTC', demo: about?.demo ?? false }, chairs, people, allergies }
}

function sitting({ chair }: Live, row: Boarded, { chairs, people }: Pick<Awaited<ReturnType<typeof gathered>>, 'chairs' | 'people'>): Sitting {
  const who = people.get(row.patient)
  return {
    session: row.session,
    chair: chairs.find(({ id }) => id === chair)?.name ?? chair,
    name: who?.name ?? null,
    birthDate: who?.birthDate ?? null,
  }
}

/** What a chart door says to this person for this session; the copy on a device is never more than they could open. */
async function withheldFrom(c: Context<Env>, session: string): Promise<'no-charts' | 'restricted' | null> {
  const { house, person } = c.var
  const answer = await house.chart(person, 'chart.read', { session })
  if (answer.kind === 'open') return person.rights.has('chart.read') || answer.by === 'grant' ? null : 'no-charts'
  return answer.kind === 'closed' && answer.code === 'chart-restricted' ? 'restricted' : 'no-charts'
}

function note(c: Context<Env>, { session, patient }: Boarded): true {
  const { house, person, requestId } = c.var
  const at = instant(house.now().getTime())
  house.audit.note({
    clinic: person.clinic,
    at,
    by: person.by,
    act: 'read',
    event: 'downtime.kept',
    right: 'chart.read',
    patient,
    session,
    requestId,
    outcome: 200,
  })
  return true
}
