import { useParams } from '@tanstack/react-router'
import { useGet } from '../../ui/ask.ts'
import { Card } from '../../ui/Card.tsx'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import { Mark } from '../../ui/Mark.tsx'
import { useZone } from '../../ui/me.ts'
import { Note } from '../../ui/Note.tsx'
import { Page } from '../../ui/Page.tsx'
import { Waiting } from '../../ui/Waiting.tsx'
import { dayAndClock } from '../../ui/words.ts'
import type { OneConsent } from './answers.ts'
import { ConsentActs } from './ConsentActs.tsx'
import { filledSections } from './consent.ts'
import { FormWords } from './FormWords.tsx'
import { PlanCheck } from './PlanCheck.tsx'
import { QuestionsCard } from './QuestionsCard.tsx'
import { SignaturesCard } from './SignaturesCard.tsx'
import { stateOf, treatmentWords } from './state.view.ts'
import './consent.css'

/** One consent, as the clinic sees it: how it stands, what is next, what was asked, the words. */
export function ConsentScreen({ id }: { readonly id: string }) {
  const { consent = '' } = useParams({ strict: false }) as { consent?: string }
  const answer = useGet<OneConsent>(`/api/patients/${id}/consents/${consent}`)
  const title = answer.data?.consent.template.title ?? 'Consent'
  return (
    <Page tab={title} title={title} back={{ to: `/patients/${id}`, word: 'Chart' }} width="text">
      <ErrorNote error={answer.error} again={() => void answer.refetch()} />
      {answer.isPending && <Waiting rows={3} height={140} gap={24} />}
      {answer.data && <Whole key={consent} patient={id} one={answer.data} />}
    </Page>
  )
}

function Whole({ patient, one }: { readonly patient: string; readonly one: OneConsent }) {
  const zone = useZone()
  const { consent, asksAnew } = one
  const { mark, words } = stateOf(one)
  return (
    <>
      <div className="wm-stack">
        <div className="wm-row">
          <Mark kind={mark}>{words}</Mark>
          <span className="wm-soft">{treatmentWords(consent)}</span>
        </div>
        <span className="wm-soft">
          Version {consent.form.version}, prepared {dayAndClock(consent.prepared.at, zone)} by {consent.prepared.by.name}
        </span>
        {asksAnew.length > 0 && (
          <Note tone="due" title="The patient has to be asked anew">
            {asksAnew.join(' ')}
          </Note>
        )}
        {consent.withdrawn && (
          <Note tone="due" title={`Withdrawn ${dayAndClock(consent.withdrawn.at, zone)}, noted by ${consent.withdrawn.by.name}`}>
            {consent.withdrawn.reason}
          </Note>
        )}
        {consent.setAside && (
          <Note
            title={`${consent.setAside.declined ? 'The patient said no' : 'Set aside'}, ${dayAndClock(consent.setAside.at, zone)}, ${consent.setAside.by.name}`}
          >
            {consent.setAside.reason}
          </Note>
        )}
      </div>
      <ConsentActs patient={patient} one={one} />
      <QuestionsCard patient={patient} one={one} />
      <SignaturesCard consent={consent} />
      {consent.status === 'signed' && <PlanCheck patient={patient} one={one} />}
      <Card title="The words" says="As they were filled in and read">
        <div className="wm-stack">
          {filledSections(consent.template, consent.fill).map(({ id, title, words: text }, i) => (
            <div key={id} className="cn-part">
              <h3>
                {i + 1}. {title}
              </h3>
              <FormWords words={text} />
            </div>
          ))}
        </div>
      </Card>
    </>
  )
}
