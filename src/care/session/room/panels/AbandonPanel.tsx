import { Textarea } from '@mantine/core'
import { HoldButton } from '../../../../ui/HoldButton.tsx'
import { useDraft } from '../context.tsx'
import { Answers } from '../form/Answers.tsx'
import { Panel } from '../form/Panel.tsx'
import { useGive } from '../form/useGive.tsx'
import type { PanelProps } from './panelId.ts'

export function AbandonPanel({ onClose }: PanelProps) {
  const [reason, setReason, clear] = useDraft('abandon', '')
  const give = useGive()
  return (
    <Panel title="Call off the session" says="Nothing can be given in this session afterwards. What was charted stays." onClose={onClose}>
      <Textarea
        size="md"
        label="Reason"
        autosize
        minRows={2}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        error={give.why('reason')}
      />
      <Answers of={give} fields={['reason']} />
      <HoldButton
        tone="alert"
        size="large"
        disabled={reason.trim() === ''}
        why={reason.trim() === '' ? 'Say why first' : undefined}
        onHeld={() =>
          give.give(
            { type: 'abandon', data: { reason } },
            {
              saved: () => {
                clear()
                onClose()
              },
            },
          )
        }
      >
        Call off
      </HoldButton>
    </Panel>
  )
}
