import { type QueryClient, queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useState } from 'react'
import { type Answer, get, type Refusal } from './api.ts'

/** What a path answers, kept and shared; the path is the key. A refusal arrives as `error`. */
export const asking = <T>(path: string) =>
  queryOptions<T, Refusal>({
    queryKey: [path],
    queryFn: async () => {
      const answer = await get<T>(path)
      if (!answer.ok) throw answer.error
      return answer.value
    },
  })

export const useGet = <T>(path: string, options: { readonly enabled?: boolean } = {}) => useQuery({ ...asking<T>(path), ...options })

/** Asks again for every path that begins so: after a command, or when the live channel names it. */
export const refresh = (client: QueryClient, ...starts: readonly string[]): Promise<void> =>
  client.invalidateQueries({ predicate: ({ queryKey }) => starts.some((start) => String(queryKey[0]).startsWith(start)) })

export function useRefresh(): (...starts: string[]) => Promise<void> {
  const client = useQueryClient()
  return useCallback((...starts: string[]) => refresh(client, ...starts), [client])
}

/** One act at a time: `busy` while it runs, `error` when it was refused. The act itself answers with a value or null. */
export function useAct(): { busy: boolean; error: Refusal | null; clear(): void; act<T>(work: () => Promise<Answer<T>>): Promise<T | null> } {
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<Refusal | null>(null)
  const act = useCallback(async <T>(work: () => Promise<Answer<T>>): Promise<T | null> => {
    setBusy(true)
    setError(null)
    const answer = await work()
    setBusy(false)
    if (answer.ok) return answer.value
    setError(answer.error)
    return null
  }, [])
  return { busy, error, clear: useCallback(() => setError(null), []), act }
}
