/**
 * Suicide safety: a positive answer is a concern that a clinician acknowledges by name and answers the same day. The only
 * door for other capabilities. What is positive, who is told when and what an answer may be is the clinic's document
 * (`protocols/safety.yaml`).
 */

export { type Around, decide } from './safety.decide.ts'
export { dueAt, escalation, isOpen, onCallAt, openConcern, overdue, readingOf, standsFor } from './safety.derived.ts'
export { EMPTY, evolve, fold } from './safety.evolve.ts'
export { latest } from './safety.said.ts'
export type * from './safety.types.ts'
