import { useGet } from '../../ui/ask.ts'
import { Card } from '../../ui/Card.tsx'
import { Empty } from '../../ui/Empty.tsx'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import { Mark } from '../../ui/Mark.tsx'
import { Page } from '../../ui/Page.tsx'
import { Row, Rows } from '../../ui/Rows.tsx'
import { Waiting } from '../../ui/Waiting.tsx'
import { date } from '../../ui/words.ts'
import type { ProtocolList, ProtocolSummary } from './answers.ts'

export function ProtocolsScreen() {
  const answer = useGet<ProtocolList>('/api/protocols')
  return (
    <Page
      title="Protocols"
      tab="Protocols"
      says="The clinic’s policy as documents. Waymark asks, reminds and refuses by what stands in them, and by nothing else."
    >
      <ErrorNote error={answer.error} again={() => void answer.refetch()} />
      <Card flush>
        {answer.isPending && <Waiting rows={2} height={120} />}
        {answer.data?.protocols.length === 0 && (
          <Empty title="No protocol is installed">Documents in the folder “protocols” are read when Waymark starts.</Empty>
        )}
        <Rows label="Protocols">
          {answer.data?.protocols.map((one) => (
            <ProtocolRow key={one.ref.id} of={one} />
          ))}
        </Rows>
      </Card>
    </Page>
  )
}

const ProtocolRow = ({ of: { ref, title, summary, approvedBy, effective, unconfirmed, numbers } }: { readonly of: ProtocolSummary }) => (
  <Row to={`/protocols/${ref.id}`} title={title} says={summary}>
    <div className="wm-row" style={{ marginTop: 8 }}>
      <span className="wm-soft">
        Version {ref.version}, from {date(effective)}
      </span>
      {approvedBy ? (
        <Mark kind="signed" size="small">{`Approved by ${approvedBy}`}</Mark>
      ) : (
        <Mark kind="unknown" size="small">
          Not approved yet
        </Mark>
      )}
      {unconfirmed > 0 && <Mark kind="unconfirmedPolicy" size="small">{`${unconfirmed} of ${numbers} numbers to be confirmed`}</Mark>}
    </div>
  </Row>
)
