import { useGet, useRefresh } from '../../../ui/ask.ts'
import { useLive, useLiveState } from '../../../ui/live.ts'
import type { OpenConcern } from '../session.ts'

/**
 * Safety answers of this patient that wait for a clinician. Undefined while nobody can be asked: what was known before
 * the connection was lost says nothing of now, and the server decides when an entry reaches it.
 */
export function useConcerns(patient: string | undefined): readonly OpenConcern[] | undefined {
  const path = `/api/patients/${patient}/safety/open`
  const refresh = useRefresh()
  const { data, error } = useGet<{ readonly concerns: readonly OpenConcern[] }>(path, { enabled: patient !== undefined })
  const connected = useLiveState() === 'connected'
  useLive({
    stream: ({ kind, id }) => void (kind === 'safety' && id === patient && refresh(path)),
    catchUp: () => void refresh(path),
  })
  return connected && !error ? data?.concerns : undefined
}
