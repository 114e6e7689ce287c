import { Button, TextInput } from '@mantine/core'
import type { Instant } from '../../../../medicine/time.ts'
import { useDraft, useRoom } from '../context.tsx'
import { shown } from '../figures.view.ts'
import { Answers } from '../form/Answers.tsx'
import { DecimalField } from '../form/DecimalField.tsx'
import { Panel } from '../form/Panel.tsx'
import { useGive } from '../form/useGive.tsx'
import { When } from '../form/When.tsx'
import type { PanelProps } from '../panels/panelId.ts'
import { concentrationNow } from './rate.view.ts'

const EMPTY = { ml: '', reason: '', at: null as Instant | null }

export function BolusPanel({ onClose }: PanelProps) {
  const { session } = useRoom()
  const [draft, setDraft, clear] = useDraft('bolus', EMPTY)
  const give = useGive()
  const mgPerMl = concentrationNow(session)
  const save = () =>
    give.give(
      { type: 'give-bolus', data: { ml: draft.ml, reason: draft.reason } },
      {
        ...(draft.at ? { at: draft.at } : {}),
        saved: () => {
          clear()
          onClose()
        },
      },
    )
  return (
    <Panel title="Bolus" says="A volume given at once through the pump, on order." onClose={onClose} onSubmit={save}>
      <DecimalField
        label="Volume"
        unit="mL"
        value={draft.ml}
        onValue={(ml) => setDraft({ ...draft, ml })}
        error={give.why('ml')}
        description={mgPerMl && draft.ml ? `${draft.ml} mL × ${mgPerMl} mg/mL = ${shown(String(Number(draft.ml) * Number(mgPerMl)), 2)} mg` : undefined}
      />
      <TextInput
        size="md"
        label="Reason"
        value={draft.reason}
        onChange={(event) => setDraft({ ...draft, reason: event.currentTarget.value })}
        error={give.why('reason')}
      />
      <When value={draft.at} onChange={(at) => setDraft({ ...draft, at })} />
      <Answers of={give} fields={['ml', 'reason']} />
      <Button type="submit" size="lg" disabled={draft.ml === '' || draft.reason === ''} loading={give.busy}>
        Record bolus
      </Button>
    </Panel>
  )
}
