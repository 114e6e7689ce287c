import type { StreamRef } from '../../medicine/record.ts'
import type { Database, Tx } from '../../platform/db/database.ts'
import type { Model } from '../../platform/journal/journal.ts'
import type { Projection } from '../../platform/journal/projection.ts'
import { type Clinic, type ClinicRecorded, EMPTY, evolve, type Founded, fold } from './clinic.ts'

declare module '../../platform/db/tables.ts' {
  interface Tables {
    clinic: { id: string; name: string; zone: string; demo: boolean }
    chair: { clinic: string; id: string; name: string; retired: boolean; place: number }
  }
}

export const clinicStream = (clinic: string): StreamRef => ({ kind: 'clinic', id: clinic })
export const clinicModel: Model<Clinic> = { empty: EMPTY, fold, evolve }

/** The clinic's row says that it exists and stays through a rebuild; its name and zone follow the facts. */
export const clinicProjection: Projection = {
  name: 'clinic',
  streams: ['clinic'],
  tables: ['chair'],
  async apply(tx, clinic, stream, facts, state) {
    // The clinic's devices are a stream of the same kind, of which nothing is listed here.
    if (stream.id !== clinic) return
    const founded = state as Founded
    const types = new Set((facts as readonly ClinicRecorded[]).map(({ type }) => type))
    if (types.has('clinic-founded') || types.has('clinic-renamed') || types.has('zone-changed')) await putClinic(tx, clinic, founded)
    if ([...types].some((type) => type.startsWith('chair-'))) await putChairs(tx, clinic, founded)
  },
}

async function putClinic(tx: Tx, id: string, { name, zone, demo }: Founded): Promise<void> {
  await tx
    .insertInto('clinic')
    .values({ id, name, zone, demo })
    .onConflict((of) => of.column('id').doUpdateSet({ name, zone }))
    .execute()
}

async function putChairs(tx: Tx, clinic: string, { chairs }: Founded): Promise<void> {
  for (const [place, { id, name, retired }] of chairs.entries()) {
    const row = { clinic, id, name, retired: retired !== undefined, place }
    await tx
      .insertInto('chair')
      .values(row)
      .onConflict((of) => of.columns(['clinic', 'id']).doUpdateSet(row))
      .execute()
  }
}

export type ClinicRow = { readonly id: string; readonly name: string; readonly zone: string; readonly demo: boolean }
export type ChairRow = { readonly id: string; readonly name: string; readonly retired: boolean }

/** The clinic of this transaction. */
export const clinicOf = (tx: Tx): Promise<ClinicRow | undefined> => tx.selectFrom('clinic').select(['id', 'name', 'zone', 'demo']).executeTakeFirst()

/** In the order they were added; those out of use too, for sessions of the past were in them. */
export const chairsOf = (tx: Tx): Promise<ChairRow[]> => tx.selectFrom('chair').select(['id', 'name', 'retired']).orderBy('place').execute()

/** Every clinic of this installation, oldest first. */
export const clinics = (database: Database): Promise<ClinicRow[]> =>
  database.acrossClinics((tx) => tx.sql<ClinicRow>`select id, name, zone, demo from clinic order by created_at, id`)
