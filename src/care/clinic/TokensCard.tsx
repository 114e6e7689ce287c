import { Button } from '@mantine/core'
import { useState } from 'react'
import { remove } from '../../ui/api.ts'
import { useAct, useGet } from '../../ui/ask.ts'
import { Card } from '../../ui/Card.tsx'
import { useNow } from '../../ui/clock.ts'
import { Empty } from '../../ui/Empty.tsx'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import { roleWords, useZone } from '../../ui/me.ts'
import { Row, Rows } from '../../ui/Rows.tsx'
import { say } from '../../ui/said.tsx'
import { Waiting } from '../../ui/Waiting.tsx'
import { day, list } from '../../ui/words.ts'
import type { TokenRow, Tokens } from '../staff/staff.ts'
import { NewToken } from './NewToken.tsx'

/** Keys for scripts and devices that come in through the open interface. */
export function TokensCard() {
  const tokens = useGet<Tokens>('/api/tokens')
  const [making, setMaking] = useState(false)
  const { error, act } = useAct()
  const revoke = async (id: string, name: string) => {
    if ((await act(() => remove(`/api/tokens/${id}`))) === null) return
    await tokens.refetch()
    say(`${name} no longer opens anything`)
  }
  const acts = (
    <Button variant="light" onClick={() => setMaking(true)}>
      Make a token
    </Button>
  )
  return (
    <Card title="Tokens" says="For a script or another program. What it may do is described at /api/openapi.json." acts={acts} flush>
      <ErrorNote error={tokens.error ?? error} />
      {tokens.isPending && <Waiting rows={2} />}
      {tokens.data?.tokens.length === 0 && <Empty title="No tokens">Nothing but people comes in here.</Empty>}
      <Rows label="Tokens">
        {tokens.data?.tokens.map((token) => (
          <TokenLine key={token.id} of={token} revoke={() => void revoke(token.id, token.name)} />
        ))}
      </Rows>
      {making && <NewToken close={() => setMaking(false)} made={() => void tokens.refetch()} />}
    </Card>
  )
}

function TokenLine({ of: { name, roles, issuedAt, issuedBy, expiresAt, revokedAt }, revoke }: { readonly of: TokenRow; readonly revoke: () => void }) {
  const zone = useZone()
  const now = useNow()
  const over = revokedAt !== null || expiresAt < now
  const until = revokedAt ? `revoked ${day(revokedAt, zone)}` : `${over ? 'ended' : 'until'} ${day(expiresAt, zone)}`
  return (
    <Row
      title={name}
      says={`${list(roles.map((role) => roleWords[role]))} · made ${day(issuedAt, zone)} by ${issuedBy} · ${until}`}
      side={
        !over && (
          <Button variant="subtle" color="red" size="compact-sm" onClick={revoke} aria-label={`Revoke ${name}`}>
            Revoke
          </Button>
        )
      }
    />
  )
}
