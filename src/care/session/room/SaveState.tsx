import { Button } from '@mantine/core'
import { Mark } from '../../../ui/Mark.tsx'
import { Note } from '../../../ui/Note.tsx'
import { clock, many } from '../../../ui/words.ts'
import type { SessionCommand, SessionCommandType, SessionFact, SessionRecorded } from '../session.ts'
import { useRoom } from './context.tsx'

/** Whether everything entered here is safe, in words, always in the same place. */
export function SaveMark() {
  const { state } = useRoom()
  const waiting = state.unsent.some((entry) => entry.state === 'waiting')
  if (waiting) return <Mark kind="unsaved">{`${many(state.unsent.length, 'entry', 'entries')} not saved`}</Mark>
  if (state.unsent.length > 0)
    return (
      <Mark kind="saving" bare>
        Saving
      </Mark>
    )
  return <Mark kind="saved" bare />
}

/** Entries that did not reach the server, with what they say and a way to try now; and those the server sent back. */
export function Unsaved() {
  const { state, hurry, zone, words } = useRoom()
  const waiting = state.unsent.some((entry) => entry.state === 'waiting')
  if (!waiting && state.returned.length === 0) return null
  return (
    <div className="rm-unsaved" role="status">
      {waiting && (
        <Note tone="due" title="Not saved yet. It is sent again by itself; keep this page open.">
          <ul className="rm-lines">
            {state.unsent.map(({ command, facts }) => (
              <li key={command.id}>
                {clock(command.at, zone)} {facts[0] ? words(facts[0]) : command.type}
              </li>
            ))}
          </ul>
          <Button size="md" variant="default" onClick={hurry}>
            Try now
          </Button>
        </Note>
      )}
      {state.returned.map((entry) => (
        <Back key={entry.command.id} entry={entry} />
      ))}
    </div>
  )
}

/** Kept here until somebody answers the question, or has read why it could not be taken. */
function Back({ entry }: { readonly entry: ReturnType<typeof useRoom>['state']['returned'][number] }) {
  const { send, putAway, zone, words } = useRoom()
  const { command, because, questions } = entry
  const fact = factOf(command)
  const again = async () => {
    putAway(command.id)
    const { id: _, typedAt: __, at, confirmed = [], ...order } = command
    await send(order, { at, confirmed: [...confirmed, ...questions.map((question) => question.code)] })
  }
  return (
    <Note
      tone="due"
      title={`Not taken into the record: ${fact ? words(fact as SessionRecorded) : command.type.replaceAll('-', ' ')}, ${clock(command.at, zone)}`}
    >
      {[...because, ...questions].map((reason) => (
        <p key={reason.code}>{reason.message}</p>
      ))}
      <div className="wm-row">
        {questions.length > 0 && (
          <Button size="md" color="yellow" onClick={() => void again()}>
            Yes, record it
          </Button>
        )}
        <Button size="md" variant="default" onClick={() => putAway(command.id)}>
          Put away
        </Button>
      </div>
    </Note>
  )
}

/** The commands that carry words or numbers worth reading again, as the fact they would have become. */
const FACTS = {
  'record-readings': 'readings-recorded',
  'write-note': 'note-written',
  'give-drug': 'drug-given',
  'record-adverse-event': 'adverse-event-recorded',
  'change-rate': 'rate-changed',
  pause: 'infusion-paused',
  resume: 'infusion-resumed',
  'stop-infusion': 'infusion-stopped',
  'give-bolus': 'bolus-given',
  'acknowledge-alert': 'alert-acknowledged',
} as const satisfies Readonly<Partial<Record<SessionCommandType, SessionFact['type']>>>

const factOf = ({ type, data }: SessionCommand): Pick<SessionRecorded, 'type' | 'data'> | null =>
  type in FACTS ? ({ type: FACTS[type as keyof typeof FACTS], data } as Pick<SessionRecorded, 'type' | 'data'>) : null
