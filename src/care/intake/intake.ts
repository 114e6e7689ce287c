/** What a patient answers on their own phone before they come, through a link. The only door for other capabilities. */

export { decide, over, usable } from './intake.decide.ts'
export { EMPTY, evolve, fold } from './intake.evolve.ts'
export type * from './intake.types.ts'
