import { z } from 'zod'

/**
 * What a backup holds, described in README.md beside this. `age -d FILE | tar xz` opens it without Waymark.
 * The header stands first, so that a file that cannot be used is refused before anything is touched.
 */
export const FORMAT = 1
export const HEADER = 'waymark-backup.json'
export const END = 'end.json'
export const FILES = 'files/'

/** Rows are kept as PostgreSQL's COPY writes them, in pieces of this size: memory stays flat however large a table is. */
export const PIECE = 1024 * 1024
/** No entry is larger; a longer one is no backup of ours. */
export const LARGEST = 64 * 1024 * 1024

const name = z.string().min(1).max(63)
const count = z.number().int().nonnegative()
const sha256 = z.string().regex(/^[0-9a-f]{64}$/)

const table = z.object({
  schema: name,
  name,
  columns: z.array(name).min(1),
  /** The order the rows are written in. */
  order: z.array(name).min(1),
  rows: count,
})
export type KeptTable = z.infer<typeof table>

export const header = z.object({
  format: z.number().int(),
  waymark: z.string(),
  takenAt: z.string(),
  postgres: z.string(),
  migrations: z.array(z.object({ name: z.string(), hash: sha256 })),
  clinics: z.array(z.object({ id: z.uuid(), name: z.string() })),
  /** In an order in which they can be filled: what is pointed at comes first. */
  tables: z.array(table),
  files: z.array(z.string()),
})
export type Header = z.infer<typeof header>

const counted = z.object({ rows: count, sha256 })
export const end = z.object({
  header: sha256,
  /** By `schema.table`: rows, and SHA-256 of the COPY text. */
  tables: z.record(z.string(), counted),
  files: z.record(z.string(), sha256),
})
export type End = z.infer<typeof end>
export type Counted = z.infer<typeof counted>

export const tableId = ({ schema, name }: Pick<KeptTable, 'schema' | 'name'>): string => `${schema}.${name}`
export const pieceName = (of: Pick<KeptTable, 'schema' | 'name'>, n: number): string => `tables/${tableId(of)}/${String(n).padStart(6, '0')}.copy`
/** The table a piece belongs to, or null. */
export const tableOfPiece = (entry: string): string | null => /^tables\/([^/]+)\/\d{6,}\.copy$/.exec(entry)?.[1] ?? null
