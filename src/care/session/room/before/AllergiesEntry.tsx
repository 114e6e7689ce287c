import { Button, TextInput } from '@mantine/core'
import { useDraft, useOption, useRoom } from '../context.tsx'
import { Answers } from '../form/Answers.tsx'
import { useGive } from '../form/useGive.tsx'

type Draft = { readonly listed: readonly { readonly substance: string; readonly reaction?: string }[]; readonly next: string }

/** Gone through with the person: the chart's list stands there to be read out, more can be added. */
export function AllergiesEntry({ done }: { readonly done: () => void }) {
  const { patient } = useRoom()
  const option = useOption('review-allergies')
  const fromChart = patient.allergies.map(({ substance, reaction }) => ({ substance, ...(reaction ? { reaction } : {}) }))
  const [draft, setDraft, clear] = useDraft<Draft>('allergies', { listed: fromChart, next: '' })
  const give = useGive()
  if (!option.can) return option.why ? <p className="wm-soft">{option.why}</p> : null

  const listed = draft.next.trim() ? [...draft.listed, { substance: draft.next.trim() }] : draft.listed
  const save = (noneKnown: boolean) =>
    give.give(
      { type: 'review-allergies', data: { allergies: noneKnown ? [] : listed, noneKnown } },
      {
        saved: () => {
          clear()
          done()
        },
      },
    )
  return (
    <div className="rm-stack">
      {listed.length > 0 && (
        <ul className="rm-lines">
          {listed.map((one) => (
            <li key={one.substance}>
              <strong>{one.substance}</strong> {one.reaction && <small>{one.reaction}</small>}
            </li>
          ))}
        </ul>
      )}
      <TextInput
        size="md"
        label="Another one"
        value={draft.next}
        onChange={(event) => setDraft({ ...draft, next: event.currentTarget.value })}
        error={give.why('allergies')}
      />
      <Answers of={give} fields={['allergies']} />
      <div className="rm-pair">
        <Button size="lg" disabled={listed.length === 0} loading={give.busy} onClick={() => save(false)}>
          Gone through
        </Button>
        {listed.length === 0 && (
          <Button size="lg" variant="default" loading={give.busy} onClick={() => save(true)}>
            Asked: none known
          </Button>
        )}
      </div>
    </div>
  )
}
