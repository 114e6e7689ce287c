/** A fault that a person can mend. Its message says how; it is printed alone, without a stack. */
export class NeedsHelp extends Error {
  override readonly name = 'NeedsHelp'
}
