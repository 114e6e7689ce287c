import { Button, Checkbox, TextInput } from '@mantine/core'
import { useState } from 'react'
import { Card } from '../../ui/Card.tsx'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import { useMay, useZone } from '../../ui/me.ts'
import { Row, Rows } from '../../ui/Rows.tsx'
import { dayAndClock } from '../../ui/words.ts'
import type { OneConsent } from './answers.ts'
import { useConsentCommand } from './useConsentCommand.tsx'

type Props = { readonly patient: string; readonly one: OneConsent }

/** What the patient asked and what they were told; and, if somebody asked for it, the consent in their own words. */
export function QuestionsCard({ patient, one: { id, consent } }: Props) {
  const zone = useZone()
  const may = useMay()('consent.prepare') && (consent.status === 'open' || consent.status === 'half')
  if (consent.questions.length === 0 && consent.taughtBack.length === 0 && !may) return null
  return (
    <Card title="Questions and understanding" flush>
      {(consent.questions.length > 0 || consent.taughtBack.length > 0) && (
        <Rows label="Questions and understanding">
          {consent.questions.map((asked) => (
            <Row
              key={asked.id}
              title={asked.words}
              says={asked.answer ? `${asked.answer.words} (${asked.answer.by.name}, ${dayAndClock(asked.answer.at, zone)})` : 'Not answered yet'}
            >
              {!asked.answer && may && <Answer patient={patient} consent={id} question={asked.id} />}
            </Row>
          ))}
          {consent.taughtBack.map((said) => (
            <Row
              key={said.at + said.words}
              title={`“${said.words}”`}
              says={`${said.understood ? 'Said back, and understood' : 'Said back; explained again'} (${said.by.name}, ${dayAndClock(said.at, zone)})`}
            />
          ))}
        </Rows>
      )}
      {consent.status === 'open' && may && <TeachBack patient={patient} consent={id} />}
    </Card>
  )
}

function Answer({ patient, consent, question }: { readonly patient: string; readonly consent: string; readonly question: string }) {
  const { busy, error, send } = useConsentCommand(patient, consent)
  const [words, setWords] = useState('')
  return (
    <div className="wm-stack">
      <div className="wm-field-and-act">
        <TextInput label="What the patient was told" value={words} maxLength={2000} onChange={(event) => setWords(event.currentTarget.value)} />
        <Button loading={busy} disabled={words.trim() === ''} onClick={() => void send({ type: 'answer', data: { question, words } }, 'Answered')}>
          Keep the answer
        </Button>
      </div>
      <ErrorNote error={error} />
    </div>
  )
}

function TeachBack({ patient, consent }: { readonly patient: string; readonly consent: string }) {
  const { busy, error, send } = useConsentCommand(patient, consent)
  const [words, setWords] = useState('')
  const [understood, setUnderstood] = useState(false)
  const keep = async () => {
    if (await send({ type: 'teach-back', data: { words, understood } }, 'Kept')) setWords('')
  }
  return (
    <div className="wm-inset wm-stack">
      <TextInput
        label="In the patient’s own words (if you ask for it)"
        description="“Tell me what this treatment is, and what could go wrong.”"
        value={words}
        maxLength={2000}
        onChange={(event) => setWords(event.currentTarget.value)}
      />
      {words.trim() !== '' && (
        <div className="wm-row">
          <Checkbox label="They understood it" checked={understood} onChange={(event) => setUnderstood(event.currentTarget.checked)} />
          <Button variant="default" loading={busy} onClick={() => void keep()}>
            Keep it
          </Button>
        </div>
      )}
      <ErrorNote error={error} />
    </div>
  )
}
