import { Button } from '@mantine/core'
import { now } from '../../../ui/clock.ts'
import { Mark } from '../../../ui/Mark.tsx'
import { Note } from '../../../ui/Note.tsx'
import { clock } from '../../../ui/words.ts'
import { recordSays } from '../offline/recordSays.view.ts'
import { who } from '../record/fact.words.ts'
import { decide, type Look, openLooks, type SessionCommand, type SessionOrder } from '../session.ts'
import { useOption, useRoom } from './context.tsx'
import { Answers } from './form/Answers.tsx'
import { useGive } from './form/useGive.tsx'

/** What was entered without the server and did not fit: both versions, for everybody, until somebody has settled it. */
export function Looks() {
  const { session } = useRoom()
  const open = openLooks(session)
  if (open.length === 0) return null
  return (
    <section className="rm-looks" aria-label="Needs a look" tabIndex={-1}>
      {open.map((look) => (
        <OneLook key={look.event} look={look} />
      ))}
    </section>
  )
}

/** In the heading, wherever one has scrolled to: how many wait, and the way there. */
export function LookMark() {
  const { session } = useRoom()
  const count = openLooks(session).length
  if (count === 0) return null
  const go = () => {
    const place = document.querySelector<HTMLElement>('.rm-looks')
    place?.scrollIntoView({ block: 'center' })
    place?.focus({ preventScroll: true })
  }
  return (
    <button type="button" className="rm-tap rm-tap-small" onClick={go}>
      <Mark kind="look" bare>{`${count} ${count === 1 ? 'needs' : 'need'} a look`}</Mark>
    </button>
  )
}

function OneLook({ look }: { readonly look: Look }) {
  const { session, zone, entered, words } = useRoom()
  const give = useGive()
  const option = useOption('settle-look')
  const mine = useMine(look)
  const stands = recordSays(session, look)
  return (
    <Note
      tone="due"
      title={
        <>
          <Mark kind="look" bare /> {look.refused ? `${entered(look.refused)}, ${clock(look.at, zone)}` : stands ? words(stands) : ''}
        </>
      }
    >
      <p>
        {look.refused ? 'Entered' : 'In the record, entered'} by {who(look.by)} without the server. {look.because.map(({ message }) => message).join(' ')}
      </p>
      {look.refused && (
        <p>
          The record says: {stands ? `${words(stands)}, ${clock(stands.at, zone)}, ${who(stands.by)}` : 'nothing of this kind'}. {mine.why}
        </p>
      )}
      <Answers of={give} />
      {option.can && (
        <div className="wm-row">
          <Button size="md" variant="default" loading={give.busy} onClick={() => give.give(settle(look, 'record', ''))}>
            {look.refused ? 'Keep the record’s' : 'Seen, it stands'}
          </Button>
          {look.refused && (
            <Button size="md" variant="default" loading={give.busy} disabled={!mine.can} onClick={() => give.give(mine.order)}>
              Add this one
            </Button>
          )}
        </div>
      )}
    </Note>
  )
}

const settle = (look: Look, as: 'record' | 'mine', reason: string): SessionOrder => ({ type: 'settle-look', data: { item: look.event, as, reason } })

/** Whether it can be added as things stand, asked of the same decision that will carry it out. */
function useMine(look: Look) {
  const { session, protocol, by, zone } = useRoom()
  const order = settle(look, 'mine', `Entered by ${look.by.name} at ${clock(look.at, zone)} without the server`)
  const decision = decide(session, { id: look.event, at: now(), ...order } as SessionCommand, protocol, { by, now: now() })
  const why = decision.kind === 'refused' ? decision.because.map(({ message }) => message).join(' ') : ''
  return { order, can: decision.kind === 'accepted', why }
}
