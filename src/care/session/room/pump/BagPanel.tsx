import { Button, TextInput } from '@mantine/core'
import { useDraft } from '../context.tsx'
import { Answers } from '../form/Answers.tsx'
import { DecimalField } from '../form/DecimalField.tsx'
import { Panel } from '../form/Panel.tsx'
import { useGive } from '../form/useGive.tsx'
import type { PanelProps } from '../panels/panelId.ts'

const EMPTY = { mgPerMl: '', ml: '', reason: '' }

export function BagPanel({ onClose }: PanelProps) {
  const [draft, setDraft, clear] = useDraft('bag', EMPTY)
  const give = useGive()
  const save = () =>
    give.give(
      { type: 'change-bag', data: { concentrationMgPerMl: draft.mgPerMl, bagMl: draft.ml, reason: draft.reason } },
      {
        saved: () => {
          clear()
          onClose()
        },
      },
    )
  return (
    <Panel title="Change the bag" says="From now on the dose is counted with this concentration." onClose={onClose} onSubmit={save}>
      <DecimalField
        label="Concentration"
        unit="mg/mL"
        value={draft.mgPerMl}
        onValue={(mgPerMl) => setDraft({ ...draft, mgPerMl })}
        error={give.why('concentrationMgPerMl')}
      />
      <DecimalField label="Volume of the bag" unit="mL" value={draft.ml} onValue={(ml) => setDraft({ ...draft, ml })} error={give.why('bagMl')} />
      <TextInput
        size="md"
        label="Reason"
        value={draft.reason}
        onChange={(event) => setDraft({ ...draft, reason: event.currentTarget.value })}
        error={give.why('reason')}
      />
      <Answers of={give} fields={['concentrationMgPerMl', 'bagMl', 'reason']} />
      <Button type="submit" size="lg" disabled={!draft.mgPerMl || !draft.ml || !draft.reason} loading={give.busy}>
        Record new bag
      </Button>
    </Panel>
  )
}
