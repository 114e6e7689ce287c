import { Button, TextInput } from '@mantine/core'
import { useDraft, useOption, useRoom } from '../context.tsx'
import { Answers } from '../form/Answers.tsx'
import { useGive } from '../form/useGive.tsx'

export function EscortEntry({ done }: { readonly done: () => void }) {
  const { session } = useRoom()
  const option = useOption('name-escort')
  const { name = '', phone = '', relation = '' } = session.escort ?? {}
  const [draft, setDraft, clear] = useDraft('escort', { name, phone, relation })
  const give = useGive()
  if (!option.can) return option.why ? <p className="wm-soft">{option.why}</p> : null
  const field = (key: keyof typeof draft, label: string, type = 'text') => (
    <TextInput
      size="md"
      type={type}
      label={label}
      value={draft[key]}
      onChange={(event) => setDraft({ ...draft, [key]: event.currentTarget.value })}
      error={give.why(key)}
    />
  )
  return (
    <div className="rm-stack">
      {field('name', 'Name')}
      <div className="rm-pair">
        {field('phone', 'Phone', 'tel')}
        {field('relation', 'Relation')}
      </div>
      <Answers of={give} fields={['name', 'phone', 'relation']} />
      <Button
        size="lg"
        disabled={!draft.name || !draft.phone}
        loading={give.busy}
        onClick={() =>
          give.give(
            { type: 'name-escort', data: draft },
            {
              saved: () => {
                clear()
                done()
              },
            },
          )
        }
      >
        Record escort
      </Button>
    </div>
  )
}
