import { Button, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconSearch, IconUserPlus } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { get, type Refusal } from '../../ui/api.ts'
import { Card } from '../../ui/Card.tsx'
import { useNow } from '../../ui/clock.ts'
import { Empty } from '../../ui/Empty.tsx'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import { KeyHint } from '../../ui/KeyHint.tsx'
import { useMay, useZone } from '../../ui/me.ts'
import { Page } from '../../ui/Page.tsx'
import { Rows } from '../../ui/Rows.tsx'
import { Waiting } from '../../ui/Waiting.tsx'
import type { PatientPage } from './answers.ts'
import { PatientRow } from './PatientRow.tsx'

/** Everybody of the clinic, found as one types: name, number or birth date. */
export function PatientsScreen() {
  const [words, setWords] = useState('')
  const [asked] = useDebouncedValue(words.trim(), 150)
  const found = usePatients(asked)
  const may = useMay()
  const rows = found.data?.pages.flatMap((page) => page.patients) ?? []
  return (
    <Page title="Patients" tab="Patients" acts={may('patient.register') && <Register />}>
      <Search words={words} onChange={setWords} />
      <Card flush>
        {found.isPending && <Waiting rows={6} />}
        <ErrorNote error={found.error} again={() => void found.refetch()} />
        {found.data && rows.length === 0 && <Nobody asked={asked} register={may('patient.register')} />}
        {rows.length > 0 && <Found rows={rows} />}
      </Card>
      {found.hasNextPage && (
        <Button variant="default" loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
          More patients
        </Button>
      )}
      <p role="status" className="wm-soft wm-small">
        {asked && found.data ? `${rows.length}${found.hasNextPage ? ' or more' : ''} found` : ''}
      </p>
    </Page>
  )
}

const usePatients = (q: string) =>
  useInfiniteQuery<PatientPage, Refusal, { pages: PatientPage[] }, string[], string | null>({
    queryKey: ['/api/patients', q],
    initialPageParam: null,
    queryFn: async ({ pageParam }) => {
      const query = new URLSearchParams({ ...(q ? { q } : {}), ...(pageParam ? { after: pageParam } : {}) })
      const answer = await get<PatientPage>(`/api/patients?${query}`)
      if (!answer.ok) throw answer.error
      return answer.value
    },
    getNextPageParam: (last) => last.next ?? null,
    // The rows of the last question stay until the next answer is there: nothing jumps while typing.
    placeholderData: (before) => before,
  })

function Search({ words, onChange }: { readonly words: string; readonly onChange: (words: string) => void }) {
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => {
    const toField = (event: KeyboardEvent) => {
      if (event.key !== '/' || event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement) return
      event.preventDefault()
      field.current?.focus()
    }
    window.addEventListener('keydown', toField)
    return () => window.removeEventListener('keydown', toField)
  }, [])
  return (
    <TextInput
      ref={field}
      size="md"
      type="search"
      aria-label="Find a patient by name, number or birth date"
      placeholder="Name, number or birth date"
      leftSection={<IconSearch size={20} aria-hidden="true" />}
      rightSection={words === '' && <KeyHint>/</KeyHint>}
      value={words}
      autoFocus
      onChange={(event) => onChange(event.currentTarget.value)}
      onKeyDown={(event) => event.key === 'ArrowDown' && stepTo(event, 0)}
    />
  )
}

/** Arrow keys walk through the names, Enter opens one. */
const links = () => [...document.querySelectorAll<HTMLAnchorElement>('.wm-row-link')]
function stepTo(event: { preventDefault(): void }, index: number): void {
  const link = links()[index]
  if (!link) return
  event.preventDefault()
  link.focus()
}

function Found({ rows }: { readonly rows: PatientPage['patients'] }) {
  const zone = useZone()
  const today = useNow()
  const walk = (event: React.KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    const here = links().indexOf(document.activeElement as HTMLAnchorElement)
    if (step !== 0 && here >= 0) stepTo(event, Math.max(0, here + step))
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only arrow keys between the links inside, which are reachable by Tab too
    <div onKeyDown={walk}>
      <Rows label="Patients">
        {rows.map((patient) => (
          <PatientRow key={patient.id} patient={patient} today={today} zone={zone} />
        ))}
      </Rows>
    </div>
  )
}

const Register = () => (
  <Button component={Link} to="/patients/new" leftSection={<IconUserPlus size={20} />}>
    Register a patient
  </Button>
)

function Nobody({ asked, register }: { readonly asked: string; readonly register: boolean }) {
  if (asked) return <Empty title="Nobody is found">No name, number or birth date begins with “{asked}”. Try fewer letters.</Empty>
  return (
    <Empty title="No patients yet" act={register && <Register />}>
      {register ? 'Register the first one to plan a session.' : 'The front desk, a nurse or a physician registers them.'}
    </Empty>
  )
}
