import { Button } from '@mantine/core'
import { useState } from 'react'
import type { Instant } from '../../medicine/time.ts'
import { Card } from '../../ui/Card.tsx'
import { useNow } from '../../ui/clock.ts'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import { useMay, useMe, useZone } from '../../ui/me.ts'
import { dayAndClock } from '../../ui/words.ts'
import { AnswerForm } from './AnswerForm.tsx'
import { ConcernHistory } from './ConcernHistory.tsx'
import { ConcernState } from './ConcernState.tsx'
import type { Policy, SeenConcern } from './safety.wire.ts'
import { commandsOf, useSafetyCommand } from './useSafetyCommand.tsx'

type Props = { readonly patient: string; readonly concern: SeenConcern; readonly policy: Policy }

/** One concern: how it stands, everything that happened, and what a clinician can do. */
export function ConcernCard({ patient, concern, policy }: Props) {
  const [now, zone, { staff }, may] = [useNow(), useZone(), useMe(), useMay()]
  const [form, setForm] = useState<'answer' | 'correct' | null>(null)
  const { busy, error, send } = useSafetyCommand(commandsOf(patient))
  const open = concern.status === 'open'
  const acknowledge = () => void send({ type: 'acknowledge', data: { concern: concern.id } }, 'Acknowledged in your name')
  return (
    <Card
      title={open ? 'Waits for an answer' : 'Answered'}
      says={`Raised ${dayAndClock(concern.raisedAt as Instant, zone)}`}
      tone={open && !concern.acknowledged ? 'alert' : open ? 'due' : 'plain'}
    >
      <div className="wm-stack">
        <div className="wm-row">
          <ConcernState of={concern} now={now} zone={zone} />
          {open && !concern.onCall && <span className="wm-soft">Nobody was on call; every physician and nurse sees it.</span>}
        </div>
        <ConcernHistory concern={concern} policy={policy} />
        <ErrorNote error={error} />
        {may('safety.answer') && form === null && (
          <div className="wm-row wm-screen-only">
            {open && !concern.acknowledged && (
              <Button color="red" size="md" loading={busy} onClick={acknowledge}>
                Acknowledge, as {staff.name}
              </Button>
            )}
            <Button size="md" variant={open && concern.acknowledged ? 'filled' : 'default'} onClick={() => setForm(open ? 'answer' : 'correct')}>
              {open ? 'Answer …' : 'Correct the answer …'}
            </Button>
          </div>
        )}
        {form && <AnswerForm patient={patient} concern={concern} steps={policy.steps} corrects={form === 'correct'} done={() => setForm(null)} />}
      </div>
    </Card>
  )
}
