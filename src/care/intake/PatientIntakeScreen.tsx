import { Button, TextInput } from '@mantine/core'
import { IconPrinter } from '@tabler/icons-react'
import { useState } from 'react'
import { useGet } from '../../ui/ask.ts'
import { Card } from '../../ui/Card.tsx'
import { useNow } from '../../ui/clock.ts'
import { Empty } from '../../ui/Empty.tsx'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import { useMay, useZone } from '../../ui/me.ts'
import { Page } from '../../ui/Page.tsx'
import { uuidv7 } from '../../ui/uuid.ts'
import { Waiting } from '../../ui/Waiting.tsx'
import { dayAndClock } from '../../ui/words.ts'
import type { PatientIntake } from './answers.ts'
import { LinkShown } from './LinkShown.tsx'
import { Standing, says } from './Standing.tsx'
import { useSend } from './useSend.tsx'
import './intake.css'

/** All a patient answered, with who and when and what stood there before; and the link for more. */
export function PatientIntakeScreen({ id }: { readonly id: string }) {
  const all = useGet<{ intakes: readonly PatientIntake[] }>(`/api/patients/${id}/intakes`)
  const { busy, error, link, hide, sends } = useSend()
  const may = useMay()
  const name = all.data?.intakes[0]?.name
  const acts = (
    <>
      {may('intake.send') && (
        <Button loading={busy} onClick={() => void sends('/api/intakes', { intake: uuidv7(), person: { patient: id } }, name ?? 'the patient')}>
          Send the questions
        </Button>
      )}
      <Button variant="default" leftSection={<IconPrinter size={20} />} onClick={() => window.print()}>
        Print
      </Button>
    </>
  )
  return (
    <Page
      title={name ? `Intake of ${name}` : 'Intake'}
      tab="Intake"
      back={{ to: `/patients/${id}`, word: 'Chart' }}
      acts={acts}
      says="What is known and who said it stands on the chart; there it is filled and corrected."
    >
      <ErrorNote error={error} />
      <ErrorNote error={all.error} again={() => void all.refetch()} />
      {all.isPending && <Waiting rows={4} />}
      {all.data?.intakes.length === 0 && <Empty title="No questions were sent yet">Send them, and the patient answers on their own phone.</Empty>}
      {all.data?.intakes.map((one) => (
        <One key={one.id} of={one} />
      ))}
      {link && <LinkShown of={link.made} name={link.name} close={hide} />}
    </Page>
  )
}

function One({ of }: { readonly of: PatientIntake }) {
  const now = useNow()
  const zone = useZone()
  const sections = [...new Set(of.shown.map(({ section }) => section))]
  return (
    <Card title={`Sent ${dayAndClock(of.openedAt, zone)}`} says={`${of.answered} of ${of.of} answered; ${says(of, now)}`} acts={<Standing of={of} now={now} />}>
      {of.totals.length > 0 && (
        <dl className="in-totals">
          {of.totals.map((one) => (
            <div key={one.name}>
              <dt className="wm-soft">{one.name}</dt>
              <dd>{one.says}</dd>
            </div>
          ))}
        </dl>
      )}
      {sections.map((section) => (
        <section key={section} className="in-section">
          <h3>{section}</h3>
          <dl>
            {of.shown
              .filter((one) => one.section === section)
              .map((one) => (
                <div key={one.question} data-danger={one.danger || undefined} data-open={one.at === null || undefined}>
                  <dt>{one.question}</dt>
                  <dd>
                    <strong>{one.answer}</strong>
                    {one.at && (
                      <span className="wm-soft wm-small">
                        {' '}
                        {one.by}, {dayAndClock(one.at as never, zone)}
                      </span>
                    )}
                    {one.danger && <span className="in-danger"> ▲ asked for help to be called</span>}
                    {one.earlier.map((before) => (
                      <span key={before.at} className="wm-soft wm-small in-earlier">
                        before: {before.answer} ({before.by}, {dayAndClock(before.at as never, zone)})
                      </span>
                    ))}
                  </dd>
                </div>
              ))}
          </dl>
        </section>
      ))}
      <LinkActs of={of} />
    </Card>
  )
}

function LinkActs({ of }: { readonly of: PatientIntake }) {
  const [reason, setReason] = useState<string | null>(null)
  const { busy, error, link, hide, sends, does } = useSend()
  if (!useMay()('intake.send')) return null
  return (
    <div className="wm-stack wm-screen-only">
      <ErrorNote error={error} />
      {reason === null ? (
        <div className="wm-row">
          <Button variant="default" loading={busy} onClick={() => void sends(`/api/intakes/${of.id}/link`, {}, of.name)}>
            A new link
          </Button>
          {!of.linkEnded && (
            <Button variant="default" onClick={() => setReason('')}>
              End the link
            </Button>
          )}
        </div>
      ) : (
        <div className="wm-field-and-act">
          <TextInput label="Why the link ends" maxLength={500} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
          <Button loading={busy} onClick={() => void does(`/api/intakes/${of.id}/revoke`, { reason }).then((is) => is && setReason(null))}>
            End the link
          </Button>
        </div>
      )}
      {link && <LinkShown of={link.made} name={link.name} close={hide} />}
    </div>
  )
}
