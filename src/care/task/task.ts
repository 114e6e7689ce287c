/** What somebody has to do: for whom, by when, why, and what came of it. The only door for other capabilities. */

export { type Around, decide } from './task.decide.ts'
export { escalation, inOrder, isMine, overdue } from './task.derived.ts'
export { EMPTY, evolve, fold } from './task.evolve.ts'
export type * from './task.types.ts'
