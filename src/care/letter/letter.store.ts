import type { StreamRef } from '../../medicine/record.ts'
import type { Model } from '../../platform/journal/journal.ts'
import { evolve, fold, type Letters, NO_LETTERS } from './letter.ts'

/** All letters about one patient are one stream, by the patient's id. */
export const letterStream = (patient: string): StreamRef => ({ kind: 'letter', id: patient })
export const letterModel: Model<Letters> = { empty: NO_LETTERS, fold, evolve }
