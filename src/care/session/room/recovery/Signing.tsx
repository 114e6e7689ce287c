import { Anchor, Button } from '@mantine/core'
import { HoldButton } from '../../../../ui/HoldButton.tsx'
import { Mark } from '../../../../ui/Mark.tsx'
import { Note } from '../../../../ui/Note.tsx'
import { dayAndClock } from '../../../../ui/words.ts'
import { useOption, useRole, useRoom } from '../context.tsx'
import { Answers } from '../form/Answers.tsx'
import { useGive } from '../form/useGive.tsx'
import type { PanelId } from '../panels/panelId.ts'

/** After the patient has left: two signatures, the record on paper, and what was added since. */
export function Signing({ open }: { readonly open: (panel: PanelId) => void }) {
  const { session, id, zone } = useRoom()
  const amend = useOption('amend')
  return (
    <div className="rm-stack">
      <section className="rm-card" aria-label="Signatures">
        <h2>The record</h2>
        <Signature as="nurse" />
        <Signature as="physician" />
        <Anchor href={`/api/sessions/${id}/record.pdf`} target="_blank" className="rm-tap">
          Session record (PDF)
        </Anchor>
      </section>
      {(amend.can || session.amendments.length > 0) && (
        <section className="rm-card" aria-label="Added later">
          <h2>Added after signing</h2>
          <ul className="rm-lines">
            {session.amendments.map((one) => (
              <li key={one.event}>
                {one.words}{' '}
                <small>
                  {one.by.name}, {dayAndClock(one.at, zone)}: {one.reason}
                </small>
              </li>
            ))}
          </ul>
          {amend.can && (
            <Button size="md" variant="default" onClick={() => open('amend')}>
              Add to the record…
            </Button>
          )}
        </section>
      )}
    </div>
  )
}

function Signature({ as }: { readonly as: 'nurse' | 'physician' }) {
  const { session, zone, me } = useRoom()
  const option = useOption('sign')
  const mine = useRole(as)
  const give = useGive()
  const signed = session.signatures[as]
  const word = as === 'nurse' ? 'Nurse' : 'Physician'
  return (
    <div className="rm-sign">
      <span className="rm-label">{word}</span>
      {signed ? <Mark kind="signed">{`${signed.by.name}, ${dayAndClock(signed.at, zone)}`}</Mark> : <span className="wm-soft">not signed</span>}
      <Answers of={give} />
      {!signed && mine && (
        <HoldButton disabled={!option.can} why={option.why} onHeld={() => give.give({ type: 'sign', data: { as } })}>
          {`Sign as ${me.name}`}
        </HoldButton>
      )}
      {!signed && mine && !option.can && option.why && <Note tone="due">{option.why}</Note>}
    </div>
  )
}
