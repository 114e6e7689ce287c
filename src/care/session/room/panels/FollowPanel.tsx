import { Button, Textarea } from '@mantine/core'
import { CTCAE } from '../../../../medicine/scales/ctcae.ts'
import { clock } from '../../../../ui/words.ts'
import type { Data, Grade } from '../../session.ts'
import { useDraft, useRoom } from '../context.tsx'
import { Answers } from '../form/Answers.tsx'
import { Choice } from '../form/Choice.tsx'
import { Panel } from '../form/Panel.tsx'
import { useGive } from '../form/useGive.tsx'
import { AE_TERMS } from '../words.view.ts'
import type { PanelProps } from './panelId.ts'

type Outcome = Data<'adverse-event-followed'>['outcome']
type Draft = { event: string; grade?: Grade; outcome?: Outcome; remark: string }
const OUTCOMES: readonly { value: Outcome; label: string }[] = [
  { value: 'ongoing', label: 'Ongoing' },
  { value: 'resolved', label: 'Resolved' },
  { value: 'transferred', label: 'Transferred' },
]

/** What became of a symptom or event. */
export function FollowPanel({ onClose }: PanelProps) {
  const { session, zone } = useRoom()
  const [draft, setDraft, clear] = useDraft<Draft>('follow', { event: '', remark: '' })
  const give = useGive()
  const { event, grade, outcome, remark } = draft
  const save = () => {
    if (!grade || !outcome) return
    const saved = () => {
      clear()
      onClose()
    }
    void give.give({ type: 'follow-adverse-event', data: { event, grade, outcome, remark } }, { saved })
  }
  return (
    <Panel title="Follow up an event" onClose={onClose} onSubmit={save}>
      <div className="rm-picks">
        {session.adverseEvents.map((one) => {
          const last = one.followUps.at(-1)
          return (
            <button
              key={one.event}
              type="button"
              className="rm-tap rm-pick"
              aria-pressed={event === one.event}
              onClick={() => setDraft({ ...draft, event: one.event })}
            >
              <strong>
                {clock(one.at, zone)} {AE_TERMS[one.term]}, grade {last?.grade ?? one.grade}
              </strong>
              <small>{last ? `${last.outcome} at ${clock(last.at, zone)}` : 'not followed up yet'}</small>
            </button>
          )
        })}
      </div>
      <Choice
        label="Grade now (CTCAE)"
        byDigit
        value={grade}
        onChange={(next) => setDraft({ ...draft, grade: next })}
        options={([1, 2, 3, 4, 5] as const).map((value) => ({ value, label: String(value), hint: CTCAE.grades[value].says }))}
        error={give.why('grade')}
      />
      <Choice label="Outcome" value={outcome} onChange={(next) => setDraft({ ...draft, outcome: next })} options={OUTCOMES} error={give.why('outcome')} />
      <Textarea
        size="md"
        label="Remark"
        autosize
        minRows={2}
        value={remark}
        onChange={(change) => setDraft({ ...draft, remark: change.currentTarget.value })}
        error={give.why('remark')}
      />
      <Answers of={give} fields={['grade', 'outcome', 'remark']} />
      <Button type="submit" size="lg" disabled={!event || !grade || !outcome} loading={give.busy}>
        Record
      </Button>
    </Panel>
  )
}
