import { Button } from '@mantine/core'
import { msBetween } from '../../../../medicine/time.ts'
import { useNow } from '../../../../ui/clock.ts'
import { clock } from '../../../../ui/words.ts'
import { CORRECTABLE } from '../../session.ts'
import { useOption, useRoom } from '../context.tsx'
import { useGive } from '../form/useGive.tsx'

const SHOWN_MS = 12_000

/** What was just written by this person, and one tap to take it back; the history keeps both. */
export function Undo() {
  const { session, me, zone, words } = useRoom()
  const now = useNow()
  const option = useOption('strike-entry')
  const give = useGive()
  const last = session.entries.findLast((entry) => entry.fact.by.id === me.id && (CORRECTABLE as readonly string[]).includes(entry.fact.type))
  const fresh = last?.stands === 'as-written' && msBetween(last.fact.recordedAt, now) < SHOWN_MS
  return (
    <div className="rm-undo" role="status">
      {fresh && (
        <>
          <span className="rm-undo-words">
            {clock(last.fact.at, zone)} {words(last.fact)}
          </span>
          {option.can && (
            <Button
              size="md"
              variant="subtle"
              loading={give.busy}
              onClick={() => give.give({ type: 'strike-entry', data: { entry: last.fact.id, reason: 'Undone at once' } })}
            >
              Undo
            </Button>
          )}
        </>
      )}
    </div>
  )
}
