import { Button, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useAct } from '../../ui/ask.ts'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import { verifyBackupCode, verifyTotp } from './auth.ts'
import { CodeInput } from './CodeInput.tsx'

/** After the password: the six digits of the app, or one of the backup codes. */
export function SecondStep({ done, back }: { readonly done: () => void; readonly back: () => void }) {
  const [backup, setBackup] = useState(false)
  const [code, setCode] = useState('')
  const { busy, error, act, clear } = useAct()

  const verify = async (given: string) => {
    if (await act(() => (backup ? verifyBackupCode(given.trim()) : verifyTotp(given)))) done()
    else setCode('')
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void verify(code)
  }
  const swap = () => {
    setBackup(!backup)
    setCode('')
    clear()
  }
  return (
    <form className="wm-form" onSubmit={submit}>
      <p>{backup ? 'Write one of the backup codes you kept. Each works once.' : 'Write the six digits that your authenticator app shows for Waymark.'}</p>
      {backup ? (
        <TextInput label="Backup code" autoFocus value={code} onChange={(event) => setCode(event.currentTarget.value)} autoComplete="off" />
      ) : (
        <CodeInput value={code} onChange={setCode} onFull={(full) => void verify(full)} />
      )}
      <ErrorNote error={error} />
      <Button type="submit" size="md" loading={busy} disabled={code.trim().length < 6}>
        Go on
      </Button>
      <div className="wm-row">
        <button type="button" className="wm-link" onClick={swap}>
          {backup ? 'Use the app instead' : 'Use a backup code'}
        </button>
        <button type="button" className="wm-link" onClick={back}>
          Begin again
        </button>
      </div>
    </form>
  )
}
