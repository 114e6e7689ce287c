import { Button, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useGet } from '../../ui/ask.ts'
import { Card } from '../../ui/Card.tsx'
import { Empty } from '../../ui/Empty.tsx'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import { Mark } from '../../ui/Mark.tsx'
import { useZone } from '../../ui/me.ts'
import { Row, Rows } from '../../ui/Rows.tsx'
import { Waiting } from '../../ui/Waiting.tsx'
import { dayAndClock } from '../../ui/words.ts'
import type { ListedReferral } from './answers.ts'
import { NewcomerForm } from './NewcomerForm.tsx'
import { useSend } from './useSend.tsx'

/** Who asks for a consultation on the public page: taken, or declined with a reason. */
export function ReferralsCard() {
  const asked = useGet<{ referrals: readonly ListedReferral[] }>('/api/referrals')
  return (
    <Card title="Asking for a consultation" says="From the public self-check page." flush>
      {asked.isPending && <Waiting rows={2} />}
      <ErrorNote error={asked.error} again={() => void asked.refetch()} />
      {asked.data?.referrals.length === 0 && <Empty title="Nobody is waiting">Whoever asks on the public page “Is it right for me?” stands here.</Empty>}
      <Rows label="Asking for a consultation">
        {asked.data?.referrals.map((one) => (
          <ReferralRow key={one.id} of={one} />
        ))}
      </Rows>
    </Card>
  )
}

function ReferralRow({ of }: { readonly of: ListedReferral }) {
  const zone = useZone()
  const [open, setOpen] = useState<'take' | 'decline' | null>(null)
  const says = [of.contact, `asked ${dayAndClock(of.at, zone)}`].join(' · ')
  const settled = of.status !== 'waiting' && `${of.status === 'taken' ? 'Taken' : 'Declined'} by ${of.settledBy}${of.reason ? `: ${of.reason}` : ''}`
  return (
    <Row title={of.name} says={says} side={of.status === 'waiting' ? <Mark kind="due">Waiting</Mark> : <span className="wm-soft">{settled}</span>}>
      {of.message && <p>“{of.message}”</p>}
      {of.shared.length > 0 && (
        <dl className="in-shared">
          {of.shared.map(({ question, answer }) => (
            <div key={question}>
              <dt className="wm-soft">{question}</dt>
              <dd>{answer}</dd>
            </div>
          ))}
        </dl>
      )}
      {of.status === 'waiting' && open === null && (
        <div className="wm-row">
          <Button onClick={() => setOpen('take')}>Take</Button>
          <Button variant="default" onClick={() => setOpen('decline')}>
            Decline
          </Button>
        </div>
      )}
      {open === 'take' && (
        <NewcomerForm
          word="Take, and make the link"
          name={of.name}
          path={`/api/referrals/${of.id}/take`}
          askBirth={false}
          body={({ patient, givenName, familyName }) => ({ patient, givenName, familyName })}
          done={() => setOpen(null)}
        />
      )}
      {open === 'decline' && <Decline id={of.id} done={() => setOpen(null)} />}
    </Row>
  )
}

function Decline({ id, done }: { readonly id: string; readonly done: () => void }) {
  const [reason, setReason] = useState('')
  const { busy, error, does } = useSend()
  return (
    <div className="wm-stack">
      <Textarea
        label="Why"
        description="It stays in the clinic"
        autosize
        minRows={2}
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <ErrorNote error={error} />
      <div className="wm-row">
        <Button loading={busy} onClick={() => void does(`/api/referrals/${id}/decline`, { reason }).then((is) => is && done())}>
          Decline
        </Button>
        <Button variant="default" onClick={done}>
          Leave it
        </Button>
      </div>
    </div>
  )
}
