import { Button, Select } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { get, type Refusal } from '../../ui/api.ts'
import { useGet } from '../../ui/ask.ts'
import { Card } from '../../ui/Card.tsx'
import { Empty } from '../../ui/Empty.tsx'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import { Page } from '../../ui/Page.tsx'
import { Waiting } from '../../ui/Waiting.tsx'
import { AuditRows } from './AuditRows.tsx'
import { type AuditPage, acts } from './audit.ts'
import { NoticesCard } from './NoticesCard.tsx'
import './AuditScreen.css'

type Filter = { readonly staff: string | null; readonly act: string | null; readonly patient: string | null }
type People = { readonly people: readonly { readonly id: string; readonly name: string }[] }

/** Who did what, to which chart, newest first. Nobody can change or remove a line, the owner neither. */
export function AuditScreen({ to }: { readonly to?: string | undefined }) {
  const [filter, setFilter] = useState<Filter>({ staff: null, act: null, patient: to ?? null })
  const trail = useTrail(filter)
  const lines = trail.data?.pages.flatMap((page) => page.lines) ?? []
  return (
    <Page
      title="Audit trail"
      tab="Audit trail"
      says="Every reading of a chart, every change, every sign-in, and what was turned away. No line can be changed or removed."
    >
      <NoticesCard />
      <Filters filter={filter} onChange={setFilter} />
      <Card flush>
        <ErrorNote error={trail.error} again={() => void trail.refetch()} />
        {trail.isPending && <Waiting rows={8} height={56} />}
        {trail.data && lines.length === 0 && <Empty title="Nothing like this happened">Try fewer filters.</Empty>}
        <AuditRows lines={lines} onPatient={(patient) => setFilter({ ...filter, patient })} />
      </Card>
      {trail.hasNextPage && (
        <Button variant="default" loading={trail.isFetchingNextPage} onClick={() => void trail.fetchNextPage()}>
          Older lines
        </Button>
      )}
    </Page>
  )
}

const useTrail = (filter: Filter) =>
  useInfiniteQuery<AuditPage, Refusal, { pages: AuditPage[] }, (string | Filter)[], string | null>({
    queryKey: ['/api/audit', filter],
    initialPageParam: null,
    queryFn: async ({ pageParam }) => {
      const query = new URLSearchParams(Object.entries({ ...filter, after: pageParam }).flatMap(([name, value]) => (value ? [[name, value]] : [])))
      const answer = await get<AuditPage>(`/api/audit?${query}`)
      if (!answer.ok) throw answer.error
      return answer.value
    },
    getNextPageParam: (last) => last.next,
  })

function Filters({ filter, onChange }: { readonly filter: Filter; readonly onChange: (filter: Filter) => void }) {
  const staff = useGet<People>('/api/staff')
  const people = (staff.data?.people ?? []).map(({ id, name }) => ({ value: id, label: name }))
  return (
    <div className="wm-filters wm-screen-only">
      <Select
        label="Who"
        placeholder="Everybody"
        clearable
        searchable
        data={people}
        value={filter.staff}
        onChange={(value) => onChange({ ...filter, staff: value })}
      />
      <Select label="What" placeholder="Everything" clearable data={acts} value={filter.act} onChange={(value) => onChange({ ...filter, act: value })} />
      {filter.patient && (
        <p className="wm-filter-of">
          Only what concerns <Link to={`/patients/${filter.patient}`}>this patient</Link>.{' '}
          <button type="button" className="wm-link" onClick={() => onChange({ ...filter, patient: null })}>
            Show all
          </button>
        </p>
      )}
    </div>
  )
}
