/** Letters about a decision: what they say, to whom, and which were sent. The only door for other capabilities. */

export { decide, evolve, fold, gradeOf, NO_LETTERS } from './letter.decide.ts'
export type * from './letter.types.ts'
export { HOW } from './letter.types.ts'
export { letterOf } from './letter.words.ts'
