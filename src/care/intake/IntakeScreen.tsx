import { useCallback, useEffect, useState } from 'react'
import { type Answer, get, post } from '../../ui/api.ts'
import { Asking } from './phone/Asking.tsx'
import { Door } from './phone/Door.tsx'
import { Frame } from './phone/Frame.tsx'
import type { Mine, Opened } from './phone/types.ts'
import { WORDS } from './words.ts'

/** The page behind a patient's link. The secret is after the #, so it never reaches a server's log. */
export function IntakeScreen() {
  const [link] = useState(() => location.hash.slice(1))
  const [opened, setOpened] = useState<Answer<Opened> | null>(null)
  const open = useCallback(() => void post<Opened>('/api/intake/open', { link }).then(setOpened), [link])
  useEffect(open, [open])
  useEffect(() => {
    // Another link in the same tab is another page.
    const changed = () => location.reload()
    window.addEventListener('hashchange', changed)
    return () => window.removeEventListener('hashchange', changed)
  }, [])
  if (opened?.ok) return <Inside link={link} opened={opened.value} />
  if (!opened)
    return (
      <Frame clinic="" lines={[]} title={WORDS.door.title} of="opening">
        {null}
      </Frame>
    )
  const { status, message } = opened.error
  const away = status !== 404 && status !== 400
  return (
    <Frame clinic="" lines={[]} title={WORDS.door.over} of="over">
      <p role="alert">{away ? (status === 429 ? message : WORDS.door.noNet) : WORDS.door.overSays}</p>
      {away && (
        <button type="button" className="ph-go" onClick={open}>
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
  useEffect(() => void load(), [load])
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
