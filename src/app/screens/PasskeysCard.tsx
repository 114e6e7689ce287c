import { Button } from '@mantine/core'
import { useState } from 'react'
import type { Instant } from '../../medicine/time.ts'
import { useAct, useGet, useRefresh } from '../../ui/ask.ts'
import { Card } from '../../ui/Card.tsx'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import { ME } from '../../ui/me.ts'
import { Row, Rows } from '../../ui/Rows.tsx'
import { say } from '../../ui/said.tsx'
import { day } from '../../ui/words.ts'
import { AddPasskey } from './AddPasskey.tsx'
import { PASSKEYS, type Passkey, passkeysHere, removePasskey } from './auth.ts'

/** The devices that open the door with a finger, a face or their PIN. */
export function PasskeysCard() {
  const keys = useGet<readonly Passkey[]>(PASSKEYS)
  const [adding, setAdding] = useState(false)
  const { error, act } = useAct()
  const refresh = useRefresh()
  const remove = async (id: string) => {
    if (!(await act(() => removePasskey(id)))) return
    await refresh(PASSKEYS, ME)
    say('Passkey removed')
  }
  const acts = passkeysHere() && !adding && (
    <Button variant="light" onClick={() => setAdding(true)}>
      Add
    </Button>
  )
  const none = keys.data?.length === 0
  return (
    <Card title="Passkeys" says={none ? 'None yet. A passkey opens the door with a finger, a face or this device’s PIN.' : undefined} acts={acts} flush>
      <ErrorNote error={keys.error ?? error} />
      {!passkeysHere() && <p className="wm-soft wm-inset">This browser has no passkeys at this address. They need https, or this machine itself.</p>}
      {keys.data && keys.data.length > 0 && (
        <Rows label="Passkeys">
          {keys.data.map(({ id, name, createdAt }) => (
            <Row
              key={id}
              title={name ?? 'Passkey without a name'}
              says={createdAt && `added ${day(new Date(createdAt).toISOString() as Instant)}`}
              side={
                <Button variant="subtle" color="gray" size="compact-sm" onClick={() => void remove(id)} aria-label={`Remove ${name ?? 'this passkey'}`}>
                  Remove
                </Button>
              }
            />
          ))}
        </Rows>
      )}
      {adding && (
        <div className="wm-inset" style={{ paddingTop: 16 }}>
          <AddPasskey
            done={() => {
              setAdding(false)
              void refresh(PASSKEYS, ME)
              say('Passkey added')
            }}
          />
        </div>
      )}
    </Card>
  )
}
