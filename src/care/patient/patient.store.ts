import { sql } from 'kysely'
import type { StreamRef } from '../../medicine/record.ts'
import type { Tx } from '../../platform/db/database.ts'
import type { Model } from '../../platform/journal/journal.ts'
import type { Projection } from '../../platform/journal/projection.ts'
import { type Demographics, EMPTY, evolve, fold, type Patient, type PatientRecorded, type Registered, type Sex } from './patient.ts'
import { sortKey, wordsOf } from './search.ts'

export type PatientRow = {
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
  /** What the patient is found by, a space before each word. */
  readonly words: string
}
declare module '../../platform/db/tables.ts' {
  interface Tables {
    patient_list: PatientRow
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
  const row: PatientRow = {
    clinic,
    id,
    given_name: patient.givenName,
    family_name: patient.familyName,
    birth_date: patient.birthDate,
    sex: patient.sex,
    mrn: patient.mrn ?? null,
    restricted_to: patient.restrictedTo ? [...patient.restrictedTo] : null,
    sort: sortKey(patient),
    words: wordsOf(patient)
      .map((word) => ` ${word}`)
      .join(''),
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

/** Others who could be the same person, or bear the same record number. */
export async function alike(tx: Tx, clinic: string, demographics: Demographics, except: string): Promise<{ name: string; by: 'name' | 'number' }[]> {
  const found = tx.selectFrom('patient_list').selectAll().where('clinic', '=', clinic).where('id', '<>', except).limit(1)
  const sort = sortKey(demographics)
  const twin = /^\d{4}-\d{2}-\d{2}$/.test(demographics.birthDate)
    ? await found.where('sort', '=', sort).where(sql<string>`birth_date::text`, '=', demographics.birthDate).execute()
    : []
  const number = demographics.mrn?.trim()
  const bearer = number ? await found.where('mrn', '=', number).execute() : []
  const name = (row: PatientRow) => `${row.given_name} ${row.family_name}`
  return [...twin.map((row) => ({ name: name(row), by: 'name' as const })), ...bearer.map((row) => ({ name: name(row), by: 'number' as const }))]
}

/** For the chart door: to whom a chart is kept (null: the whole team); null when there is no such patient. */
export async function chartOf(tx: Tx, patient: string): Promise<{ readonly restrictedTo: readonly string[] | null } | null> {
  const row = await tx.selectFrom('patient_list').select('restricted_to').where('id', '=', patient).executeTakeFirst()
  return row ? { restrictedTo: row.restricted_to } : null
}

/** The charts that are kept to named people, and to whom. */
export async function keptCharts(tx: Tx): Promise<Map<string, readonly string[]>> {
  const rows = await tx.selectFrom('patient_list').select(['id', 'restricted_to']).where('restricted_to', 'is not', null).execute()
  return new Map(rows.map(({ id, restricted_to }) => [id, restricted_to ?? []]))
}

/** Name and birth date for many ids at once: the board, the audit trail. */
export async function patientsCalled(tx: Tx, ids: readonly string[]): Promise<Map<string, { readonly name: string; readonly birthDate: string }>> {
  if (ids.length === 0) return new Map()
  const rows = await tx.selectFrom('patient_list').select(['id', 'given_name', 'family_name', 'birth_date']).where('id', 'in', ids).execute()
  return new Map(rows.map((row) => [row.id, { name: `${row.given_name} ${row.family_name}`, birthDate: row.birth_date }]))
}
