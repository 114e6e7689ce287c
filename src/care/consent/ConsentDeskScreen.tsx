import { Button } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import { Waiting } from '../../ui/Waiting.tsx'
import type { Desk } from './answers.ts'
import { helpersToSign } from './consent.ts'
import type { DeskOrder } from './consent.wire.ts'
import { DeskPart } from './DeskPart.tsx'
import { DeskSign } from './DeskSign.tsx'
import { forgetHanded, type Handed } from './handed.tsx'
import { useDesk } from './useDesk.tsx'
import './consent.css'

/** What the patient has in hand: this one form, and nothing else of this clinic. Leaving it meets the lock. */
export function ConsentDeskScreen() {
  const { desk, error, busy, handed, send, again } = useDesk()
  useEffect(() => {
    document.title = 'Your consent · Waymark'
  }, [])
  return (
    <main className="cn-desk">
      {desk && (
        <div className="cn-desk-head">
          <span>{desk.clinic.name}</span>
          <span>{desk.patient.name}</span>
        </div>
      )}
      {!desk && busy && handed && <Waiting rows={2} height={160} gap={20} />}
      {!handed && <h1>This page was not handed to anybody</h1>}
      {desk && <Steps desk={desk} busy={busy} send={send} />}
      <ErrorNote error={error} again={desk ? undefined : () => void again()} />
      <Foot handed={handed} done={desk !== null && desk.consent.status !== 'open' && helpersToSign(desk.consent).length === 0} />
    </main>
  )
}

type StepsProps = { readonly desk: Desk; readonly busy: boolean; readonly send: (order: DeskOrder) => Promise<boolean> }

/** One part at a time, back always works; at the end the signature. */
function Steps({ desk, busy, send }: StepsProps) {
  const { consent } = desk
  const { sections } = consent.template
  const firstUnread = sections.findIndex(({ id }) => !Object.hasOwn(consent.read, id))
  const [at, setAt] = useState(firstUnread < 0 ? sections.length : firstUnread)
  const top = useRef<HTMLDivElement>(null)
  const place = Math.min(at, sections.length)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new part is read from its top, by eye and by screen reader
  useEffect(() => {
    window.scrollTo(0, 0)
    top.current?.focus({ preventScroll: true })
  }, [place])
  if (consent.status !== 'open') return <DeskSign desk={desk} busy={busy} send={send} back={null} top={top} />
  const section = sections[place]
  return (
    <>
      <div>
        <p className="wm-soft" style={{ margin: '0 0 6px' }}>
          {section ? `Part ${place + 1} of ${sections.length}` : 'Your signature'}
        </p>
        <div className="cn-progress" aria-hidden="true">
          <span style={{ width: `${(100 * Object.keys(consent.read).length) / sections.length}%` }} />
        </div>
      </div>
      {section ? (
        <DeskPart
          key={section.id}
          top={top}
          consent={consent}
          section={section.id}
          busy={busy}
          send={send}
          back={place > 0 ? () => setAt(place - 1) : null}
          on={() => setAt(place + 1)}
        />
      ) : (
        <DeskSign desk={desk} busy={busy} send={send} back={() => setAt(sections.length - 1)} top={top} />
      )}
    </>
  )
}

function Foot({ handed, done }: { readonly handed: Handed | null; readonly done: boolean }) {
  const leave = () => {
    if (done) forgetHanded()
    location.assign(handed ? `/patients/${handed.patient}/consents/${handed.consent}` : '/')
  }
  return (
    <footer className="cn-desk-foot">
      <span>In a crisis, call or text 988. In an emergency, call 911.</span>
      <Button variant="subtle" color="gray" onClick={leave}>
        Staff: unlock this tablet
      </Button>
    </footer>
  )
}
