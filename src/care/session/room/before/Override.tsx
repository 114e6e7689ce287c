import { Button, TextInput } from '@mantine/core'
import type { Role } from '../../../../medicine/record.ts'
import type { GateState } from '../../session.ts'
import { useDraft, useOption, useRoom } from '../context.tsx'
import { Answers } from '../form/Answers.tsx'
import { useGive } from '../form/useGive.tsx'

/** Going past a check: only where the protocol allows it, by whom it allows, and never without a reason. */
export function Override({ row }: { readonly row: GateState }) {
  const { me } = useRoom()
  const option = useOption('override-gate')
  const [reason, setReason, clear] = useDraft(`override.${row.id}`, '')
  const give = useGive()
  const may = option.can && row.overridableBy.some((role) => me.roles.includes(role as Role))
  if (row.state === 'met' || row.state === 'overridden' || !may) return null
  return (
    <details className="rm-late">
      <summary>Go ahead without it</summary>
      <TextInput size="md" label="Reason" value={reason} onChange={(event) => setReason(event.currentTarget.value)} error={give.why('reason')} />
      <Answers of={give} fields={['reason']} />
      <Button
        mt={8}
        size="md"
        color="yellow"
        variant="outline"
        disabled={reason.trim() === ''}
        loading={give.busy}
        onClick={() => give.give({ type: 'override-gate', data: { gate: row.id, reason } }, { saved: clear })}
      >
        Override, in my name
      </Button>
    </details>
  )
}
