import { Button, Textarea, TextInput } from '@mantine/core'
import { CTCAE } from '../../../../medicine/scales/ctcae.ts'
import type { Instant } from '../../../../medicine/time.ts'
import type { AeTerm, Data, Grade } from '../../session.ts'
import { useDraft } from '../context.tsx'
import { Answers } from '../form/Answers.tsx'
import { Choice } from '../form/Choice.tsx'
import { Panel } from '../form/Panel.tsx'
import { useGive } from '../form/useGive.tsx'
import { When } from '../form/When.tsx'
import { AE_TERMS } from '../words.view.ts'
import type { PanelProps } from './panelId.ts'

type Relatedness = Data<'adverse-event-recorded'>['relatedness']
type Draft = { term?: AeTerm; grade?: Grade; serious: boolean; relatedness: Relatedness; words: string; action: string; at: Instant | null }
const EMPTY: Draft = { serious: false, relatedness: 'unknown', words: '', action: '', at: null }
const RELATED: readonly { value: Relatedness; label: string }[] = [
  { value: 'related', label: 'Related' },
  { value: 'possibly', label: 'Possibly' },
  { value: 'unrelated', label: 'Not related' },
  { value: 'unknown', label: 'Not known' },
]

/** A symptom or adverse event: what, how bad (CTCAE), and what was done. */
export function SymptomPanel({ onClose }: PanelProps) {
  const [draft, setDraft, clear] = useDraft('symptom', EMPTY)
  const give = useGive()
  const { term, grade, at, ...rest } = draft
  const save = () => {
    if (!term || !grade) return
    void give.give(
      { type: 'record-adverse-event', data: { term, grade, ...rest } },
      {
        ...(at ? { at } : {}),
        saved: () => {
          clear()
          onClose()
        },
      },
    )
  }
  return (
    <Panel title="Symptom or event" onClose={onClose} onSubmit={save}>
      <Choice
        label="What"
        value={term}
        onChange={(next) => setDraft({ ...draft, term: next })}
        options={(Object.keys(AE_TERMS) as AeTerm[]).map((value) => ({ value, label: AE_TERMS[value] }))}
        error={give.why('term')}
      />
      <Choice
        label="Grade (CTCAE)"
        byDigit
        value={grade}
        onChange={(next) => setDraft({ ...draft, grade: next, serious: draft.serious || next >= 4 })}
        options={([1, 2, 3, 4, 5] as const).map((value) => ({ value, label: String(value), hint: CTCAE.grades[value].says }))}
        error={give.why('grade')}
      />
      <Textarea
        size="md"
        label="In words"
        autosize
        minRows={2}
        value={draft.words}
        onChange={(event) => setDraft({ ...draft, words: event.currentTarget.value })}
        error={give.why('words')}
      />
      <TextInput
        size="md"
        label="What was done"
        value={draft.action}
        onChange={(event) => setDraft({ ...draft, action: event.currentTarget.value })}
        error={give.why('action')}
      />
      <Choice label="Related to the drug" value={draft.relatedness} onChange={(relatedness) => setDraft({ ...draft, relatedness })} options={RELATED} />
      <Choice
        label="Serious: death, life-threatening, hospital, disability, or medically important"
        value={draft.serious}
        onChange={(serious) => setDraft({ ...draft, serious })}
        options={[
          { value: false, label: 'Not serious' },
          { value: true, label: 'Serious', hint: 'starts its reporting clock' },
        ]}
        error={give.why('serious')}
      />
      <When value={at} onChange={(next) => setDraft({ ...draft, at: next })} />
      <Answers of={give} fields={['term', 'grade', 'words', 'action', 'serious']} />
      <Button type="submit" size="lg" disabled={!term || !grade} loading={give.busy}>
        Record
      </Button>
    </Panel>
  )
}
