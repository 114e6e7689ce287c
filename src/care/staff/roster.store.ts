import type { Actor, Via } from '../../medicine/record.ts'
import type { Instant } from '../../medicine/time.ts'
import type { Journal } from '../../platform/journal/journal.ts'
import { decide } from './staff.decide.ts'
import { ROSTER, staffModel } from './staff.store.ts'
import type { StaffOrder } from './staff.types.ts'

export type RosterCommand = { readonly clinic: string; readonly id: string; readonly at: Instant; readonly by: Actor; readonly via: Via }

/** Carries one order out on the clinic's roster. `digest` is what makes two commands with one id the same, where the order itself is not it. */
export const onRoster = (journal: Journal, command: RosterCommand, order: StaffOrder, digest: unknown = order) =>
  journal.execute({ ...command, stream: ROSTER, digest }, staffModel, (roster, now) => decide(roster, order, now))
