import { useQuery } from '@tanstack/react-query'
import { get, type Refusal } from '../../ui/api.ts'
import { useRefresh } from '../../ui/ask.ts'
import { useLive } from '../../ui/live.ts'
import type { CountAnswer } from './task.wire.ts'

const COUNT = '/api/tasks/count'
/** An escalation comes with time alone, so the number is asked for now and then too. */
const AGAIN_MS = 60_000

/** How many tasks wait for this person, for the rail. */
export function useTaskCount(asks: boolean): number {
  const refresh = useRefresh()
  const { data } = useQuery<CountAnswer, Refusal>({
    queryKey: [COUNT],
    queryFn: async () => {
      const answer = await get<CountAnswer>(COUNT, { passive: true })
      if (!answer.ok) throw answer.error
      return answer.value
    },
    enabled: asks,
    refetchInterval: AGAIN_MS,
    retry: false,
  })
  useLive({ stream: ({ kind }) => void (asks && kind === 'task' && refresh(COUNT)) })
  return asks ? (data?.mine ?? 0) : 0
}
