import type { Catalogue, CodeBook, Rule } from './types.ts'

/** Where in a document, as keys and positions, and what is wrong there. */
export type Path = readonly (string | number)[]
export type Problem = { readonly path: Path; readonly message: string }

/** What a rule may lean on: facts, code books, and the tags that are listed as sources. */
export type Known = { readonly catalogue: Catalogue; readonly codes: CodeBook; readonly sources: ReadonlySet<string> }
/** A rule and where it stands in its document. */
export type Placed = { readonly rule: Rule; readonly path: Path }
