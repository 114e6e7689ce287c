import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { Instant } from '../../medicine/time.ts'
import { post } from '../../ui/api.ts'
import { useAct, useGet, useRefresh } from '../../ui/ask.ts'
import { Card } from '../../ui/Card.tsx'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import { useZone } from '../../ui/me.ts'
import { Row, Rows } from '../../ui/Rows.tsx'
import { clock, dayAndClock } from '../../ui/words.ts'

type Notice = { readonly id: string; readonly patient: string; readonly name: string; readonly reason: string; readonly at: Instant; readonly until: Instant }

/** Charts opened by break-glass that nobody has looked into yet. Each stays here until the owner says it was seen. */
export function NoticesCard() {
  const zone = useZone()
  const notices = useGet<{ readonly notices: readonly Notice[] }>('/api/notices')
  const { busy, error, act } = useAct()
  const refresh = useRefresh()
  const seen = async (id: string) => {
    if (await act(() => post(`/api/notices/${id}/acknowledge`))) await refresh('/api/notices', '/api/me')
  }
  if (!notices.data?.notices.length) return <ErrorNote error={notices.error} />
  return (
    <Card title="Charts opened by break-glass" says="Look into each, then mark it as seen." tone="due" flush>
      <ErrorNote error={error} />
      <Rows label="Charts opened by break-glass">
        {notices.data.notices.map(({ id, patient, name, reason, at, until }) => (
          <Row
            key={id}
            title={`${name}: ${reason}`}
            says={
              <>
                {dayAndClock(at, zone)} to {clock(until, zone)} ·{' '}
                <Link to="/audit" search={{ to: patient }}>
                  what was done in this chart
                </Link>
              </>
            }
            side={
              <Button variant="default" size="compact-sm" loading={busy} onClick={() => void seen(id)}>
                Seen
              </Button>
            }
          />
        ))}
      </Rows>
    </Card>
  )
}
