/** The clinic's chairs as the devices page needs them. */
export type Chairs = readonly { readonly id: string; readonly name: string; readonly retired?: boolean }[]
