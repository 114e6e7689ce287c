import { Button } from '@mantine/core'
import { IconPrinter } from '@tabler/icons-react'
import { useGet } from '../../ui/ask.ts'
import { useNow } from '../../ui/clock.ts'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import { useZone } from '../../ui/me.ts'
import { Page } from '../../ui/Page.tsx'
import { PatientHeading } from '../../ui/PatientHeading.tsx'
import { Waiting } from '../../ui/Waiting.tsx'
import { age, date } from '../../ui/words.ts'
import type { DecisionPage } from './answers.ts'
import { AskedFor } from './screen/AskedFor.tsx'
import { Findings } from './screen/Findings.tsx'
import { Headline } from './screen/Headline.tsx'
import { History } from './screen/History.tsx'
import { Sign } from './screen/Sign.tsx'
import { StandingNote } from './screen/StandingNote.tsx'
import './screen/decision.css'

/** May I, why, and what is missing: everything a physician needs to decide about one person. */
export function DecisionScreen({ id }: { readonly id: string }) {
  const { data, error, isPending, refetch } = useGet<DecisionPage>(`/api/patients/${id}/decision`)
  const zone = useZone()
  const now = useNow()
  const back = { to: `/patients/${id}`, word: 'Chart' }
  if (!data)
    return (
      <Page tab="Decision" title="Decision" back={back}>
        {isPending && <Waiting rows={4} height={120} gap={24} />}
        <ErrorNote error={error} again={() => void refetch()} />
      </Page>
    )
  const { person } = data
  return (
    <Page tab={`Decision, ${person.name}`} back={back}>
      <div className="wm-page-head">
        <PatientHeading
          name={person.name}
          age={age(person.birthDate, now, zone)}
          allergies={person.allergies}
          facts={[`born ${date(person.birthDate)}`, ...(person.mrn ? [`no. ${person.mrn}`] : [])]}
          restricted={person.restricted}
        />
        {data.verdict && (
          <Button variant="default" className="wm-screen-only" leftSection={<IconPrinter size={18} />} onClick={() => window.print()}>
            Print
          </Button>
        )}
      </div>
      <ErrorNote error={error} again={() => void refetch()} />
      <AskedFor id={id} page={data} />
      <StandingNote id={id} page={data} />
      {data.verdict && (
        <>
          <Headline id={id} page={data} verdict={data.verdict} />
          <Findings id={id} page={data} verdict={data.verdict} />
          <Sign id={id} page={data} verdict={data.verdict} />
        </>
      )}
      <History page={data} />
    </Page>
  )
}
