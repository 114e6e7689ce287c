import { useEffect, useState } from 'react'
import { useLiveState, useLostAt } from '../live.ts'
import { Mark } from '../Mark.tsx'
import { useZone } from '../me.ts'
import { clock } from '../words.ts'

/** Whether what stands on the screen is still told by the server. A blink of the network is not worth a word. */
export function Connection({ quiet = false }: { readonly quiet?: boolean }) {
  const gone = useLiveState() === 'reconnecting'
  const [said, setSaid] = useState(false)
  const lostAt = useLostAt()
  const zone = useZone()
  useEffect(() => {
    if (!gone) return setSaid(false)
    const timer = setTimeout(() => setSaid(true), 3000)
    return () => clearTimeout(timer)
  }, [gone])
  return (
    <span role="status" className="wm-connection">
      {said ? <Mark kind="offline">{`No connection since ${clock(lostAt, zone)}, trying again`}</Mark> : !quiet && <Mark kind="connected" bare size="small" />}
    </span>
  )
}
