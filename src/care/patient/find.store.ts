import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../../platform/db/database.ts'
import type { PatientRow } from './patient.store.ts'
import type { Sex } from './patient.ts'
import { wordsAsked } from './search.ts'

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
/** A word that more patients than this have is common: it is quicker to walk the list and look at each. */
const COMMON = 4_000

/**
 * Those whose words begin with all the words asked, by name, fifty at a time, after the patient `after`.
 * It starts from the rarest word, which is looked up here and not left to the planner's guess: with a wrong guess one
 * keystroke among 100,000 patients took seconds.
 */
export async function patientPage(tx: Tx, clinic: string, text: string, after?: string): Promise<{ patients: Listed[]; next: string | null }> {
  const { rarest, others } = await rarestFirst(tx, clinic, wordsAsked(text))
  const further = after ? sql`and (p.sort, p.id) > (select sort, id from patient_list where clinic = ${clinic} and id = ${after})` : sql``
  const checks = others.map((word) => sql` and strpos(p.words, ${` ${word}`}) > 0`)
  const wanted = sql`p.clinic = ${clinic} ${further} ${sql.join(checks, sql``)} order by p.sort, p.id limit ${PAGE + 1}`
  const rows = rarest
    ? await tx.sql<PatientRow>`with found as materialized (${having(clinic, rarest)}) select p.* from found join patient_list as p on p.id = found.id where ${wanted}`
    : await tx.sql<PatientRow>`select p.* from patient_list as p where ${wanted}`
  return { patients: rows.slice(0, PAGE).map(listed), next: rows.length > PAGE ? (rows[PAGE - 1]?.id ?? null) : null }
}

const having = (clinic: string, word: string) => sql`select distinct patient as id from patient_word where clinic = ${clinic} and ${beginsWith(word)}`

/** A range instead of LIKE: behind row-level security only comparisons that cannot leak a row may use an index. */
const beginsWith = (word: string): RawBuilder<unknown> => sql`word >= ${word} and word < ${`${word}\u{10FFFF}`}`

async function rarestFirst(tx: Tx, clinic: string, words: readonly string[]): Promise<{ rarest: string | null; others: readonly string[] }> {
  if (words.length === 0) return { rarest: null, others: [] }
  const counts = words.map(
    (word) => sql`(select count(*) from (select from patient_word where clinic = ${clinic} and ${beginsWith(word)} limit ${COMMON}) as found)`,
  )
  const [row] = await tx.sql<{ found: number[] }>`select array[${sql.join(counts)}]::int[] as found`
  const [fewest] = words.map((word, i) => ({ word, found: row?.found[i] ?? 0 })).sort((a, b) => a.found - b.found)
  const rarest = fewest && fewest.found < COMMON ? fewest.word : null
  return { rarest, others: words.filter((word) => word !== rarest) }
}

const listed = (row: PatientRow): Listed => ({
  id: row.id,
  givenName: row.given_name,
  familyName: row.family_name,
  birthDate: row.birth_date,
  sex: row.sex,
  ...(row.mrn ? { mrn: row.mrn } : {}),
  ...(row.restricted_to ? { restricted: true } : {}),
})
