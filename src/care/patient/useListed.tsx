import { type InfiniteData, useQueryClient } from '@tanstack/react-query'
import type { PatientPage, PatientSummary } from './answers.ts'

/** A patient as the list showed them a moment ago: what somebody knows who finds patients but reads no charts. */
export function useListed(id: string): PatientSummary | undefined {
  const client = useQueryClient()
  return client
    .getQueriesData<InfiniteData<PatientPage>>({ queryKey: ['/api/patients'] })
    .flatMap(([, data]) => data?.pages.flatMap(({ patients }) => patients) ?? [])
    .find((patient) => patient.id === id)
}
