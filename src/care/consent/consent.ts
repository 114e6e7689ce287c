/** What a patient agreed to: forms as documents, read and signed on the screen, in force until something changes. The only door for other capabilities. */

export { decide, helpersToSign, openQuestions, unreadSections } from './consent.decide.ts'
export { EMPTY, evolve, fold } from './consent.evolve.ts'
export type * from './consent.types.ts'
export { type Held, rangeWords, type Standing, type Stands, standing, standings, type Wanted } from './standing.ts'
export { coverage, readingLevels } from './template.check.ts'
export { filledSections, fillObjections } from './template.fill.ts'
export type * from './template.types.ts'
