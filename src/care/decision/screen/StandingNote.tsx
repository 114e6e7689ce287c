import { Button, Textarea } from '@mantine/core'
import { useState } from 'react'
import { ErrorNote } from '../../../ui/ErrorNote.tsx'
import { HoldButton } from '../../../ui/HoldButton.tsx'
import { useMay, useZone } from '../../../ui/me.ts'
import { Note } from '../../../ui/Note.tsx'
import { day, dayAndClock } from '../../../ui/words.ts'
import type { DecisionPage } from '../answers.ts'
import { changeSentence } from '../decision.words.ts'
import { useDecisionCommand } from '../useDecisionCommand.tsx'
import { Overrides } from './Overrides.tsx'

type Props = { readonly id: string; readonly page: DecisionPage }

const TONE = { accepted: 'accent', 'needs-a-look': 'alert', expired: 'due', declined: 'plain', deferred: 'plain', withdrawn: 'plain', none: 'plain' } as const

/** How the decision stands: by whom, until when, past what; and what came out otherwise since. */
export function StandingNote({ id, page }: Props) {
  const { standing, signed, looks } = page
  const zone = useZone()
  const [taking, setTaking] = useState(false)
  const may = useMay()('decision.sign')
  if (!signed) return null
  const { by, at, until, reason, overrides, policy } = signed
  const title = {
    none: '',
    accepted: `Accepted until ${until ? day(until, zone) : 'no day'}`,
    'needs-a-look': 'Accepted, but needs a look before anybody is treated',
    expired: `The acceptance ended on ${until ? day(until, zone) : 'no day'}`,
    declined: 'Declined',
    deferred: until ? `Deferred until ${day(until, zone)}` : 'Deferred',
    withdrawn: 'The decision was withdrawn',
  }[standing]
  return (
    <Note tone={TONE[standing]} title={title}>
      {looks.length > 0 && (
        <ul className="wm-note-list">
          {looks.flatMap(({ changes, at: when }) =>
            changes.map((change) => (
              <li key={`${when}${change.rule}`}>
                {changeSentence(change)} <span className="wm-small wm-soft">{dayAndClock(when, zone)}</span>
              </li>
            )),
          )}
        </ul>
      )}
      <p>
        {reason && `“${reason}” `}
        <span className="wm-soft">
          Signed by {by}, {dayAndClock(at, zone)}, under {policy.title}, version {policy.version}.
        </span>
      </p>
      <Overrides of={overrides} />
      {signed.withdrawn && (
        <p>
          Withdrawn by {signed.withdrawn.by}, {dayAndClock(signed.withdrawn.at, zone)}: “{signed.withdrawn.reason}”
        </p>
      )}
      {may && standing !== 'withdrawn' && !taking && (
        <Button variant="default" size="compact-sm" mt={8} className="wm-screen-only" onClick={() => setTaking(true)}>
          Withdraw it…
        </Button>
      )}
      {taking && <Withdraw id={id} close={() => setTaking(false)} />}
    </Note>
  )
}

function Withdraw({ id, close }: { readonly id: string; readonly close: () => void }) {
  const [reason, setReason] = useState('')
  const { error, clear, send } = useDecisionCommand(id)
  const go = async () => {
    if (await send({ type: 'withdraw', data: { reason: reason.trim() } }, 'The decision is withdrawn')) close()
  }
  return (
    <div className="wm-stack wm-screen-only" style={{ marginTop: 12 }}>
      <Textarea
        label="Why it is withdrawn"
        autosize
        minRows={2}
        value={reason}
        onChange={(event) => {
          clear()
          setReason(event.currentTarget.value)
        }}
        data-autofocus
      />
      <ErrorNote error={error} />
      <div className="wm-row">
        <HoldButton onHeld={() => void go()}>Hold to withdraw, in my name</HoldButton>
        <Button variant="default" onClick={close}>
          Leave it
        </Button>
      </div>
    </div>
  )
}
