import type { StreamRef } from '../../medicine/record.ts'
import type { Tx } from '../../platform/db/database.ts'
import type { Journal, Model } from '../../platform/journal/journal.ts'
import type { Projection } from '../../platform/journal/projection.ts'
import { type Consent, type ConsentRecorded, EMPTY, evolve, type Fill, fold, type Held, type Written } from './consent.ts'

type ConsentRow = {
  readonly clinic: string
  readonly consent: string
  readonly patient: string
  readonly form: string
  readonly version: string
  readonly status: Written['status']
  readonly prepared_at: string
  readonly same: Fill
}
declare module '../../platform/db/tables.ts' {
  interface Tables {
    consent_list: ConsentRow
  }
}

export const consentStream = (id: string): StreamRef => ({ kind: 'consent', id })
export const consentModel: Model<Consent> = { empty: EMPTY, fold, evolve }

/** What changes a row; reading and asking do not. */
const TELLS = new Set<ConsentRecorded['type']>(['consent-prepared', 'patient-signed', 'clinician-signed', 'consent-withdrawn', 'consent-set-aside'])

/** Which consents a patient has, and what the clinic filled in last that is the same for everybody. */
export const consentProjection: Projection = {
  name: 'consents',
  streams: ['consent'],
  tables: ['consent_list'],
  async apply(tx, clinic, { id }, facts, state) {
    if ((facts as readonly ConsentRecorded[]).some(({ type }) => TELLS.has(type))) await put(tx, clinic, id, state as Written)
  },
}

async function put(tx: Tx, clinic: string, consent: string, { patient, form, status, prepared, template, fill }: Written): Promise<void> {
  const same = Object.fromEntries(template.slots.flatMap(({ id, of }) => (of === 'clinic' && fill[id] !== undefined ? [[id, fill[id]]] : [])))
  const row = { clinic, consent, patient, form: form.id, version: form.version, status, prepared_at: prepared.at, same: JSON.stringify(same) as never }
  await tx
    .insertInto('consent_list')
    .values(row)
    .onConflict((of) => of.columns(['clinic', 'consent']).doUpdateSet({ status }))
    .execute()
}

/** The consents of a patient, newest first. */
export async function consentsOf(tx: Tx, journal: Pick<Journal, 'states'>, clinic: string, patient: string): Promise<Held[]> {
  const rows = await tx
    .selectFrom('consent_list')
    .select('consent')
    .where('clinic', '=', clinic)
    .where('patient', '=', patient)
    .orderBy('prepared_at', 'desc')
    .orderBy('consent', 'desc')
    .execute()
  const ids = rows.map(({ consent }) => consent)
  const states = await journal.states(clinic, 'consent', ids, consentModel)
  return ids.flatMap((id) => {
    const consent = states.get(id)
    return consent ? [{ id, consent }] : []
  })
}

/** What the clinic filled in last for each form, of what is the same for everybody. */
export async function lastFilled(tx: Tx, clinic: string): Promise<ReadonlyMap<string, Fill>> {
  const rows = await tx.sql<{ form: string; same: Fill }>`
    select distinct on (form) form, same from consent_list where clinic = ${clinic} order by form, prepared_at desc, consent desc`
  return new Map(rows.map(({ form, same }) => [form, same]))
}

/** Whom consents are about: the audit trail names people with it. */
export async function patientsOfConsents(tx: Tx, consents: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (consents.length === 0) return new Map()
  const rows = await tx.selectFrom('consent_list').select(['consent', 'patient']).where('consent', 'in', consents).execute()
  return new Map(rows.map(({ consent, patient }) => [consent, patient]))
}
