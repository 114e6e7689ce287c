import { Anchor, Button, Checkbox, TextInput } from '@mantine/core'
import { useState } from 'react'
import { command, post } from '../../ui/api.ts'
import { useAct } from '../../ui/ask.ts'
import { Card } from '../../ui/Card.tsx'
import { Confirm } from '../../ui/Confirm.tsx'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import { HoldButton } from '../../ui/HoldButton.tsx'
import { useMay } from '../../ui/me.ts'
import type { OneConsent } from './answers.ts'
import { helpersToSign, openQuestions, unreadSections } from './consent.ts'
import { keepHanded } from './handed.tsx'
import { useConsentCommand } from './useConsentCommand.tsx'

type Props = { readonly patient: string; readonly one: OneConsent }

/** What is next: hand it over, sign, print, take back. */
export function ConsentActs({ patient, one: { id, consent } }: Props) {
  const may = useMay()
  const { busy, error, act } = useAct()
  const [ending, setEnding] = useState<'withdraw' | 'set-aside' | null>(null)
  const open = consent.status === 'open' || (consent.status === 'half' && helpersToSign(consent).length > 0)
  const signable = consent.status === 'half' && helpersToSign(consent).length === 0
  const running = consent.status === 'open' || consent.status === 'half'
  const handOver = async () => {
    const made = await act(() => post<{ pass: string }>(`/api/patients/${patient}/consents/${id}/hand-over`, command({ type: 'hand-over', data: {} })))
    if (!made) return
    keepHanded({ patient, consent: id, pass: made.pass })
    // A new page, so that nothing of the clinic stays in the memory of this one.
    location.assign('/consent-desk')
  }
  return (
    <Card title="What is next" says={nextWords(consent)}>
      <div className="wm-stack">
        <div className="wm-row">
          {open && may('consent.prepare') && (
            <Button size="md" loading={busy} onClick={() => void handOver()}>
              Lock this screen and hand it to the patient
            </Button>
          )}
          {may('record.print') && (
            <Anchor href={`/api/patients/${patient}/consents/${id}/consent.pdf`} target="_blank">
              {consent.status === 'signed' ? 'Signed paper (PDF)' : 'Paper (PDF)'}
            </Anchor>
          )}
          {may('record.print') && consent.status === 'withdrawn' && consent.clinicianSigned && (
            <Anchor href={`/api/patients/${patient}/consents/${id}/consent.pdf?as=signed`} target="_blank">
              As it was signed (PDF)
            </Anchor>
          )}
        </div>
        <ErrorNote error={error} />
        {signable && may('consent.sign-clinician') && <ClinicianSigns patient={patient} id={id} />}
        <div className="wm-row">
          {(consent.status === 'signed' || consent.status === 'half') && may('consent.withdraw') && (
            <Button variant="default" onClick={() => setEnding('withdraw')}>
              The patient takes it back…
            </Button>
          )}
          {running && may('consent.prepare') && (
            <Button variant="default" onClick={() => setEnding('set-aside')}>
              Set it aside…
            </Button>
          )}
        </div>
      </div>
      {ending && <Ending patient={patient} id={id} how={ending} close={() => setEnding(null)} />}
    </Card>
  )
}

function nextWords(consent: Props['one']['consent']): string {
  switch (consent.status) {
    case 'open': {
      const [unread, asked] = [unreadSections(consent).length, openQuestions(consent).length]
      if (asked > 0) return 'A question waits for an answer below; then the patient can sign.'
      return unread === 0
        ? 'Everything is read. The patient can sign.'
        : `The patient has ${unread} of ${consent.template.sections.length} parts to read, then signs.`
    }
    case 'half':
      return helpersToSign(consent).length > 0
        ? `The ${helpersToSign(consent).join(' and the ')} has to sign.`
        : 'The patient has signed. A physician signs next, in their own name.'
    case 'signed':
      return 'Signed by both. The paper is sealed.'
    case 'withdrawn':
    case 'set-aside':
      return 'It does not hold. What was written stays.'
    default:
      return consent.status satisfies never
  }
}

function ClinicianSigns({ patient, id }: { readonly patient: string; readonly id: string }) {
  const { busy, error, send } = useConsentCommand(patient, id)
  const [said, setSaid] = useState({ capacity: false, answered: false })
  const ready = said.capacity && said.answered
  return (
    <div className="wm-stack">
      <Checkbox
        label="I talked with the patient. They understand this and can decide it for themselves."
        checked={said.capacity}
        onChange={(event) => setSaid({ ...said, capacity: event.currentTarget.checked })}
      />
      <Checkbox
        label="All of their questions were answered."
        checked={said.answered}
        onChange={(event) => setSaid({ ...said, answered: event.currentTarget.checked })}
      />
      <ErrorNote error={error} />
      <HoldButton
        disabled={!ready || busy}
        why={ready ? undefined : 'Say both first'}
        onHeld={() => void send({ type: 'sign-clinician', data: { capacity: true, answered: true } }, 'Signed')}
      >
        Sign in my name
      </HoldButton>
    </div>
  )
}

function Ending({
  patient,
  id,
  how,
  close,
}: {
  readonly patient: string
  readonly id: string
  readonly how: 'withdraw' | 'set-aside'
  readonly close: () => void
}) {
  const { busy, error, send } = useConsentCommand(patient, id)
  const [reason, setReason] = useState('')
  const [declined, setDeclined] = useState(false)
  const go = async () => {
    const done =
      how === 'withdraw'
        ? await send({ type: 'withdraw', data: { reason } }, 'Withdrawn')
        : await send({ type: 'set-aside', data: { reason, declined } }, declined ? 'Noted: the patient said no' : 'Set aside')
    if (done) close()
  }
  return (
    <Confirm
      opened
      title={how === 'withdraw' ? 'The patient takes it back' : 'Set this consent aside'}
      word={how === 'withdraw' ? 'Note it' : 'Set aside'}
      busy={busy}
      error={error}
      close={close}
      go={() => void go()}
    >
      <p>{how === 'withdraw' ? 'From now on it does not hold. What was signed stays in the chart.' : 'Nobody signs it any more. It stays in the chart.'}</p>
      {how === 'set-aside' && <Checkbox label="The patient said no" checked={declined} onChange={(event) => setDeclined(event.currentTarget.checked)} />}
      <TextInput
        label={how === 'withdraw' ? 'Why, in the patient’s words' : 'Why'}
        maxLength={500}
        required
        withAsterisk={false}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        data-autofocus
      />
    </Confirm>
  )
}
