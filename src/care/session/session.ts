/**
 * The monitored session, the only door for other capabilities: what can be true of it (`session.types.ts`), what it
 * looks like now (`session.state.ts`), what may be done (`decide`) and what follows (`due`, `gates`, `alerts`,
 * `readiness`, `totals`). All of it pure: the moment and who asks are arguments.
 */

export { alertNames } from './alert.names.ts'
export { rulesOf } from './alert.rules.ts'
export { type OpenAlert, openAlerts } from './alerts.ts'
export { type BoardRow, boardRow } from './board.ts'
export { CORRECTABLE } from './correctable.ts'
export { decide } from './decide.ts'
export { due, dueTimes } from './due.ts'
export { EMPTY, evolve, fold } from './evolve.ts'
export { gates } from './gates.ts'
export { openLooks } from './looks.ts'
export { COMMANDS, options } from './options.ts'
export { readiness } from './readiness.ts'
export type * from './session.state.ts'
export type * from './session.types.ts'
export { phase, startedAt, stoppedAt } from './status.ts'
export { totals } from './totals.ts'
