import { Button, Select, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import type { FactDefinition } from '../../medicine/rules/types.ts'
import { useNow } from '../../ui/clock.ts'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import { useZone } from '../../ui/me.ts'
import { wallOf } from '../../ui/zoned.ts'
import type { CatalogueSeen } from './answers.ts'
import { draftOf, EMPTY_DRAFT, meant } from './draft.ts'
import { FieldInput } from './FieldInput.tsx'
import type { Kept } from './facts.ts'
import { RowsInput } from './RowsInput.tsx'
import { useFactsCommand } from './useFactsCommand.tsx'

type Props = {
  readonly id: string
  readonly catalogue: CatalogueSeen
  /** An entry that is wrong; without it a new one is made. */
  readonly corrects?: { readonly one: Kept; readonly fact: FactDefinition }
  readonly done: () => void
}

/** One fact, asked for as the catalogue says: the question, a control for its kind, and when it was true. */
export function FactForm({ id, catalogue, corrects, done }: Props) {
  const { busy, error, send } = useFactsCommand(id)
  const today = wallOf(useNow(), useZone()).date
  const [fact, setFact] = useState<FactDefinition | undefined>(corrects?.fact)
  const [draft, setDraft] = useState(draftOf(corrects?.one.value))
  const [at, setAt] = useState(corrects ? corrects.one.at.slice(0, 10) : today)
  const [reason, setReason] = useState('')
  const [missing, setMissing] = useState<string | null>(null)
  const choose = (chosen: string | null) => {
    setFact(catalogue.facts.find(({ id: one }) => one === chosen))
    setDraft(EMPTY_DRAFT)
    setMissing(null)
  }
  const keep = async (event: FormEvent) => {
    event.preventDefault()
    if (!fact) return setMissing('Choose what it is.')
    const read = meant(fact, draft)
    if ('missing' in read) return setMissing(read.missing)
    setMissing(null)
    const said = { fact: fact.id, value: read.value, at: at.trim() }
    const sent = corrects
      ? send({ type: 'correct', data: { ...said, statement: corrects.one.id, reason: reason.trim() } }, `Corrected: ${fact.name}`)
      : send({ type: 'state', data: said }, `Noted: ${fact.name}`)
    if (await sent) done()
  }
  return (
    <form
      className="wm-inset wm-stack"
      onSubmit={(event) => void keep(event)}
      noValidate
      aria-label={corrects ? `Correct ${corrects.fact.name}` : 'Add a fact'}
    >
      {!corrects && (
        <Select label="What" placeholder="Type to search" searchable data={optionsOf(catalogue)} value={fact?.id ?? null} onChange={choose} autoFocus />
      )}
      {fact && (
        <>
          <p className="wm-soft">{fact.ask.clinician}</p>
          {fact.type.kind === 'rows' ? (
            <RowsInput fields={fact.type.fields} answers={fact.ask.answers} catalogue={catalogue} draft={draft} change={setDraft} />
          ) : (
            <div className="wm-fields">
              <FieldInput
                label={fact.name}
                field={fact.type}
                answers={fact.ask.answers}
                catalogue={catalogue}
                text={draft.text}
                change={(text) => setDraft({ ...draft, text })}
              />
            </div>
          )}
          <div className="wm-fields">
            <TextInput
              label="True on"
              description="2026-11-25, or as far as it is known: 2026-11, 2026"
              value={at}
              onChange={(event) => setAt(event.currentTarget.value)}
            />
            {corrects && <TextInput label="Why it is corrected" value={reason} onChange={(event) => setReason(event.currentTarget.value)} />}
          </div>
        </>
      )}
      {missing && (
        <p className="wm-fact-missing" role="alert">
          {missing}
        </p>
      )}
      <ErrorNote error={error} />
      <div className="wm-row">
        <Button type="submit" loading={busy}>
          {corrects ? 'Keep the correction' : 'Add'}
        </Button>
        <Button variant="default" onClick={done}>
          Leave it
        </Button>
      </div>
    </form>
  )
}

/** Every fact staff may supply, under its section. */
function optionsOf({ facts }: CatalogueSeen) {
  const mine = facts.filter(({ from }) => from.includes('clinician'))
  return [...Map.groupBy(mine, ({ section }) => section)].map(([group, items]) => ({ group, items: items.map(({ id, name }) => ({ value: id, label: name })) }))
}
