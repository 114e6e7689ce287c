import { Button } from '@mantine/core'
import { useEffect, useState } from 'react'
import { clockOf, zoneAt } from '../../../medicine/local.ts'
import { Mark } from '../../../ui/Mark.tsx'
import { ageMs, ageWords, isStale } from './downtime.view.ts'
import type { Kept } from './kept.dexie.tsx'
import type { Taken } from './take.tsx'

/** How old what stands here is, before anything else is read. */
export function DowntimeHead({ kept, taken, look }: { readonly kept: Kept; readonly taken: Taken; readonly look: () => Promise<void> }) {
  const { pack, savedAtMs } = kept
  const age = ageMs(savedAtMs, useDeviceNow())
  const [busy, setBusy] = useState(false)
  const again = async () => {
    setBusy(true)
    await look()
    setBusy(false)
  }
  return (
    <header className="dt-head">
      <div>
        <h1>Downtime pack</h1>
        <p className="dt-age" data-stale={isStale(age) || undefined} role="status">
          As of {clockOf(pack.takenAt, pack.takenAt, pack.clinic.zone)}, {ageWords(age)}
        </p>
        <p className="wm-small">
          {pack.clinic.demo && 'Demonstration, nobody here is a real person. '}
          {pack.clinic.name}, {zoneAt(pack.takenAt, pack.clinic.zone)}. Copied for {pack.by.name}. What happened since is not in it.
        </p>
        {taken === 'unreachable' && <Mark kind="offline">Waymark cannot be reached; this is the copy on this device</Mark>}
        {taken === 'not-kept' && <Mark kind="unsaved">The newest copy could not be kept on this device</Mark>}
      </div>
      <div className="wm-row wm-screen-only">
        <Button size="md" onClick={() => window.print()} disabled={pack.sheets.length === 0}>
          Print, one page each
        </Button>
        <Button size="md" variant="default" loading={busy} onClick={() => void again()}>
          Try Waymark again
        </Button>
        {taken !== 'unreachable' && (
          <Button size="md" variant="default" component="a" href="/">
            Back to Today
          </Button>
        )}
      </div>
    </header>
  )
}

/** The device's own clock, by which the age is counted: the server's may be out of reach. */
function useDeviceNow(): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 5000)
    return () => clearInterval(timer)
  }, [])
  return now
}
