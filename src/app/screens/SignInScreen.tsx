import { Button, PasswordInput, TextInput } from '@mantine/core'
import { IconFingerprint } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { useAct, useGet } from '../../ui/ask.ts'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import { passkeysHere, signIn, signInWithPasskey } from './auth.ts'
import { SecondStep } from './SecondStep.tsx'
import { SETUP, type Setup } from './setup.ts'
import { Threshold } from './Threshold.tsx'

/** Goes where the person was going, and nowhere but inside this program. */
const onward = (to: string | undefined): void => location.assign(to?.startsWith('/') && !to.startsWith('//') ? to : '/')

export function SignInScreen({ to }: { readonly to: string | undefined }) {
  const [second, setSecond] = useState(false)
  const { busy, error, act } = useAct()
  const setup = useGet<Setup>(SETUP)

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const fields = new FormData(event.currentTarget)
    const answer = await act(() => signIn(String(fields.get('email')).trim(), String(fields.get('password'))))
    if (answer?.twoFactorRedirect) setSecond(true)
    else if (answer) onward(to)
  }
  const byPasskey = async () => {
    if (await act(signInWithPasskey)) onward(to)
  }

  if (second) return <SecondStep done={() => onward(to)} back={() => setSecond(false)} />
  return (
    <Threshold title="Sign in" foot={setup.data?.demo && <Link to="/who">Go to the demonstration clinic</Link>}>
      <form className="wm-form" onSubmit={(event) => void submit(event)}>
        <TextInput label="Email" name="email" type="email" required withAsterisk={false} autoFocus autoComplete="username webauthn" />
        <PasswordInput label="Password" name="password" required withAsterisk={false} autoComplete="current-password" />
        <ErrorNote error={error} />
        <Button type="submit" size="md" loading={busy}>
          Sign in
        </Button>
        {passkeysHere() && (
          <>
            <span className="wm-or">or</span>
            <Button variant="default" size="md" leftSection={<IconFingerprint size={22} />} onClick={() => void byPasskey()} disabled={busy}>
              Use a passkey
            </Button>
          </>
        )}
        <p className="wm-soft wm-small">Forgotten your password? The owner of the clinic can give you a new link.</p>
      </form>
    </Threshold>
  )
}
