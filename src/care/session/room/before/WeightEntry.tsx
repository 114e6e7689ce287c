import { Button } from '@mantine/core'
import { useDraft, useOption, useRoom } from '../context.tsx'
import { Answers } from '../form/Answers.tsx'
import { Choice } from '../form/Choice.tsx'
import { DecimalField } from '../form/DecimalField.tsx'
import { useGive } from '../form/useGive.tsx'

const UNITS = [
  { value: 'kg', label: 'kg' },
  { value: 'lb', label: 'lb' },
] as const

/** Weight with the unit that the scale shows; the last known weight stands beside it, so that a slip is seen. */
export function WeightEntry({ done }: { readonly done: () => void }) {
  const { chartWeightKg, session } = useRoom()
  const option = useOption('record-weight')
  const [draft, setDraft, clear] = useDraft('weight', { value: '', unit: 'kg', method: 'scale' as 'scale' | 'stated' })
  const give = useGive()
  if (!option.can) return option.why ? <p className="wm-soft">{option.why}</p> : null
  const known = [chartWeightKg && `Last in the chart ${chartWeightKg} kg`, session.order && `order ${session.order.weightKg} kg`].filter(Boolean).join(' · ')
  return (
    <div className="rm-stack">
      <DecimalField
        label="Weight"
        unit={draft.unit}
        value={draft.value}
        onValue={(value) => setDraft({ ...draft, value })}
        description={known || 'No weight in the chart yet'}
        error={give.why('value') ?? give.why('unit')}
      />
      <Choice label="The scale shows" value={draft.unit} onChange={(unit) => setDraft({ ...draft, unit })} options={UNITS} />
      <Choice
        label="How"
        value={draft.method}
        onChange={(method) => setDraft({ ...draft, method })}
        options={[
          { value: 'scale', label: 'On the scale' },
          { value: 'stated', label: 'As stated' },
        ]}
      />
      <Answers of={give} fields={['value', 'unit']} />
      <Button
        size="lg"
        disabled={draft.value === ''}
        loading={give.busy}
        onClick={() =>
          give.give(
            { type: 'record-weight', data: draft },
            {
              saved: () => {
                clear()
                done()
              },
            },
          )
        }
      >
        Record weight
      </Button>
    </div>
  )
}
