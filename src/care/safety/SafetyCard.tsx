import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { Instant } from '../../medicine/time.ts'
import { useGet } from '../../ui/ask.ts'
import { Card } from '../../ui/Card.tsx'
import { useNow } from '../../ui/clock.ts'
import { Empty } from '../../ui/Empty.tsx'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import { useMay, useZone } from '../../ui/me.ts'
import { Row, Rows } from '../../ui/Rows.tsx'
import { dayAndClock } from '../../ui/words.ts'
import { ConcernState } from './ConcernState.tsx'
import { RaiseForm } from './RaiseForm.tsx'
import type { PatientAnswer } from './safety.wire.ts'
import { itemName } from './safety.words.ts'

const SHOWN = 3

/** On the chart: what waits, what was answered last, and a way to raise one. */
export function SafetyCard({ id }: { readonly id: string }) {
  const [now, zone, may] = [useNow(), useZone(), useMay()]
  const answer = useGet<PatientAnswer>(`/api/patients/${id}/safety`)
  const [raising, setRaising] = useState(false)
  const { concerns = [], policy } = answer.data ?? {}
  const open = concerns[0]?.status === 'open'
  const items = { items: (policy?.items ?? []).map((item) => ({ ...item, positive: { is: true } as const })) }
  const acts = (
    <>
      {concerns.length > 0 && (
        <Button component={Link} to={`/safety/${id}`} variant={open ? 'filled' : 'default'}>
          {open ? 'Open' : 'History'}
        </Button>
      )}
      {may('safety.raise') && policy && (
        <Button variant="default" onClick={() => setRaising(true)}>
          Raise a concern
        </Button>
      )}
    </>
  )
  return (
    <Card title="Safety" tone={!open ? 'plain' : concerns[0]?.acknowledged ? 'due' : 'alert'} acts={acts} flush>
      <ErrorNote error={answer.error} again={() => void answer.refetch()} />
      {answer.data && concerns.length === 0 && <Empty title="No safety answer was positive">Positive answers from anywhere appear here at once.</Empty>}
      {concerns.length > 0 && (
        <Rows label="Safety concerns">
          {concerns.slice(0, SHOWN).map((one) => (
            <Row
              key={one.id}
              to={`/safety/${id}`}
              title={[...new Set(one.raisings.map(({ item }) => itemName(items, item)))].join(', ')}
              says={dayAndClock(one.raisedAt as Instant, zone)}
              side={<ConcernState of={one} now={now} zone={zone} />}
            />
          ))}
        </Rows>
      )}
      {raising && <RaiseForm patient={id} close={() => setRaising(false)} />}
    </Card>
  )
}
