/** What the first run knows: whether this Waymark has a clinic yet, and whether a demonstration clinic stands beside it. */
export const SETUP = '/api/setup'
export type Setup = { readonly needed: boolean; readonly demo: boolean }
