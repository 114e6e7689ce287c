import { post } from '../api.ts'
import { useAct } from '../ask.ts'
import { Confirm } from '../Confirm.tsx'

/** Puts the demonstration day back to its beginning; everybody who looks at it starts anew. */
export function DemoReset({ opened, close }: { readonly opened: boolean; readonly close: () => void }) {
  const { busy, error, act } = useAct()
  const reset = async () => {
    if (await act(() => post('/api/demo/reset'))) location.assign('/who')
  }
  return (
    <Confirm opened={opened} title="Begin the day again?" word="Begin again" busy={busy} error={error} close={close} go={() => void reset()}>
      <p>The demonstration goes back to its beginning for everybody who looks at it. What was tried in it is put away.</p>
    </Confirm>
  )
}
