import { Button, Textarea, TextInput } from '@mantine/core'
import { useDraft } from '../context.tsx'
import { Answers } from '../form/Answers.tsx'
import { Panel } from '../form/Panel.tsx'
import { useGive } from '../form/useGive.tsx'
import type { PanelProps } from './panelId.ts'

/** After both signatures nothing changes; what is added stands under the record with its reason. */
export function AmendPanel({ onClose }: PanelProps) {
  const [draft, setDraft, clear] = useDraft('amend', { words: '', reason: '' })
  const give = useGive()
  return (
    <Panel
      title="Add to the signed record"
      onClose={onClose}
      onSubmit={() =>
        give.give(
          { type: 'amend', data: draft },
          {
            saved: () => {
              clear()
              onClose()
            },
          },
        )
      }
    >
      <Textarea
        size="md"
        label="What is added"
        autosize
        minRows={3}
        value={draft.words}
        onChange={(event) => setDraft({ ...draft, words: event.currentTarget.value })}
        error={give.why('words')}
      />
      <TextInput
        size="md"
        label="Why"
        value={draft.reason}
        onChange={(event) => setDraft({ ...draft, reason: event.currentTarget.value })}
        error={give.why('reason')}
      />
      <Answers of={give} fields={['words', 'reason']} />
      <Button type="submit" size="lg" disabled={!draft.words.trim() || !draft.reason.trim()} loading={give.busy}>
        Add
      </Button>
    </Panel>
  )
}
