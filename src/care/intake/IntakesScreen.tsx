import { useGet } from '../../ui/ask.ts'
import { Card } from '../../ui/Card.tsx'
import { useNow } from '../../ui/clock.ts'
import { Empty } from '../../ui/Empty.tsx'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import { useMay } from '../../ui/me.ts'
import { Page } from '../../ui/Page.tsx'
import { Row, Rows } from '../../ui/Rows.tsx'
import { Waiting } from '../../ui/Waiting.tsx'
import type { ListedIntake } from './answers.ts'
import { InstrumentsCard } from './InstrumentsCard.tsx'
import { NewcomerForm } from './NewcomerForm.tsx'
import { ReferralsCard } from './ReferralsCard.tsx'
import { Standing, says } from './Standing.tsx'
import './intake.css'

/** The inbox: who asks for a consultation, who is at their questions and how far. */
export function IntakesScreen() {
  const may = useMay()
  const now = useNow()
  const all = useGet<{ intakes: readonly ListedIntake[] }>('/api/intakes')
  return (
    <Page title="Intake" tab="Intake" says="Questions patients answer on their own phone, by a link.">
      {may('referral.answer') && <ReferralsCard />}
      <Card title="Send a link to somebody new" says="For a patient who is registered, open their chart and send it from there.">
        <NewcomerForm word="Make the link" path="/api/intakes" />
      </Card>
      <Card title="At their questions" flush>
        {all.isPending && <Waiting rows={3} />}
        <ErrorNote error={all.error} again={() => void all.refetch()} />
        {all.data?.intakes.length === 0 && <Empty title="No links were sent yet">Send one above, or from a patient’s chart.</Empty>}
        <Rows label="At their questions">
          {all.data?.intakes.map((one) => (
            <Row
              key={one.id}
              title={one.name}
              says={says(one, now)}
              side={<Standing of={one} now={now} />}
              {...(one.lastAt ? { to: `/patients/${one.patient}/intake` } : {})}
            />
          ))}
        </Rows>
      </Card>
      {may('protocol.read') && <InstrumentsCard />}
    </Page>
  )
}
