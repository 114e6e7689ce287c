import { Button, Select, Textarea } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useGet } from '../../ui/ask.ts'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import { useMay, useMe } from '../../ui/me.ts'
import type { SeenTask } from './task.wire.ts'
import { useTaskCommand } from './useTaskCommand.tsx'

type People = { readonly people: readonly { readonly id: string; readonly name: string; readonly active: boolean }[] }
type Form = 'do' | 'assign' | 'cancel'

/** What can be done with an open task. What is answered where it came from is opened there. */
export function TaskActs({ of }: { readonly of: SeenTask }) {
  const { staff } = useMe()
  const may = useMay()
  const [form, setForm] = useState<Form | null>(null)
  const { busy, error, clear, send } = useTaskCommand(of.id)
  if (of.status !== 'open' || !may('task.do')) return null
  if (of.withSource && of.from.kind === 'safety')
    return (
      <div className="wm-row">
        <Button component={Link} to={of.patient && may('chart.read') ? `/safety/${of.patient}` : '/safety'} variant="default">
          Open and answer
        </Button>
      </div>
    )
  const show = (next: Form) => {
    clear()
    setForm(form === next ? null : next)
  }
  return (
    <div className="wm-stack">
      <div className="wm-row">
        {!of.acknowledged && (
          <Button loading={busy && form === null} onClick={() => void send({ type: 'acknowledge', data: {} }, 'You have it')}>
            Take it, as {staff.name}
          </Button>
        )}
        <Button variant={of.acknowledged ? 'filled' : 'default'} aria-expanded={form === 'do'} onClick={() => show('do')}>
          Done …
        </Button>
        <Button variant="default" aria-expanded={form === 'assign'} onClick={() => show('assign')}>
          Hand on …
        </Button>
        <Button variant="subtle" color="gray" aria-expanded={form === 'cancel'} onClick={() => show('cancel')}>
          Call off …
        </Button>
      </div>
      {form === 'do' && (
        <Words label="What was done, or what came of it" word="Done" busy={busy} go={(outcome) => send({ type: 'do', data: { outcome } }, 'Done')} />
      )}
      {form === 'cancel' && (
        <Words label="Why it is no longer needed" word="Call it off" busy={busy} go={(reason) => send({ type: 'cancel', data: { reason } }, 'Called off')} />
      )}
      {form === 'assign' && (
        <HandOn busy={busy} go={(to) => send({ type: 'assign', data: { staff: to } }, 'Handed on').then((done) => done && setForm(null))} />
      )}
      <ErrorNote error={error} />
    </div>
  )
}

type WordsProps = { readonly label: string; readonly word: string; readonly busy: boolean; readonly go: (words: string) => Promise<boolean> }

function Words({ label, word, busy, go }: WordsProps) {
  const [words, setWords] = useState('')
  return (
    <form
      className="wm-stack"
      onSubmit={(event) => {
        event.preventDefault()
        void go(words)
      }}
    >
      <Textarea label={label} autosize minRows={2} data-autofocus value={words} onChange={(event) => setWords(event.currentTarget.value)} />
      <div>
        <Button type="submit" loading={busy}>
          {word}
        </Button>
      </div>
    </form>
  )
}

function HandOn({ busy, go }: { readonly busy: boolean; readonly go: (staff: string) => Promise<unknown> }) {
  const staff = useGet<People>('/api/staff')
  const [chosen, setChosen] = useState<string | null>(null)
  const people = staff.data?.people.filter(({ active }) => active) ?? []
  return (
    <div className="wm-field-and-act">
      <Select label="To whom" searchable data={people.map(({ id, name }) => ({ value: id, label: name }))} value={chosen} onChange={setChosen} />
      <Button disabled={!chosen} loading={busy} onClick={() => chosen && void go(chosen)}>
        Hand on
      </Button>
    </div>
  )
}
