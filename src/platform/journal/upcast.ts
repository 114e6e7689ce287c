/**
 * Old facts stay readable. When the data of a fact type changes shape, its entry gains one step: the first step brings
 * version 1 to version 2, the second 2 to 3. What is stored is never touched; a fact takes today's shape as it is read.
 */
export type Upcasters = Readonly<Record<string, readonly ((data: never) => unknown)[]>>

/** The version new facts of this type are written in. */
export const currentVersion = (steps: Upcasters, type: string): number => stepsOf(steps, type).length + 1

export function upcast(steps: Upcasters, type: string, version: number, data: unknown): unknown {
  const current = currentVersion(steps, type)
  // A newer Waymark on another node wrote it; reading it with old eyes would misread it.
  if (version > current) throw new Error(`${type} is stored in version ${version}, newer than this Waymark knows (${current})`)
  return stepsOf(steps, type)
    .slice(version - 1)
    .reduce((older, step) => step(older as never), data)
}

const stepsOf = (steps: Upcasters, type: string) => (Object.hasOwn(steps, type) ? (steps[type] ?? []) : [])
