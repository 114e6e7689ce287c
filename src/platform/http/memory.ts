/** Answers kept for a short while, each under a key. */
export type Memory<V> = {
  /** The kept answer, or a fetched one. Whoever asks while it is being fetched waits for the same one. */
  of(key: string, fetch: () => Promise<V>): Promise<V>
  put(key: string, value: V): void
  /** What is being fetched at this moment is forgotten too: it may have been read before the change. */
  forget(which: (key: string) => boolean): void
}

const MOST = 20_000

export function memory<V>(ms: number, now: () => Date, most = MOST): Memory<V> {
  const kept = new Map<string, { readonly answer: Promise<V>; readonly until: number }>()
  const keep = (key: string, answer: Promise<V>): Promise<V> => {
    const oldest = kept.size >= most ? kept.keys().next().value : undefined
    if (oldest !== undefined) kept.delete(oldest)
    // Deleted first, so that the newest stand at the end.
    kept.delete(key)
    kept.set(key, { answer, until: now().getTime() + ms })
    return answer
  }
  return {
    of(key, fetch) {
      const before = kept.get(key)
      if (before && before.until > now().getTime()) return before.answer
      const answer = keep(key, fetch())
      // A fault is nobody's answer.
      answer.catch(() => kept.get(key)?.answer === answer && kept.delete(key))
      return answer
    },
    put: (key, value) => void keep(key, Promise.resolve(value)),
    forget(which) {
      for (const key of kept.keys()) if (which(key)) kept.delete(key)
    },
  }
}
