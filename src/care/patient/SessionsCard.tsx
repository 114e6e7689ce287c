import { useGet } from '../../ui/ask.ts'
import { Card } from '../../ui/Card.tsx'
import { Empty } from '../../ui/Empty.tsx'
import { Mark } from '../../ui/Mark.tsx'
import type { MarkKind } from '../../ui/marks.ts'
import { useMay, useZone } from '../../ui/me.ts'
import { Row, Rows } from '../../ui/Rows.tsx'
import { dayAndClock } from '../../ui/words.ts'
import type { Status } from '../session/session.ts'
import type { ChartSession } from './answers.ts'

type Clinic = { readonly chairs: readonly { readonly id: string; readonly name: string }[] }

const statusMark: Readonly<Record<Status, MarkKind>> = {
  scheduled: 'scheduled',
  arrived: 'arrived',
  ready: 'ready',
  dosing: 'running',
  recovering: 'recovering',
  discharged: 'discharged',
  signed: 'signed',
  abandoned: 'abandoned',
}

/** Every session of this person, newest first. */
export function SessionsCard({ sessions }: { readonly sessions: readonly ChartSession[] }) {
  const zone = useZone()
  const plans = useMay()('session.schedule')
  const clinic = useGet<Clinic>('/api/clinic')
  const chairName = (id: string) => clinic.data?.chairs.find((chair) => chair.id === id)?.name ?? id
  return (
    <Card title="Sessions" flush>
      {sessions.length === 0 ? (
        <Empty title="No session yet">{plans ? 'The first one is planned from the button above.' : 'The front desk, a nurse or a physician plans it.'}</Empty>
      ) : (
        <Rows label="Sessions">
          {sessions.map(({ id, plannedFor, status, chair, doseMg }) => (
            <Row
              key={id}
              to={`/sessions/${id}`}
              title={dayAndClock(plannedFor, zone)}
              says={[chairName(chair), doseMg && `${doseMg} mg`].filter(Boolean).join(' · ')}
              side={<Mark kind={statusMark[status]} size="small" />}
            />
          ))}
        </Rows>
      )}
    </Card>
  )
}
