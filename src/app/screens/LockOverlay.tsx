import { Button, PasswordInput } from '@mantine/core'
import { IconFingerprint, IconLock } from '@tabler/icons-react'
import { type FormEvent, useEffect } from 'react'
import { DowntimeLink } from '../../care/session/downtime/DowntimeLink.tsx'
import { get, post } from '../../ui/api.ts'
import { useAct } from '../../ui/ask.ts'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import type { Closed } from '../../ui/lock.ts'
import { ME, type Me, useMe } from '../../ui/me.ts'
import { useLeaving } from '../../ui/shell/leaving.ts'
import { passkeysHere, signInWithPasskey, unlock } from './auth.ts'
import { SignInForm } from './SignInForm.tsx'
import './LockOverlay.css'

type Props = { readonly why: NonNullable<Closed>; readonly opened: () => void }

/** Over the page, which stays as it was: nothing of a patient shows, nothing typed is lost. */
export function LockOverlay({ why, opened }: Props) {
  const { staff, clinic } = useMe()
  const { signOut } = useLeaving()
  useEffect(() => {
    if (why === 'locked') void post('/api/lock')
  }, [why])

  /** Somebody else gets a page of their own, not this one's half-written words. */
  const signedIn = async () => {
    const me = await get<Me>(ME)
    if (me.ok && me.value.staff.id === staff.id) opened()
    else location.assign('/')
  }
  return (
    <div className="wm-lock" role="dialog" aria-modal="true" aria-labelledby="lock-title">
      <div className="wm-lock-card">
        <IconLock size={32} stroke={1.5} aria-hidden="true" />
        <h1 id="lock-title">{why === 'locked' ? 'Locked' : 'You were signed out'}</h1>
        <p className="wm-soft">
          {staff.name}, {clinic.name}. What you were doing is kept behind this.
        </p>
        {clinic.demo ? (
          <GoOn opened={opened} />
        ) : why === 'locked' ? (
          <Unlock opened={opened} signedIn={() => void signedIn()} />
        ) : (
          <SignInForm done={() => void signedIn()} />
        )}
        <button type="button" className="wm-link" onClick={signOut}>
          {clinic.demo ? 'Be somebody else' : `Not ${staff.name}? Sign in as somebody else`}
        </button>
      </div>
    </div>
  )
}

function GoOn({ opened }: { readonly opened: () => void }) {
  const { staff } = useMe()
  const { busy, error, act } = useAct()
  const go = async () => {
    if (await act(() => post('/api/demo/enter', { staff: staff.id }))) opened()
  }
  return (
    <>
      <ErrorNote error={error} />
      <Button size="md" loading={busy} autoFocus onClick={() => void go()}>
        Go on as {staff.name}
      </Button>
    </>
  )
}

function Unlock({ opened, signedIn }: { readonly opened: () => void; readonly signedIn: () => void }) {
  const { busy, error, act } = useAct()
  const open = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    const password = String(new FormData(form).get('password'))
    if (await act(() => unlock(password))) opened()
    else form.reset()
  }
  const byPasskey = async () => {
    if (await act(signInWithPasskey)) signedIn()
  }
  return (
    <form className="wm-form" onSubmit={(event) => void open(event)}>
      <PasswordInput label="Password" name="password" size="md" required withAsterisk={false} autoFocus autoComplete="current-password" />
      <ErrorNote error={error} />
      {error?.status === 0 && <DowntimeLink />}
      <Button type="submit" size="md" loading={busy}>
        Go on
      </Button>
      {passkeysHere() && (
        <Button variant="default" size="md" leftSection={<IconFingerprint size={22} />} onClick={() => void byPasskey()} disabled={busy}>
          Use a passkey
        </Button>
      )}
    </form>
  )
}
