import { createHash, randomBytes } from 'node:crypto'
import type { StreamRef } from '../../medicine/record.ts'
import type { Questionnaire } from '../../medicine/scales/questionnaire.ts'
import type { Instant } from '../../medicine/time.ts'
import type { Tx } from '../../platform/db/database.ts'
import type { Journal, Model } from '../../platform/journal/journal.ts'
import type { Projection } from '../../platform/journal/projection.ts'
import { EMPTY, evolve, fold, type Intake, type IntakeRecorded, type OpenIntake } from './intake.ts'

export type IntakeRow = {
  readonly clinic: string
  readonly id: string
  readonly patient: string
  readonly given_name: string
  readonly family_name: string
  readonly status: 'open' | 'finished'
  readonly opened_at: Instant
  readonly opened_by: string
  readonly link_until: Instant
  readonly link_ended: boolean
  readonly last_at: Instant | null
  readonly finished_at: Instant | null
  readonly answered: number
}
declare module '../../platform/db/tables.ts' {
  interface Tables {
    intake_list: IntakeRow
    intake_link: { clinic: string; hash: string; intake: string }
    intake_tries: { clinic: string; hash: string; failures: number; locked_until: Instant | null; last_at: Instant }
  }
}

export const intakeStream = (id: string): StreamRef => ({ kind: 'intake', id })
export const intakeModel: Model<Intake> = { empty: EMPTY, fold, evolve }
export const intakeOf = async (journal: Journal, clinic: string, id: string): Promise<Intake> =>
  (await journal.states(clinic, 'intake', [id], intakeModel)).get(id) ?? EMPTY

/** Where clinics put their own copies of instruments whose text does not come along. */
export const INSTRUMENTS = intakeStream('instruments')
export type Filled = { readonly questionnaire: Questionnaire; readonly by: string; readonly at: Instant }
export async function filledOf(journal: Journal, clinic: string): Promise<ReadonlyMap<string, Filled>> {
  const facts = (await journal.read(clinic, INSTRUMENTS)) as unknown as IntakeRecorded[]
  return new Map(
    facts.flatMap((fact) =>
      fact.type === 'instrument-filled' ? [[fact.data.instrument, { questionnaire: fact.data.questionnaire, by: fact.by.name, at: fact.at }] as const] : [],
    ),
  )
}

export const intakeProjection: Projection = {
  name: 'intake list',
  streams: ['intake'],
  tables: ['intake_list', 'intake_link'],
  async apply(tx, clinic, { id }, facts, state) {
    const intake = state as Intake
    if (intake.status === 'none') return
    await putIntake(tx, clinic, id, intake)
    if ((facts as readonly IntakeRecorded[]).some(({ type }) => type === 'link-made' || type === 'link-revoked')) await putLink(tx, clinic, id, intake)
  },
}

async function putIntake(tx: Tx, clinic: string, id: string, intake: OpenIntake): Promise<void> {
  const row: IntakeRow = {
    clinic,
    id,
    patient: intake.patient,
    given_name: intake.givenName,
    family_name: intake.familyName,
    status: intake.status,
    opened_at: intake.openedAt,
    opened_by: intake.openedBy,
    link_until: intake.link.until,
    link_ended: intake.link.revoked !== undefined,
    last_at: intake.lastAt ?? null,
    finished_at: intake.finishedAt ?? null,
    answered: Object.keys(intake.answers).length,
  }
  await tx
    .insertInto('intake_list')
    .values(row)
    .onConflict((of) => of.columns(['clinic', 'id']).doUpdateSet(row))
    .execute()
}

async function putLink(tx: Tx, clinic: string, intake: string, { link }: OpenIntake): Promise<void> {
  await tx.deleteFrom('intake_link').where('clinic', '=', clinic).where('intake', '=', intake).execute()
  if (link.revoked === undefined) await tx.insertInto('intake_link').values({ clinic, hash: link.hash, intake }).execute()
}

const MOST = 200
/** Newest first; all of the clinic, or of one patient. */
export async function intakesListed(tx: Tx, clinic: string, patient?: string): Promise<IntakeRow[]> {
  const all = tx.selectFrom('intake_list').selectAll().where('clinic', '=', clinic).orderBy('opened_at', 'desc').orderBy('id').limit(MOST)
  return (patient ? all.where('patient', '=', patient) : all).execute()
}

export async function intakeBehind(tx: Tx, clinic: string, hash: string): Promise<string | null> {
  const row = await tx.selectFrom('intake_link').select('intake').where('clinic', '=', clinic).where('hash', '=', hash).executeTakeFirst()
  return row?.intake ?? null
}

// ---- secrets -------------------------------------------------------------------------------------------------------

/**
 * A link and a cookie name their clinic, so that already the first look is one clinic's own, behind row-level security:
 * 16 bytes of clinic, 32 bytes of chance, as base64url.
 */
export type Secret = { readonly clinic: string; readonly hash: string }

export function makeSecret(clinic: string): { readonly text: string; readonly hash: string } {
  const chance = randomBytes(32)
  return { text: Buffer.concat([Buffer.from(clinic.replaceAll('-', ''), 'hex'), chance]).toString('base64url'), hash: hashOf(chance) }
}

/** Null: nothing that was ever made here. */
export function readSecret(text: string): Secret | null {
  const bytes = Buffer.from(text, 'base64url')
  if (bytes.length !== 48 || bytes.toString('base64url') !== text) return null
  const hex = bytes.subarray(0, 16).toString('hex')
  const clinic = `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
  return { clinic, hash: hashOf(bytes.subarray(16)) }
}

const hashOf = (chance: Buffer): string => createHash('sha256').update(chance).digest('hex')

// ---- wrong birth dates ---------------------------------------------------------------------------------------------

/** So many in a row close the link for so long; so many in all end it for good. */
export const TRIES = { row: 5, minutes: 15, ever: 10 }

export async function lockedUntil(tx: Tx, clinic: string, hash: string): Promise<Instant | null> {
  const [row] = await tx.sql<{ until: Instant }>`
    select locked_until as until from intake_tries where clinic = ${clinic} and hash = ${hash} and locked_until > now()`
  return row?.until ?? null
}

/** Counts one; answers how many there were at this link. */
export async function countTry(tx: Tx, clinic: string, hash: string): Promise<number> {
  const [row] = await tx.sql<{ failures: number }>`
    insert into intake_tries as t (clinic, hash, failures, last_at) values (${clinic}, ${hash}, 1, now())
    on conflict (clinic, hash) do update set failures = t.failures + 1, last_at = now(),
      locked_until = case when (t.failures + 1) % ${TRIES.row} = 0 then now() + make_interval(mins => ${TRIES.minutes}) end
    returning failures`
  return row?.failures ?? 1
}
