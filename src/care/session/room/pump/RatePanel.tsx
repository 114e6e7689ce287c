import { Button, TextInput } from '@mantine/core'
import type { Instant } from '../../../../medicine/time.ts'
import { now } from '../../../../ui/clock.ts'
import { totals } from '../../session.ts'
import { useDraft, useRoom } from '../context.tsx'
import { shortest } from '../figures.view.ts'
import { Answers } from '../form/Answers.tsx'
import { DecimalField } from '../form/DecimalField.tsx'
import { Panel } from '../form/Panel.tsx'
import { useGive } from '../form/useGive.tsx'
import { When } from '../form/When.tsx'
import type { PanelProps } from '../panels/panelId.ts'

const EMPTY = { rate: '', reason: '', at: null as Instant | null }

/** The rate as set at the pump. Nothing here proposes a rate; what the order said stands beside it. */
export function RatePanel({ onClose }: PanelProps) {
  const { session } = useRoom()
  const [draft, setDraft, clear] = useDraft('rate', EMPTY)
  const give = useGive()
  const running = totals(session, now())
  const save = () =>
    give.give(
      { type: 'change-rate', data: { rateMlPerHour: draft.rate, ...(draft.reason ? { reason: draft.reason } : {}) } },
      {
        ...(draft.at ? { at: draft.at } : {}),
        saved: () => {
          clear()
          onClose()
        },
      },
    )
  return (
    <Panel title="Change rate" says="Record what you set at the pump." onClose={onClose} onSubmit={save}>
      {running && (
        <p className="rm-facts">
          Now {shortest(running.currentRateMlPerHour, 2)} mL/h · order {shortest(running.plannedRateMlPerHour, 2)} mL/h
        </p>
      )}
      <DecimalField label="New rate" unit="mL/h" value={draft.rate} onValue={(rate) => setDraft({ ...draft, rate })} error={give.why('rateMlPerHour')} />
      <TextInput
        size="md"
        label="Reason"
        value={draft.reason}
        onChange={(event) => setDraft({ ...draft, reason: event.currentTarget.value })}
        error={give.why('reason')}
      />
      <When value={draft.at} onChange={(at) => setDraft({ ...draft, at })} />
      <Answers of={give} fields={['rateMlPerHour', 'reason']} />
      <Button type="submit" size="lg" disabled={draft.rate === ''} loading={give.busy}>
        Record rate
      </Button>
    </Panel>
  )
}
