import { Button } from '@mantine/core'
import { useDraft, useOption, useRoom } from '../context.tsx'
import { Answers } from '../form/Answers.tsx'
import { Choice } from '../form/Choice.tsx'
import { useGive } from '../form/useGive.tsx'

const TO = ['person', 'place', 'time'] as const
type Answered = Partial<Record<(typeof TO)[number], boolean>>

/** Oriented to person, place and time: each asked, none assumed. */
export function Orientation() {
  const { session } = useRoom()
  const option = useOption('assess')
  const [draft, setDraft, clear] = useDraft<Answered>('orientation', session.assessment.oriented?.value ?? {})
  const give = useGive()
  const { person, place, time } = draft
  if (!option.can) return option.why ? <p className="wm-soft">{option.why}</p> : null
  return (
    <div className="rm-stack">
      {TO.map((to) => (
        <Choice
          key={to}
          label={`Knows ${to === 'person' ? 'who they are' : to === 'place' ? 'where they are' : 'what day it is'}`}
          value={draft[to]}
          onChange={(value) => setDraft({ ...draft, [to]: value })}
          options={[
            { value: true, label: 'Yes' },
            { value: false, label: 'No' },
          ]}
        />
      ))}
      <Answers of={give} />
      <Button
        size="md"
        disabled={person === undefined || place === undefined || time === undefined}
        loading={give.busy}
        onClick={() =>
          person !== undefined &&
          place !== undefined &&
          time !== undefined &&
          give.give({ type: 'assess', data: { oriented: { person, place, time } } }, { saved: clear })
        }
      >
        Record orientation
      </Button>
    </div>
  )
}
