import { useQuery } from '@tanstack/react-query'
import { useCallback, useState } from 'react'
import { get, post, type Refusal } from '../../ui/api.ts'
import { Asking } from './phone/Asking.tsx'
import { Door } from './phone/Door.tsx'
import { Frame } from './phone/Frame.tsx'
import type { Mine, Opened } from './phone/types.ts'
import { WORDS } from './words.ts'

/** The page behind a patient's link. The secret is after the #, so it never reaches a server's log. */
export function IntakeScreen() {
  const [link] = useState(() => location.hash.slice(1))
  const opened = useQuery<Opened, Refusal>({
    queryKey: ['intake-link', link],
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async () => {
      const answer = await post<Opened>('/api/intake/open', { link })
      if (!answer.ok) throw answer.error
      return answer.value
    },
  })
  if (opened.data) return <Inside link={link} opened={opened.data} />
  if (opened.isPending)
    return (
      <Frame clinic="" lines={[]} title={WORDS.door.title} of="opening">
        {null}
      </Frame>
    )
  const away = opened.error?.status !== 404 && opened.error?.status !== 400
  return (
    <Frame clinic="" lines={[]} title={WORDS.door.over} of="over">
      <p role="alert">{away ? (opened.error?.status === 429 ? opened.error.message : WORDS.door.noNet) : WORDS.door.overSays}</p>
      {away && (
        <button type="button" className="ph-go" onClick={() => void opened.refetch()}>
          {WORDS.door.again}
        </button>
      )}
    </Frame>
  )
}

function Inside({ link, opened }: { readonly link: string; readonly opened: Opened }) {
  const { intake, clinic } = opened
  const [mine, setMine] = useState<Mine | 'door' | 'opening' | 'away'>('opening')
  const load = useCallback(async () => {
    const answer = await get<Mine>(`/api/intake/${intake}`)
    setMine(answer.ok ? answer.value : answer.error.status === 401 ? 'door' : 'away')
  }, [intake])
  const [begun, setBegun] = useState(false)
  if (!begun) {
    setBegun(true)
    void load()
  }
  const toDoor = useCallback(() => setMine('door'), [])
  if (mine === 'door') return <Door link={link} opened={opened} entered={() => void load()} />
  if (mine === 'opening')
    return (
      <Frame clinic={clinic.name} lines={clinic.lines} title={WORDS.door.title} of="opening">
        {null}
      </Frame>
    )
  if (mine === 'away')
    return (
      <Frame clinic={clinic.name} lines={clinic.lines} title={WORDS.door.title} of="away">
        <p role="alert">{WORDS.door.noNet}</p>
        <button type="button" className="ph-go" onClick={() => void load()}>
          {WORDS.door.again}
        </button>
      </Frame>
    )
  if (mine.status === 'finished')
    return (
      <Frame clinic={clinic.name} lines={clinic.lines} title={WORDS.end.title} of="end">
        <p>{WORDS.end.says}</p>
        <p>{WORDS.end.change}</p>
      </Frame>
    )
  return <Asking intake={intake} mine={mine} toDoor={toDoor} finished={() => setMine({ ...mine, status: 'finished' })} />
}
