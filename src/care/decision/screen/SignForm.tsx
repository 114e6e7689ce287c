import { Button, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { addMs } from '../../../medicine/time.ts'
import { AskNote } from '../../../ui/AskNote.tsx'
import { useNow } from '../../../ui/clock.ts'
import { ErrorNote } from '../../../ui/ErrorNote.tsx'
import { HoldButton } from '../../../ui/HoldButton.tsx'
import { Mark } from '../../../ui/Mark.tsx'
import { useZone } from '../../../ui/me.ts'
import { atWall, wallOf } from '../../../ui/zoned.ts'
import type { DecisionPage } from '../answers.ts'
import type { DecisionOrder, Outcome } from '../decision.ts'
import { severityWords } from '../decision.words.ts'
import { mayOverride, needsOverride } from '../taken.ts'
import { useDecisionCommand } from '../useDecisionCommand.tsx'
import { lastDay } from './last-day.ts'

type Props = {
  readonly id: string
  readonly page: DecisionPage
  readonly verdict: NonNullable<DecisionPage['verdict']>
  readonly outcome: Outcome
  readonly close: () => void
}
const WORDS = {
  accept: { reason: 'How you weighed it', until: 'Holds until the end of', hold: 'Hold to accept, in my name', done: 'Accepted and signed' },
  defer: { reason: 'Why, and what you wait for', until: 'Look again on (if there is a day)', hold: 'Hold to defer, in my name', done: 'Deferred and signed' },
  decline: { reason: 'Why', until: '', hold: 'Hold to decline, in my name', done: 'Declined and signed' },
} as const

/** One form for the three; what is typed stays when the answer is no, or when more became known meanwhile. */
export function SignForm({ id, page, verdict, outcome, close }: Props) {
  const zone = useZone()
  const now = useNow()
  const words = WORDS[outcome]
  const validFor = page.policies.find((one) => one.id === verdict.policy.id)?.validFor
  const [reason, setReason] = useState('')
  // Where the protocol says how long, that day stands in the field for everybody to see; otherwise it is empty.
  const [until, setUntil] = useState(() => (outcome === 'accept' && validFor ? lastDay(wallOf(now, zone).date, validFor) : ''))
  const [past, setPast] = useState<Readonly<Record<string, string>>>({})
  const { busy, error, clear, send } = useDecisionCommand(id)
  const toName = outcome === 'accept' ? verdict.findings.filter(needsOverride) : []
  const overrides = toName.flatMap(({ rule }) => (past[rule]?.trim() ? [{ rule, reason: past[rule].trim() }] : []))
  const end = until ? atWall(until, '23:59', zone) : null
  const order: DecisionOrder = {
    type: 'sign',
    data: { outcome, reason: reason.trim(), overrides, seen: { factsSeq: page.factsSeq, hash: verdict.policy.hash }, ...(end ? { until: end } : {}) },
  }
  const sign = async (confirmed: string[] = []) => {
    if (await send(order, words.done, confirmed)) close()
  }
  const typed = (set: () => void) => {
    clear()
    set()
  }
  return (
    <div className="wm-stack wm-sign">
      {toName.map(({ rule, says, severity, raised, sentence }) => (
        <Textarea
          key={rule}
          label={
            <>
              {raised === 'yes' ? (
                <Mark kind="excludes" size="small" />
              ) : (
                <Mark kind="unknown" size="small">{`Not known · ${severityWords[severity].toLowerCase()}`}</Mark>
              )}{' '}
              {says}: why you go past it
            </>
          }
          description={sentence}
          autosize
          minRows={1}
          value={past[rule] ?? ''}
          onChange={({ currentTarget: { value } }) => typed(() => setPast({ ...past, [rule]: value }))}
        />
      ))}
      <Textarea
        label={words.reason}
        description={
          outcome === 'accept' && !verdict.findings.some((one) => mayOverride(one) && one.severity === 'review')
            ? 'May stay empty: nothing is to be reviewed.'
            : undefined
        }
        autosize
        minRows={2}
        value={reason}
        onChange={({ currentTarget: { value } }) => typed(() => setReason(value))}
      />
      {outcome !== 'decline' && (
        <TextInput
          type="date"
          label={words.until}
          description={
            outcome === 'accept'
              ? validFor
                ? 'The longest the protocol allows; choose an earlier day if you like.'
                : 'The protocol names no time. Choose a day.'
              : undefined
          }
          min={wallOf(addMs(now, 86_400_000), zone).date}
          value={until}
          maw={280}
          onChange={({ currentTarget: { value } }) => typed(() => setUntil(value))}
        />
      )}
      <ErrorNote error={error} />
      <AskNote error={error} busy={busy} yes={(codes) => void sign(codes)} word="Yes, in my name" />
      <div className="wm-row">
        <HoldButton size="large" tone={outcome === 'decline' ? 'alert' : 'accent'} disabled={busy} onHeld={() => void sign()}>
          {words.hold}
        </HoldButton>
        <Button variant="default" onClick={close}>
          Leave it
        </Button>
      </div>
    </div>
  )
}
