import { Button, PasswordInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useAct } from '../../ui/ask.ts'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import { beginTotp, verifyTotp } from './auth.ts'
import { BackupCodes } from './BackupCodes.tsx'
import { CodeInput } from './CodeInput.tsx'
import { Scan } from './Scan.tsx'

type Secret = { readonly totpURI: string; readonly backupCodes: readonly string[] }

/** The authenticator app in three steps: the password, the square to scan with a first code, the backup codes. */
export function AddTotp({ done }: { readonly done: () => void }) {
  const [secret, setSecret] = useState<Secret | null>(null)
  const [proved, setProved] = useState(false)
  if (!secret) return <Begin begun={setSecret} />
  if (!proved) return <Prove uri={secret.totpURI} proved={() => setProved(true)} />
  return <BackupCodes codes={secret.backupCodes} done={done} />
}

function Begin({ begun }: { readonly begun: (secret: Secret) => void }) {
  const { busy, error, act } = useAct()
  const begin = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const password = String(new FormData(event.currentTarget).get('password'))
    const secret = await act(() => beginTotp(password))
    if (secret) begun(secret)
  }
  return (
    <form className="wm-form" onSubmit={(event) => void begin(event)}>
      <PasswordInput
        label="Your password"
        description="Asked once more, so that nobody else can change your sign-in."
        name="password"
        required
        withAsterisk={false}
        autoComplete="current-password"
      />
      <ErrorNote error={error} />
      <div>
        <Button type="submit" loading={busy}>
          Set up an authenticator app
        </Button>
      </div>
    </form>
  )
}

function Prove({ uri, proved }: { readonly uri: string; readonly proved: () => void }) {
  const [code, setCode] = useState('')
  const { busy, error, act } = useAct()
  const prove = async (given: string) => {
    if (await act(() => verifyTotp(given))) proved()
    else setCode('')
  }
  return (
    <form
      className="wm-form"
      onSubmit={(event) => {
        event.preventDefault()
        void prove(code)
      }}
    >
      <p>Scan this square with your authenticator app, then write the six digits it shows.</p>
      <Scan uri={uri} />
      <CodeInput value={code} onChange={setCode} onFull={(full) => void prove(full)} />
      <ErrorNote error={error} />
      <div>
        <Button type="submit" loading={busy} disabled={code.length < 6}>
          Go on
        </Button>
      </div>
    </form>
  )
}
