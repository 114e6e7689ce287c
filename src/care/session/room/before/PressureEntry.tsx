import { Button, TextInput } from '@mantine/core'
import { useDraft, useOption, useRoom } from '../context.tsx'
import { Answers } from '../form/Answers.tsx'
import { useGive } from '../form/useGive.tsx'

/** The baseline is entered below with the readings; above the bounds for review a decision is written down here. */
export function PressureEntry() {
  const { session } = useRoom()
  const option = useOption('accept-pressure')
  const [reason, setReason, clear] = useDraft('accept-pressure', '')
  const give = useGive()
  const reading = session.readings.findLast((one) => one.values.systolic !== undefined)
  if (!reading) return <p>Take a full set below.</p>
  return (
    <div className="rm-stack">
      <p className="rm-facts">
        {reading.values.systolic}/{reading.values.diastolic} mmHg
      </p>
      {option.can && (
        <>
          <TextInput
            size="md"
            label="Benefit and risk, when going ahead with this pressure"
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            error={give.why('reason')}
          />
          <Answers of={give} fields={['reason']} />
          <Button
            size="md"
            variant="default"
            disabled={reason.trim() === ''}
            loading={give.busy}
            onClick={() => give.give({ type: 'accept-pressure', data: { reading: reading.event, reason } }, { saved: clear })}
          >
            Accept this pressure, in my name
          </Button>
        </>
      )}
    </div>
  )
}
