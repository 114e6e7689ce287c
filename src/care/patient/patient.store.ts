import { sql } from 'kysely'
import type { StreamRef } from '../../medicine/record.ts'
import type { Tx } from '../../platform/db/database.ts'
import type { Model } from '../../platform/journal/journal.ts'
import type { Projection } from '../../platform/journal/projection.ts'
import { type Demographics, EMPTY, evolve, fold, type Patient, type PatientRecorded, type Registered, type Sex } from './patient.ts'
import { sortKey, wordsAsked, wordsOf } from './search.ts'

type Row = {
  readonly clinic: string
  readonly id: string
  readonly given_name: string
  readonly family_name: string
  readonly birth_date: string
  readonly sex: Sex
  readonly mrn: string | null
  readonly restricted_to: string[] | null
  /** Family and given name in plain letters; the order of the list. */
  readonly sort: string
}
declare module '../../platform/db/tables.ts' {
  interface Tables {
    patient_list: Row
    patient_word: { clinic: string; patient: string; word: string }
  }
}

export const patientStream = (id: string): StreamRef => ({ kind: 'patient', id })
export const patientModel: Model<Patient> = { empty: EMPTY, fold, evolve }

const LISTED = new Set<PatientRecorded['type']>(['patient-registered', 'demographics-corrected', 'chart-restricted', 'chart-unrestricted'])
const RENAMED = new Set<PatientRecorded['type']>(['patient-registered', 'demographics-corrected'])

/** Who is listed and under which words they are found. Allergies are read from the chart, not from here. */
export const patientProjection: Projection = {
  name: 'patient list',
  streams: ['patient'],
  tables: ['patient_list', 'patient_word'],
  async apply(tx, clinic, { id }, facts, state) {
    const types = (facts as readonly PatientRecorded[]).map(({ type }) => type)
    if (types.some((type) => LISTED.has(type))) await putPatient(tx, clinic, id, state as Registered)
    if (types.some((type) => RENAMED.has(type))) await putWords(tx, clinic, id, state as Registered)
  },
}

async function putPatient(tx: Tx, clinic: string, id: string, patient: Registered): Promise<void> {
  const row: Row = {
    clinic,
    id,
    given_name: patient.givenName,
    family_name: patient.familyName,
    birth_date: patient.birthDate,
    sex: patient.sex,
    mrn: patient.mrn ?? null,
    restricted_to: patient.restrictedTo ? [...patient.restrictedTo] : null,
    sort: sortKey(patient),
  }
  await tx
    .insertInto('patient_list')
    .values(row)
    .onConflict((of) => of.columns(['clinic', 'id']).doUpdateSet(row))
    .execute()
}

async function putWords(tx: Tx, clinic: string, patient: string, demographics: Demographics): Promise<void> {
  await tx.deleteFrom('patient_word').where('clinic', '=', clinic).where('patient', '=', patient).execute()
  await tx.sql`insert into patient_word (clinic, patient, word) select ${clinic}, ${patient}, unnest(${wordsOf(demographics)}::text[])`
}

export type Listed = {
  readonly id: string
  readonly givenName: string
  readonly familyName: string
  readonly birthDate: string
  readonly sex: Sex
  readonly mrn?: string
  readonly restricted?: boolean
}

const PAGE = 50

/** Those whose words begin with all the words asked, by name, after the patient `after`. */
export async function patientPage(tx: Tx, clinic: string, text: string, after?: string): Promise<{ patients: Listed[]; next: string | null }> {
  let query = tx
    .selectFrom('patient_list as p')
    .selectAll('p')
    .where('p.clinic', '=', clinic)
    .orderBy('p.sort')
    .orderBy('p.id')
    .limit(PAGE + 1)
  for (const word of wordsAsked(text)) {
    // A range instead of LIKE: behind row-level security only comparisons that cannot leak a row may use an index.
    query = query.where(({ exists, selectFrom }) =>
      exists(
        selectFrom('patient_word as w')
          .select('w.patient')
          .whereRef('w.patient', '=', 'p.id')
          .where('w.clinic', '=', clinic)
          .where('w.word', '>=', word)
          .where('w.word', '<', `${word}\u{10FFFF}`),
      ),
    )
  }
  if (after) query = query.where(sql<boolean>`(p.sort, p.id) > (select sort, id from patient_list where clinic = ${clinic} and id = ${after})`)
  const rows = await query.execute()
  return { patients: rows.slice(0, PAGE).map(listed), next: rows.length > PAGE ? (rows[PAGE - 1]?.id ?? null) : null }
}

const listed = (row: Row): Listed => ({
  id: row.id,
  givenName: row.given_name,
  familyName: row.family_name,
  birthDate: row.birth_date,
  sex: row.sex,
  ...(row.mrn ? { mrn: row.mrn } : {}),
  ...(row.restricted_to ? { restricted: true } : {}),
})

/** Others who could be the same person, or bear the same record number. */
export async function alike(tx: Tx, clinic: string, demographics: Demographics, except: string): Promise<{ name: string; by: 'name' | 'number' }[]> {
  const found = tx.selectFrom('patient_list').selectAll().where('clinic', '=', clinic).where('id', '<>', except).limit(1)
  const sort = sortKey(demographics)
  const twin = /^\d{4}-\d{2}-\d{2}$/.test(demographics.birthDate)
    ? await found.where('sort', '=', sort).where(sql<string>`birth_date::text`, '=', demographics.birthDate).execute()
    : []
  const number = demographics.mrn?.trim()
  const bearer = number ? await found.where('mrn', '=', number).execute() : []
  const name = (row: Row) => `${row.given_name} ${row.family_name}`
  return [...twin.map((row) => ({ name: name(row), by: 'name' as const })), ...bearer.map((row) => ({ name: name(row), by: 'number' as const }))]
}

/** For the chart door: to whom a chart is kept (null: the whole team); null when there is no such patient. */
export async function chartOf(tx: Tx, patient: string): Promise<{ readonly restrictedTo: readonly string[] | null } | null> {
  const row = await tx.selectFrom('patient_list').select('restricted_to').where('id', '=', patient).executeTakeFirst()
  return row ? { restrictedTo: row.restricted_to } : null
}

/** Names for many ids at once: the board, the audit trail. */
export async function patientNames(tx: Tx, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await tx.selectFrom('patient_list').select(['id', 'given_name', 'family_name']).where('id', 'in', ids).execute()
  return new Map(rows.map((row) => [row.id, `${row.given_name} ${row.family_name}`]))
}
