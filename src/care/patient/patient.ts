/** Who is treated here: the person, their allergies, who may read their chart. The only door for other capabilities. */

export { type Around, decide } from './patient.decide.ts'
export { EMPTY, evolve, fold } from './patient.evolve.ts'
export type * from './patient.types.ts'
