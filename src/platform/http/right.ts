/**
 * The rights this house knows. The platform has none of its own: the staff room puts its table in here (declaration
 * merging in `care/staff/staff.routes.ts`), so that a misspelt right in any route is a type error.
 * @public
 */
// biome-ignore lint/suspicious/noEmptyInterface: it is filled from the staff room
export interface Rights {}
export type Right = [keyof Rights] extends [never] ? string : Extract<keyof Rights, string>
