import { Button } from '@mantine/core'
import { IconPrinter } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useGet } from '../../ui/ask.ts'
import { Card } from '../../ui/Card.tsx'
import { useNow } from '../../ui/clock.ts'
import { Empty } from '../../ui/Empty.tsx'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import { useMay, useZone } from '../../ui/me.ts'
import { Note } from '../../ui/Note.tsx'
import { Page } from '../../ui/Page.tsx'
import { PatientHeading } from '../../ui/PatientHeading.tsx'
import { Waiting } from '../../ui/Waiting.tsx'
import { age, date } from '../../ui/words.ts'
import type { Patient } from '../patient/patient.ts'
import { ConcernCard } from './ConcernCard.tsx'
import type { PatientAnswer } from './safety.wire.ts'
import { answerWords, itemName } from './safety.words.ts'

type Chart = { readonly patient: Extract<Patient, { status: 'registered' }> }

/** The safety record of one patient: what waits, and everything before. */
export function SafetyPatientScreen({ id }: { readonly id: string }) {
  const readsCharts = useMay()('chart.read')
  const chart = useGet<Chart>(`/api/patients/${id}`, { enabled: readsCharts })
  const answer = useGet<PatientAnswer>(`/api/patients/${id}/safety`)
  const refused = answer.error?.code === 'chart-restricted' || answer.error?.code === 'not-allowed'
  const { concerns = [], passedOver = [], policy } = answer.data ?? {}
  const items = { items: (policy?.items ?? []).map((item) => ({ ...item, positive: { is: true } as const })) }
  return (
    <Page tab="Safety" width="text" back={{ to: '/safety', word: 'Safety' }}>
      <div className="wm-page-head">
        {chart.data ? <Who patient={chart.data.patient} /> : <h1>Safety</h1>}
        {concerns.length > 0 && <Print />}
      </div>
      {answer.isPending && <Waiting rows={1} height={240} />}
      <ErrorNote error={answer.error} again={() => void answer.refetch()} />
      {refused && (
        <Note tone="due" title="If none of the named people can be reached">
          <Link to={`/patients/${id}`}>Open the chart by break-glass</Link>; then you can acknowledge and answer. The owner is told.
        </Note>
      )}
      {answer.data && concerns.length === 0 && (
        <Card flush>
          <Empty title="No safety answer was positive">Positive answers from anywhere appear here at once.</Empty>
        </Card>
      )}
      {policy && concerns.map((concern) => <ConcernCard key={concern.id} patient={id} concern={concern} policy={policy} />)}
      {passedOver.length > 0 && (
        <Card title="In older records" says="Imported answers too old to be a concern of today; nobody was called for them.">
          {passedOver.map(({ item, answer: given, said, at }) => (
            <p key={`${item} ${at} ${said}`}>
              {itemName(items, item)}: {answerWords(given)}, {said}
            </p>
          ))}
        </Card>
      )}
    </Page>
  )
}

const Print = () => (
  <Button variant="default" className="wm-screen-only" leftSection={<IconPrinter size={20} />} onClick={() => window.print()}>
    Print
  </Button>
)

function Who({ patient }: Chart) {
  const years = age(patient.birthDate, useNow(), useZone())
  const allergies = { status: patient.allergyStatus, substances: patient.allergies.map(({ substance }) => substance) }
  const phone = patient.phone ? [<a key="phone" href={`tel:${patient.phone}`}>{`Call ${patient.phone}`}</a>] : ['no telephone number on the chart']
  return (
    <PatientHeading
      name={`${patient.givenName} ${patient.familyName}`}
      age={years}
      allergies={allergies}
      facts={[`born ${date(patient.birthDate)}`, ...phone]}
      restricted={patient.restrictedTo !== undefined}
    />
  )
}
