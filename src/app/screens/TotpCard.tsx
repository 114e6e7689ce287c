import { Button, PasswordInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import type { Answer } from '../../ui/api.ts'
import { useAct } from '../../ui/ask.ts'
import { Card } from '../../ui/Card.tsx'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import { say } from '../../ui/said.tsx'
import { AddTotp } from './AddTotp.tsx'
import { endTotp, newBackupCodes } from './auth.ts'
import { BackupCodes } from './BackupCodes.tsx'

type Doing = 'add' | 'codes' | 'end' | null
type Props = { readonly on: boolean; readonly changed: () => void }

/** The authenticator app: set up, new backup codes, turned off. */
export function TotpCard({ on, changed }: Props) {
  const [doing, setDoing] = useState<Doing>(null)
  const done = (words: string) => {
    setDoing(null)
    changed()
    say(words)
  }
  const acts = doing === null && (on ? <WhenOn choose={setDoing} /> : <Button onClick={() => setDoing('add')}>Set up</Button>)
  return (
    <Card
      title="Authenticator app"
      says={on ? 'In use. Signing in asks for a code from it.' : 'Not set up. It asks for a code from your phone besides the password.'}
      acts={acts}
    >
      {doing === 'add' && <AddTotp done={() => done('Authenticator app added')} />}
      {doing === 'codes' && <NewCodes done={() => done('New backup codes are in use')} />}
      {doing === 'end' && <AskPassword word="Turn it off" color="red" ask={endTotp} then={() => done('Authenticator app turned off')} />}
    </Card>
  )
}

const WhenOn = ({ choose }: { readonly choose: (doing: Doing) => void }) => (
  <>
    <Button variant="default" onClick={() => choose('codes')}>
      New backup codes
    </Button>
    <Button variant="default" onClick={() => choose('end')}>
      Turn off
    </Button>
  </>
)

function NewCodes({ done }: { readonly done: () => void }) {
  const [codes, setCodes] = useState<readonly string[] | null>(null)
  if (codes) return <BackupCodes codes={codes} done={done} />
  return <AskPassword word="Make new codes" ask={newBackupCodes} then={({ backupCodes }) => setCodes(backupCodes)} />
}

type AskProps<T> = {
  readonly word: string
  readonly color?: string
  readonly ask: (password: string) => Promise<Answer<T>>
  readonly then: (answer: T) => void
}

function AskPassword<T>({ word, color = 'teal', ask, then }: AskProps<T>) {
  const { busy, error, act } = useAct()
  const go = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const answer = await act(() => ask(String(new FormData(event.currentTarget).get('password'))))
    if (answer !== null) then(answer)
  }
  return (
    <form className="wm-form" onSubmit={(event) => void go(event)}>
      <PasswordInput label="Your password" name="password" required withAsterisk={false} autoFocus autoComplete="current-password" />
      <ErrorNote error={error} />
      <div>
        <Button type="submit" color={color} loading={busy}>
          {word}
        </Button>
      </div>
    </form>
  )
}
