import { QueryClient } from '@tanstack/react-query'
import type { Refusal } from '../ui/api.ts'

/** What the screens have asked. An answer of the server is final; only a server out of reach is asked again by itself. */
export const client = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5000,
      retry: (count, error) => (error as unknown as Refusal).status === 0 && count < 3,
      networkMode: 'always',
    },
  },
})
