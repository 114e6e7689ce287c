/** From what is known of a patient to a physician's signed decision. The only door for other capabilities. */

export { fold } from './decision.evolve.ts'
export * from './decision.types.ts'
export { type Standing, standing } from './standing.ts'
export { type Summary, summaryOf } from './summary.ts'
