import { useState } from 'react'
import { post } from '../api.ts'
import { useAct } from '../ask.ts'
import { Confirm } from '../Confirm.tsx'

/** Puts the demonstration day back to its beginning; everybody who looks at it starts anew. */
export function DemoReset() {
  const [asked, setAsked] = useState(false)
  const { busy, error, act } = useAct()
  const reset = async () => {
    if (await act(() => post('/api/demo/reset'))) location.assign('/who')
  }
  return (
    <>
      <button type="button" className="wm-demo-reset" onClick={() => setAsked(true)}>
        Begin the day again
      </button>
      <Confirm opened={asked} title="Begin the day again?" word="Begin again" busy={busy} error={error} close={() => setAsked(false)} go={() => void reset()}>
        <p>The demonstration goes back to its beginning for everybody who looks at it. What was tried in it is put away.</p>
      </Confirm>
    </>
  )
}
