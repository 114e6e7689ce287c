import { AsyncLocalStorage } from 'node:async_hooks'

/**
 * How many transactions the running code stands in. Who holds a connection and needs a second one takes it from the next
 * pool, never from the same: otherwise enough requests at once would each hold one and wait for another, for ever.
 */
type Held = { open: boolean }
const held = new AsyncLocalStorage<readonly Held[]>()

export const depth = (): number => stillOpen().length

export async function holding<T>(work: () => Promise<T>): Promise<T> {
  const outer = stillOpen()
  const mine: Held = { open: true }
  try {
    return await held.run([...outer, mine], work)
  } finally {
    mine.open = false
  }
}

/** A timer set in a transaction outlives it; what it does later stands in none. */
const stillOpen = (): readonly Held[] => held.getStore()?.filter(({ open }) => open) ?? []
