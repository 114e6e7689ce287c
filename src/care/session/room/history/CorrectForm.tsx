import { Button, TextInput } from '@mantine/core'
import { QUANTITIES, type Quantity } from '../../../../medicine/vitals.ts'
import { now } from '../../../../ui/clock.ts'
import { clock } from '../../../../ui/words.ts'
import { standing } from '../../entries.ts'
import type { CorrectableType, Data, Entry } from '../../session.ts'
import { useDraft, useRoom } from '../context.tsx'
import { Answers } from '../form/Answers.tsx'
import { ClockField } from '../form/ClockField.tsx'
import { lastTime } from '../form/clockTime.view.ts'
import { onlyDecimal } from '../form/DecimalField.tsx'
import { useGive } from '../form/useGive.tsx'
import { changed, changedReadings, parts } from './correct.view.ts'

type Field = { readonly key: string; readonly label: string; readonly unit: string; readonly text: string; readonly words: boolean }

/** A correction: the entry's own values to change, its time, and the reason. The first version stays in the history. */
export function CorrectForm({ entry, done }: { readonly entry: Entry; readonly done: () => void }) {
  const { zone } = useRoom()
  const fact = standing(entry) ?? entry.fact
  const type = fact.type as CorrectableType
  const [draft, setDraft, clear] = useDraft(`correct.${fact.id}`, { texts: {} as Readonly<Record<string, string>>, time: clock(fact.at, zone), reason: '' })
  const give = useGive()
  const fields = fieldsOf(type, fact.data)
  const shown = clock(fact.at, zone)
  const at = draft.time === shown ? fact.at : lastTime(draft.time, clock(now(), zone), now())
  const data =
    type === 'readings-recorded'
      ? changedReadings(fact.data as Data<'readings-recorded'>, draft.texts)
      : changed(fact.data, draft.texts, parts(type, fact.data))
  const untouched = Object.keys(draft.texts).length === 0 && draft.time === shown
  const how = {
    saved: () => {
      clear()
      done()
    },
  }

  return (
    <div className="rm-correct">
      <div className="rm-correct-fields">
        {fields.map((field) => (
          <TextInput
            key={field.key}
            size="md"
            label={`${field.label} ${field.unit}`}
            inputMode={field.words ? 'text' : 'decimal'}
            value={draft.texts[field.key] ?? field.text}
            onChange={(event) =>
              setDraft({ ...draft, texts: { ...draft.texts, [field.key]: field.words ? event.currentTarget.value : onlyDecimal(event.currentTarget.value) } })
            }
            error={give.why(field.key)}
          />
        ))}
        <ClockField label="Time" value={draft.time} onValue={(time) => setDraft({ ...draft, time })} error={give.why('at')} />
      </div>
      <TextInput
        size="md"
        label="Why is it corrected"
        value={draft.reason}
        onChange={(event) => setDraft({ ...draft, reason: event.currentTarget.value })}
        error={give.why('reason')}
      />
      <Answers of={give} fields={['reason', 'at', ...fields.map((field) => field.key)]} />
      <div className="rm-pair">
        <Button
          size="md"
          loading={give.busy}
          disabled={untouched || !at || !draft.reason.trim()}
          onClick={() => at && give.give({ type: 'replace-entry', data: { entry: fact.id, type, data, at, reason: draft.reason } }, how)}
        >
          Correct it
        </Button>
        <Button
          size="md"
          variant="outline"
          color="red"
          loading={give.busy}
          disabled={!draft.reason.trim()}
          onClick={() => give.give({ type: 'strike-entry', data: { entry: fact.id, reason: draft.reason } }, how)}
        >
          Strike it out
        </Button>
      </div>
    </div>
  )
}

function fieldsOf(type: CorrectableType, data: unknown): readonly Field[] {
  if (type !== 'readings-recorded') return parts(type, data).map((part) => ({ ...part, words: part.kind === 'words' }))
  const { values } = data as Data<'readings-recorded'>
  return (Object.keys(values) as Quantity[]).map((q) => ({
    key: q,
    label: QUANTITIES[q].short,
    unit: QUANTITIES[q].unit,
    text: String(values[q] ?? ''),
    words: false,
  }))
}
