import type { StreamRef } from '../../medicine/record.ts'
import type { Journal, Model } from '../../platform/journal/journal.ts'
import { evolve, type Facts, type FactsRecorded, fold, NOTHING_KNOWN } from './facts.ts'

export const factsStream = (patient: string): StreamRef => ({ kind: 'facts', id: patient })
export const factsModel: Model<Facts> = { empty: NOTHING_KNOWN, fold, evolve }

export const factsOf = async (journal: Journal, clinic: string, patient: string): Promise<Facts> =>
  fold((await journal.read(clinic, factsStream(patient))) as FactsRecorded[])
