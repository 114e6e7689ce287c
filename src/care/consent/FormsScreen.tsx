import { useGet } from '../../ui/ask.ts'
import { Card } from '../../ui/Card.tsx'
import { Empty } from '../../ui/Empty.tsx'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import { Mark } from '../../ui/Mark.tsx'
import { Page } from '../../ui/Page.tsx'
import { Row, Rows } from '../../ui/Rows.tsx'
import { Waiting } from '../../ui/Waiting.tsx'
import { date } from '../../ui/words.ts'
import type { Forms } from './answers.ts'

/** The forms of consent in force. */
export function FormsScreen() {
  const answer = useGet<Forms>('/api/consent-forms')
  return (
    <Page title="Forms of consent" tab="Forms of consent" says="Each tells everything it must, in plain words; one that does not is not loaded." width="text">
      <ErrorNote error={answer.error} again={() => void answer.refetch()} />
      <Card flush>
        {answer.isPending && <Waiting rows={2} height={80} />}
        {answer.data?.forms.length === 0 && <Empty title="No form is installed">Forms in the folder “protocols/consent” are read when Waymark starts.</Empty>}
        <Rows label="Forms of consent">
          {answer.data?.forms.map(({ ref, template }) => (
            <Row
              key={ref.id}
              to={`/consent-forms/${ref.id}`}
              title={template.title}
              says={`Version ${ref.version}, from ${date(template.effective)}`}
              side={
                <Mark kind={template.offLabel ? 'look' : 'confirmed'} size="small">
                  {template.offLabel ? 'Off-label use' : 'An approved use'}
                </Mark>
              }
            />
          ))}
        </Rows>
      </Card>
    </Page>
  )
}
