import { useEffect, useState } from 'react'
import { useLiveState } from '../live.ts'
import { Mark } from '../Mark.tsx'

/** Whether what stands on the screen is still told by the server. A blink of the network is not worth a word. */
export function Connection({ quiet = false }: { readonly quiet?: boolean }) {
  const gone = useLiveState() === 'reconnecting'
  const [said, setSaid] = useState(false)
  useEffect(() => {
    if (!gone) return setSaid(false)
    const timer = setTimeout(() => setSaid(true), 3000)
    return () => clearTimeout(timer)
  }, [gone])
  return (
    <span role="status" className="wm-connection">
      {said ? <Mark kind="offline">No connection, trying again</Mark> : !quiet && <Mark kind="connected" bare size="small" />}
    </span>
  )
}
