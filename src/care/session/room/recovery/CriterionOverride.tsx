import { Button, TextInput } from '@mantine/core'
import type { Role } from '../../../../medicine/record.ts'
import type { CriterionState } from '../../session.ts'
import { useDraft, useOption, useRoom } from '../context.tsx'
import { Answers } from '../form/Answers.tsx'
import { useGive } from '../form/useGive.tsx'

export function CriterionOverride({ row }: { readonly row: CriterionState }) {
  const { me } = useRoom()
  const option = useOption('override-criterion')
  const [reason, setReason, clear] = useDraft(`criterion.${row.id}`, '')
  const give = useGive()
  const may = option.can && row.overridableBy.some((role) => me.roles.includes(role as Role))
  if (row.state === 'met' || row.state === 'overridden' || !may) return null
  return (
    <details className="rm-late">
      <summary>Let them go without it</summary>
      <TextInput size="md" label="Reason" value={reason} onChange={(event) => setReason(event.currentTarget.value)} error={give.why('reason')} />
      <Answers of={give} fields={['reason']} />
      <Button
        mt={8}
        size="md"
        color="yellow"
        variant="outline"
        disabled={reason.trim() === ''}
        loading={give.busy}
        onClick={() => give.give({ type: 'override-criterion', data: { criterion: row.id, reason } }, { saved: clear })}
      >
        Override, in my name
      </Button>
    </details>
  )
}
