import { Button } from '@mantine/core'
import { Mark } from '../../../ui/Mark.tsx'
import { Note } from '../../../ui/Note.tsx'
import { clock, many } from '../../../ui/words.ts'
import { CANNOT_KEEP } from '../offline/keep.ts'
import { useRoom } from './context.tsx'
import type { Returned } from './outbox.ts'

/** Whether everything entered here is safe, in words, always in the same place: here, or confirmed by the server. */
export function SaveMark() {
  const { state } = useRoom()
  if (!state.keeps) return <Mark kind="unsaved">This device keeps nothing</Mark>
  const waiting = state.unsent.some((entry) => entry.state === 'waiting')
  if (waiting) return <Mark kind="kept">{`${many(state.unsent.length, 'entry', 'entries')} saved here`}</Mark>
  if (state.unsent.length > 0)
    return (
      <Mark kind="saving" bare>
        Saving
      </Mark>
    )
  return <Mark kind="saved" bare />
}

/** What waits for the server, with what it says and a way to try now; what the server sent back; and a device that keeps nothing. */
export function Unsaved() {
  const { state, hurry, zone, entered } = useRoom()
  const waiting = state.unsent.some((entry) => entry.state === 'waiting')
  if (!waiting && state.returned.length === 0 && state.keeps) return null
  const [oldest] = state.unsent
  return (
    <div className="rm-unsaved" role="status">
      {!state.keeps && (
        <Note tone="due" title="This device cannot keep entries right now">
          {CANNOT_KEEP.message} While the server answers, entries are saved there.
        </Note>
      )}
      {waiting && oldest && (
        <Note
          tone="due"
          title={`Saved on this device since ${clock(oldest.command.typedAt ?? oldest.command.at, zone)}, not yet confirmed. It goes by itself.`}
        >
          <ul className="rm-lines">
            {state.unsent.map(({ command }) => (
              <li key={command.id}>
                {clock(command.at, zone)} {entered(command)}
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

/** Kept here until somebody has read why it could not be taken. */
function Back({ entry: { command, because } }: { readonly entry: Returned }) {
  const { putAway, zone, entered } = useRoom()
  return (
    <Note tone="due" title={`Not taken into the record: ${entered(command)}, ${clock(command.at, zone)}`}>
      {because.map((reason) => (
        <p key={reason.code}>{reason.message}</p>
      ))}
      <Button size="md" variant="default" onClick={() => putAway(command.id)}>
        Put away
      </Button>
    </Note>
  )
}
