import { Button } from '@mantine/core'
import { useCallback, useEffect, useState } from 'react'
import { HoldButton } from '../../ui/HoldButton.tsx'
import { Note } from '../../ui/Note.tsx'
import { Waiting } from '../../ui/Waiting.tsx'
import { DowntimeHead } from './downtime/DowntimeHead.tsx'
import { urgentFirst } from './downtime/downtime.view.ts'
import { deviceCopy, type Kept } from './downtime/kept.dexie.tsx'
import { SheetPage } from './downtime/SheetPage.tsx'
import { type Taken, takePack } from './downtime/take.tsx'
import './downtime/downtime.css'

type Seen = { readonly taken: Taken; readonly kept: Kept | null; readonly broken: boolean }

/**
 * Every running session from the copy on this device alone. It stands outside the door: with the server gone nobody can
 * be asked who is signed in. While the server answers, it is the server that says whether this person may see it.
 */
export function DowntimeScreen() {
  const { seen, look } = useCopy()
  const [uncovered, setUncovered] = useState(false)
  useEffect(() => {
    document.title = 'Downtime pack · Waymark'
  }, [])
  return (
    <main className="dt-page">
      {!seen ? <Waiting rows={3} height={160} gap={16} /> : <Found seen={seen} look={look} uncovered={uncovered} uncover={() => setUncovered(true)} />}
    </main>
  )
}

function useCopy() {
  const [seen, setSeen] = useState<Seen | null>(null)
  const look = useCallback(async () => {
    const taken = await takePack()
    const kept = await deviceCopy.read(Date.now()).catch(() => 'broken' as const)
    setSeen({ taken, kept: kept === 'broken' ? null : kept, broken: kept === 'broken' })
  }, [])
  useEffect(() => {
    void look()
    const timer = setInterval(() => void look(), 60_000)
    return () => clearInterval(timer)
  }, [look])
  return { seen, look }
}

type FoundProps = { readonly seen: Seen; readonly look: () => Promise<void>; readonly uncovered: boolean; readonly uncover: () => void }

function Found({ seen, look, uncovered, uncover }: FoundProps) {
  const { taken, kept, broken } = seen
  if (taken === 'signed-out') return <Shut says="Nobody is signed in on this device, so no copy is kept on it." to="/sign-in" act="Sign in" />
  if (taken === 'not-allowed') return <Shut says="Your role does not include the board, so no copy is kept on this device." to="/" act="Back" />
  if (taken === 'locked') return <Shut says="The screen is locked and Waymark can be reached: unlock it to see this." to="/" act="Unlock" />
  if (!kept)
    return (
      <Shut
        says={
          broken || taken === 'not-kept'
            ? 'This browser keeps nothing on this device (a private window, or a full disk). Use another device, or paper.'
            : 'No copy is kept on this device: nobody who sees the board was signed in here within the last twelve hours. Use another device, or paper.'
        }
        to="/"
        act="Try Waymark again"
      />
    )
  if (kept.locked && !uncovered) return <Cover uncover={uncover} />
  return (
    <>
      <DowntimeHead kept={kept} taken={taken} look={look} />
      {kept.pack.sheets.length === 0 && <Note title="Nobody was in a chair">When this copy was made no session was running.</Note>}
      {urgentFirst(kept.pack.sheets).map((sheet) => (
        <SheetPage key={sheet.session} sheet={sheet} pack={kept.pack} />
      ))}
    </>
  )
}

function Shut({ says, to, act }: { readonly says: string; readonly to: string; readonly act: string }) {
  return (
    <section className="dt-shut">
      <h1>Downtime pack</h1>
      <p>{says}</p>
      <Button component="a" href={to} variant="default" size="md">
        {act}
      </Button>
    </section>
  )
}

/** The screen was locked when the server was lost, and nothing here can unlock it. Patients come first, with open eyes. */
function Cover({ uncover }: { readonly uncover: () => void }) {
  return (
    <section className="dt-shut">
      <h1>Downtime pack</h1>
      <p>
        This screen was locked, and Waymark cannot be reached to unlock it. The copy holds what people in the chairs need. Show it only if you work here and
        care for them now.
      </p>
      <HoldButton tone="alert" size="large" onHeld={uncover}>
        Show the copy
      </HoldButton>
    </section>
  )
}
