export type Opened = {
  readonly version: string
  readonly address: string
  readonly database: { readonly version: string; readonly where: string; readonly applied: readonly string[] }
  readonly mllpPort?: number
  readonly demo: boolean
  /** Milliseconds from the start of the process. */
  readonly took: number
}

/** What is printed when the doors are open. */
export function banner({ version, address, database, mllpPort, demo, took }: Opened): string {
  const lines = [
    `Waymark ${version} is open at ${address}`,
    ...(demo ? ['The demonstration clinic: nobody in it is real'] : []),
    `  database   PostgreSQL ${database.version} in ${database.where}`,
    ...(database.applied.length > 0 ? [`  migrated   ${database.applied.join(', ')}`] : []),
    ...(mllpPort ? [`  monitors   HL7 over MLLP on port ${mllpPort}`] : []),
    `  started    in ${(took / 1000).toFixed(1)} s; stop with Ctrl-C`,
  ]
  return lines.join('\n')
}
