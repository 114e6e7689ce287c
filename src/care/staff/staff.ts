/**
 * The people and tokens of a clinic and what they may do; the only door for other capabilities. Facts and state are in
 * `staff.types.ts`, the rights table in `rights.ts`.
 */

export type { Issued, TokenRow, Tokens } from './answers.ts'
export * from './rights.ts'
export { decide } from './staff.decide.ts'
export { EMPTY, evolve, USUAL_RULES } from './staff.evolve.ts'
export type * from './staff.types.ts'
