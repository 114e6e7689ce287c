import { useNavigate } from '@tanstack/react-router'
import { AddPasskey } from './AddPasskey.tsx'
import { AddTotp } from './AddTotp.tsx'
import { passkeysHere, signOut } from './auth.ts'
import { Threshold } from './Threshold.tsx'

/** The clinic asks for a second factor and this person has none yet. */
export function SecondFactorScreen() {
  const navigate = useNavigate()
  const done = () => location.assign('/')
  const leave = async () => {
    await signOut()
    await navigate({ to: '/sign-in' })
  }
  return (
    <Threshold
      title="One more lock"
      says="This clinic asks for a second factor, so that a stolen password opens nothing. It takes a minute."
      foot={
        <button type="button" className="wm-link" onClick={() => void leave()}>
          Sign out instead
        </button>
      }
    >
      <AddTotp done={done} />
      {passkeysHere() && (
        <>
          <span className="wm-or">or</span>
          <AddPasskey done={done} />
        </>
      )}
    </Threshold>
  )
}
