import { Button, Textarea } from '@mantine/core'
import type { Instant } from '../../../../medicine/time.ts'
import type { NoteAccess, NoteVoice } from '../../session.ts'
import { useDraft, useRole } from '../context.tsx'
import { Answers } from '../form/Answers.tsx'
import { Choice } from '../form/Choice.tsx'
import { Panel } from '../form/Panel.tsx'
import { useGive } from '../form/useGive.tsx'
import { When } from '../form/When.tsx'
import { ACCESS, VOICES } from '../words.view.ts'
import type { PanelProps } from './panelId.ts'

export function NotePanel({ onClose }: PanelProps) {
  const [physician, nurse] = [useRole('physician'), useRole('nurse')]
  const own: NoteVoice = nurse ? 'nurse' : physician ? 'physician' : 'sitter'
  const [draft, setDraft, clear] = useDraft('note', { words: '', voice: own, access: 'team' as NoteAccess, at: null as Instant | null })
  const give = useGive()
  const save = () =>
    give.give(
      { type: 'write-note', data: { voice: draft.voice, access: draft.access, words: draft.words } },
      {
        ...(draft.at ? { at: draft.at } : {}),
        saved: () => {
          clear()
          onClose()
        },
      },
    )
  return (
    <Panel title="Note" onClose={onClose} onSubmit={save}>
      <Textarea
        size="md"
        label="Words"
        autosize
        minRows={3}
        maxRows={10}
        data-first
        value={draft.words}
        onChange={(event) => setDraft({ ...draft, words: event.currentTarget.value })}
        error={give.why('words')}
      />
      <Choice
        label="Written as"
        value={draft.voice}
        onChange={(voice) => setDraft({ ...draft, voice })}
        options={(Object.keys(VOICES) as NoteVoice[]).map((value) => ({ value, label: VOICES[value] }))}
        error={give.why('voice')}
      />
      <Choice
        label="Who may read it"
        value={draft.access}
        onChange={(access) => setDraft({ ...draft, access })}
        options={(Object.keys(ACCESS) as NoteAccess[]).map((value) => ({ value, label: ACCESS[value] }))}
      />
      <When value={draft.at} onChange={(at) => setDraft({ ...draft, at })} />
      <Answers of={give} fields={['words', 'voice']} />
      <Button type="submit" size="lg" disabled={draft.words.trim() === ''} loading={give.busy}>
        Save note
      </Button>
    </Panel>
  )
}
