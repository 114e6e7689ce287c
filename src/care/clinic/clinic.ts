/** The clinic itself: its name, its clock, its chairs. The only door for other capabilities. */

export { decide, isZone } from './clinic.decide.ts'
export { EMPTY, evolve, fold } from './clinic.evolve.ts'
export type * from './clinic.types.ts'
