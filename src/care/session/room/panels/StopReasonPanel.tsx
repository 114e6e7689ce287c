import { Button, TextInput } from '@mantine/core'
import type { Data } from '../../session.ts'
import { useDraft, useRoom } from '../context.tsx'
import { Answers } from '../form/Answers.tsx'
import { Choice } from '../form/Choice.tsx'
import { Panel } from '../form/Panel.tsx'
import { useGive } from '../form/useGive.tsx'
import { STOP_REASONS } from '../words.view.ts'
import type { PanelProps } from './panelId.ts'

type Reason = Data<'infusion-stopped'>['reason']

/** The stop is already recorded; this says why, as a correction that keeps the first entry. */
export function StopReasonPanel({ onClose }: PanelProps) {
  const { session } = useRoom()
  const [draft, setDraft, clear] = useDraft<{ reason?: Reason; remark: string }>('stop-reason', { remark: '' })
  const give = useGive()
  const stop = session.pump.findLast((change) => change.kind === 'stopped')
  if (!stop) return null
  const save = () => {
    if (!draft.reason) return
    const data = { reason: draft.reason, ...(draft.remark ? { remark: draft.remark } : {}) }
    void give.give(
      { type: 'replace-entry', data: { entry: stop.event, type: 'infusion-stopped', data, at: stop.at, reason: 'Reason of the stop added' } },
      {
        saved: () => {
          clear()
          onClose()
        },
      },
    )
  }
  return (
    <Panel title="Why was it stopped?" says="The stop is recorded. Make sure that the pump stands still." onClose={onClose} onSubmit={save}>
      <Choice
        label="Reason"
        value={draft.reason}
        onChange={(reason) => setDraft({ ...draft, reason })}
        options={(Object.keys(STOP_REASONS) as Reason[]).map((value) => ({ value, label: STOP_REASONS[value] }))}
      />
      <TextInput size="md" label="Remark" value={draft.remark} onChange={(event) => setDraft({ ...draft, remark: event.currentTarget.value })} />
      <Answers of={give} />
      <Button type="submit" size="lg" disabled={!draft.reason} loading={give.busy}>
        Save reason
      </Button>
    </Panel>
  )
}
