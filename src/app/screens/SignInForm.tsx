import { Button, PasswordInput, TextInput } from '@mantine/core'
import { IconFingerprint } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import { useAct } from '../../ui/ask.ts'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import { passkeysHere, signIn, signInWithPasskey } from './auth.ts'
import { SecondStep } from './SecondStep.tsx'

/** Email and password, then the second step when the account has one; or a passkey, which is both. */
export function SignInForm({ done }: { readonly done: () => void }) {
  const [second, setSecond] = useState(false)
  const { busy, error, act } = useAct()
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const fields = new FormData(event.currentTarget)
    const answer = await act(() => signIn(String(fields.get('email')).trim(), String(fields.get('password'))))
    if (answer?.twoFactorRedirect) setSecond(true)
    else if (answer) done()
  }
  const byPasskey = async () => {
    if (await act(signInWithPasskey)) done()
  }
  if (second) return <SecondStep done={done} back={() => setSecond(false)} />
  return (
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
    </form>
  )
}
