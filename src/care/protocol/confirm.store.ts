import type { StreamRef } from '../../medicine/record.ts'
import type { Journal, Model } from '../../platform/journal/journal.ts'
import { type Confirmations, type ConfirmRecorded, evolveConfirmations, foldConfirmations, NONE_CONFIRMED } from './confirm.ts'

/** What a clinic's people have confirmed of one protocol is a stream of that clinic, whatever version is in force. */
export const protocolStream = (id: string): StreamRef => ({ kind: 'protocol', id })
export const confirmationsModel: Model<Confirmations> = { empty: NONE_CONFIRMED, fold: foldConfirmations, evolve: evolveConfirmations }

export const confirmationsOf = async (journal: Journal, clinic: string, id: string): Promise<Confirmations> =>
  foldConfirmations((await journal.read(clinic, protocolStream(id))) as ConfirmRecorded[])
