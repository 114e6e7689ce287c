/** `open`; `leaving`: works as ever, but whoever asks is sent elsewhere; `closing`: nothing new is taken. */
export type Phase = 'open' | 'leaving' | 'closing'

export type Traffic = ReturnType<typeof openTraffic>

/** What is under way at the doors, and whether they are closing. */
export function openTraffic() {
  let phase: Phase = 'open'
  let underWay = 0
  let empty: (() => void) | undefined
  const leaving = new AbortController()
  return {
    get phase(): Phase {
      return phase
    },
    get underWay(): number {
      return underWay
    },
    /** Aborted when screens should look for another server. */
    leaving: leaving.signal,
    /** Somebody came in; answers how they go out again. */
    enter(): () => void {
      underWay += 1
      return () => {
        underWay -= 1
        if (underWay === 0) empty?.()
      }
    },
    /** Says "not ready" from now on and sends the live screens elsewhere. */
    leave(): void {
      if (phase === 'open') phase = 'leaving'
      leaving.abort()
    },
    /** Takes nothing new, and waits until what is under way is answered, at most so long. Answers how many were left. */
    async close(withinMs: number): Promise<number> {
      this.leave()
      phase = 'closing'
      if (underWay === 0) return 0
      const { promise, resolve } = Promise.withResolvers<void>()
      empty = resolve
      const timer = setTimeout(resolve, withinMs)
      await promise
      clearTimeout(timer)
      return underWay
    },
  }
}
