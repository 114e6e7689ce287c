import { Button } from '@mantine/core'
import { IconCalendarPlus, IconScale } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useGet } from '../../ui/ask.ts'
import { useNow } from '../../ui/clock.ts'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import { useMay, useZone } from '../../ui/me.ts'
import { Note } from '../../ui/Note.tsx'
import { Page } from '../../ui/Page.tsx'
import { PatientHeading } from '../../ui/PatientHeading.tsx'
import { Waiting } from '../../ui/Waiting.tsx'
import { age, clock, date } from '../../ui/words.ts'
import { AllergiesCard } from './AllergiesCard.tsx'
import type { Chart } from './answers.ts'
import { BreakGlass } from './BreakGlass.tsx'
import { ContactsCard } from './ContactsCard.tsx'
import { PersonCard } from './PersonCard.tsx'
import { RestrictionCard } from './RestrictionCard.tsx'
import { SessionsCard } from './SessionsCard.tsx'
import { useListed } from './useListed.tsx'

const back = { to: '/patients', word: 'Patients' }

/** The cards of other capabilities: `more` after the sessions, `last` at the foot, for what is long. */
export function ChartScreen({ id, more, last }: { readonly id: string; readonly more?: ReactNode; readonly last?: ReactNode }) {
  const may = useMay()
  // Somebody without the right may have broken the glass; whoever can do neither is not asked about.
  const asks = may('chart.read') || may('chart.break-glass')
  const chart = useGet<Chart>(`/api/patients/${id}`, { enabled: asks })
  const listed = useListed(id)
  if (chart.data) return <ChartPage id={id} chart={chart.data} more={more} last={last} />
  const heading = listed ? { title: `${listed.givenName} ${listed.familyName}`, says: `born ${date(listed.birthDate)}` } : {}
  const closed = !asks || chart.error?.code === 'chart-restricted' || chart.error?.code === 'not-allowed'
  return (
    <Page tab="Chart" back={back} {...heading}>
      {asks && chart.isPending && <Waiting rows={3} height={140} gap={24} />}
      {closed ? (
        <BreakGlass id={id} why={chart.error?.message ?? 'Your role does not include reading charts.'} opened={() => void chart.refetch()} />
      ) : (
        <ErrorNote error={chart.error} again={() => void chart.refetch()} />
      )}
    </Page>
  )
}

type Props = { readonly id: string; readonly chart: Chart; readonly more: ReactNode; readonly last: ReactNode }

function ChartPage({ id, chart: { patient, sessions, openUntil }, more, last }: Props) {
  const zone = useZone()
  const may = useMay()
  const name = `${patient.givenName} ${patient.familyName}`
  const years = age(patient.birthDate, useNow(), zone)
  const facts = [`born ${date(patient.birthDate)}`, ...(patient.mrn ? [`no. ${patient.mrn}`] : [])]
  const allergies = { status: patient.allergyStatus, substances: patient.allergies.map(({ substance }) => substance) }
  return (
    <Page tab={name} back={back}>
      <div className="wm-page-head">
        <PatientHeading name={name} age={years} allergies={allergies} facts={facts} restricted={patient.restrictedTo !== undefined} />
        <div className="wm-row wm-screen-only">
          {may('chart.read') && (
            <Button component={Link} to={`/patients/${id}/intake`} variant="default">
              Intake
            </Button>
          )}
          {may('chart.read') && (
            <Button component={Link} to={`/patients/${id}/decision`} variant="default" leftSection={<IconScale size={20} />}>
              Decision
            </Button>
          )}
          {may('session.schedule') && (
            <Button component={Link} to={`/patients/${id}/plan`} leftSection={<IconCalendarPlus size={20} />}>
              Plan a session
            </Button>
          )}
        </div>
      </div>
      {openUntil && <Note tone="due" title={`This chart is open to you until ${clock(openUntil, zone)}, by break-glass. The owner was told.`} />}
      <SessionsCard sessions={sessions} />
      {more}
      <AllergiesCard id={id} patient={patient} />
      <PersonCard id={id} patient={patient} />
      <ContactsCard id={id} patient={patient} />
      <RestrictionCard id={id} patient={patient} />
      {last}
    </Page>
  )
}
