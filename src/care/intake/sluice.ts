/** Lets so many through for each key within a span of time, and no more. In the memory of this node alone. */
export function sluice(most: number, ms: number, keys = 10_000): (key: string, now: number) => boolean {
  const seen = new Map<string, { readonly since: number; readonly count: number }>()
  return (key, now) => {
    const before = seen.get(key)
    const fresh = !before || now - before.since >= ms
    const entry = fresh ? { since: now, count: 1 } : { since: before.since, count: before.count + 1 }
    seen.delete(key)
    const oldest = seen.size >= keys ? seen.keys().next().value : undefined
    if (oldest !== undefined) seen.delete(oldest)
    seen.set(key, entry)
    return entry.count <= most
  }
}
