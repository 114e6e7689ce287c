/**
 * The monitored session, the only door for other capabilities: what can be true of it (`session.types.ts`), what it
 * looks like now (`session.state.ts`), what may be done (`decide`) and what follows (`due`, `gates`, `alerts`,
 * `readiness`, `totals`). All of it pure: the moment and new ids are arguments.
 */

export { type BoardRow, boardRow } from './board.ts'
export { type DueAt, due, dueTimes } from './due.ts'
export { EMPTY, evolve, fold } from './evolve.ts'
export type * from './session.state.ts'
export type * from './session.types.ts'
export { phase } from './status.ts'
export { totals } from './totals.ts'
