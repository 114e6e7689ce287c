import type { Instant } from '../../medicine/time.ts'
import { useGet } from '../../ui/ask.ts'
import { Card } from '../../ui/Card.tsx'
import { useNow } from '../../ui/clock.ts'
import { Empty } from '../../ui/Empty.tsx'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import { Mark } from '../../ui/Mark.tsx'
import { useMay, useZone } from '../../ui/me.ts'
import { Page } from '../../ui/Page.tsx'
import { Row, Rows } from '../../ui/Rows.tsx'
import { Waiting } from '../../ui/Waiting.tsx'
import { dayAndClock } from '../../ui/words.ts'
import { ConcernState } from './ConcernState.tsx'
import { CrisisCard } from './CrisisCard.tsx'
import { nameOf } from './names.ts'
import { OnCallCard } from './OnCallCard.tsx'
import type { ListAnswer, ListedConcern } from './safety.wire.ts'

/** Safety answers that wait for a clinician, those answered, who is on call, whom patients are told to call. */
export function SafetyScreen() {
  const answer = useGet<ListAnswer>('/api/safety')
  const { data } = answer
  return (
    <Page title="Safety" tab="Safety" says="Every positive answer about suicide, from anywhere, stands here until a clinician has answered it.">
      <ErrorNote error={answer.error} again={() => void answer.refetch()} />
      {answer.isPending && <Waiting rows={3} height={120} gap={24} />}
      {data && (
        <>
          <Card title="Waiting" tone={data.concerns.some(({ acknowledged }) => !acknowledged) ? 'alert' : 'plain'} flush>
            {data.concerns.length === 0 ? (
              <Empty title="Nothing waits">A positive answer appears here at once, and on every page.</Empty>
            ) : (
              <List of={data.concerns} />
            )}
          </Card>
          <OnCallCard onCall={data.onCall} policy={data.policy} />
          <CrisisCard lines={data.lines} />
          {data.recent.length > 0 && (
            <Card title="Answered" flush>
              <List of={data.recent} />
            </Card>
          )}
          {data.policy.unconfirmed && (
            <p>
              <Mark kind="unconfirmedPolicy" bare /> <span className="wm-soft">Safety policy {data.policy.version}: its numbers are a proposal.</span>
            </p>
          )}
        </>
      )}
    </Page>
  )
}

function List({ of }: { readonly of: readonly ListedConcern[] }) {
  const [now, zone, may] = [useNow(), useZone(), useMay()]
  return (
    <Rows label="Safety concerns">
      {of.map((one) => (
        <Row
          key={one.id}
          {...(may('chart.read') ? { to: `/safety/${one.patient}` } : {})}
          title={nameOf(one.name)}
          says={[one.says, dayAndClock(one.raisedAt as Instant, zone), one.answered && `${one.answered.name}: ${one.answered.step}`]
            .filter(Boolean)
            .join(' · ')}
          side={<ConcernState of={one} now={now} zone={zone} />}
        />
      ))}
    </Rows>
  )
}
