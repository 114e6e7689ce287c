import { Button } from '@mantine/core'
import { IconFingerprint } from '@tabler/icons-react'
import { useAct, useGet } from '../../ui/ask.ts'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import { ME, type Me } from '../../ui/me.ts'
import { AddPasskey } from './AddPasskey.tsx'
import { AddTotp } from './AddTotp.tsx'
import { passkeysHere, signInWithPasskey, signOut } from './auth.ts'
import { Threshold } from './Threshold.tsx'

const inside = () => location.assign('/')

/** The clinic asks for a second factor: either this person has none yet, or has a passkey and came in without it. */
export function SecondFactorScreen() {
  const me = useGet<Me>(ME)
  const leave = async () => {
    await signOut()
    location.assign('/sign-in')
  }
  const has = me.data?.secondFactor?.state === 'unconfirmed'
  return (
    <Threshold
      title={has ? 'Use your passkey' : 'One more lock'}
      says={
        has
          ? 'You keep a passkey. This clinic asks for it besides the password.'
          : 'This clinic asks for a second factor, so that a stolen password opens nothing. It takes a minute.'
      }
      foot={
        <button type="button" className="wm-link" onClick={() => void leave()}>
          Sign out instead
        </button>
      }
    >
      {has ? <Prove /> : <Add />}
    </Threshold>
  )
}

function Prove() {
  const { busy, error, act } = useAct()
  const prove = async () => {
    if (await act(signInWithPasskey)) inside()
  }
  return (
    <>
      <ErrorNote error={error} />
      <Button size="md" leftSection={<IconFingerprint size={22} />} loading={busy} onClick={() => void prove()}>
        Use a passkey
      </Button>
    </>
  )
}

const Add = () => (
  <>
    <AddTotp done={inside} />
    {passkeysHere() && (
      <>
        <span className="wm-or">or</span>
        <AddPasskey done={inside} />
      </>
    )}
  </>
)
