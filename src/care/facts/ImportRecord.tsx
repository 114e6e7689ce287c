import { Button, FileInput, Progress } from '@mantine/core'
import { useState } from 'react'
import { AskNote } from '../../ui/AskNote.tsx'
import type { Refusal } from '../../ui/api.ts'
import { useAct, useRefresh } from '../../ui/ask.ts'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import { Note } from '../../ui/Note.tsx'
import { upload } from '../../ui/upload.ts'
import { uuidv7 } from '../../ui/uuid.ts'
import type { ImportDone } from './answers.ts'
import { ImportSummary } from './ImportSummary.tsx'

type Answers = { readonly confirmed: readonly string[]; readonly person: string | undefined }
const NONE: Answers = { confirmed: [], person: undefined }

/** A record from another system: chosen, sent, asked about where it may be somebody else's, and told what became of it. */
export function ImportRecord({ id, done }: { readonly id: string; readonly done: () => void }) {
  const { busy, error, clear, act } = useAct()
  const refresh = useRefresh()
  const [file, setFile] = useState<File | null>(null)
  const [sent, setSent] = useState(0)
  const [answers, setAnswers] = useState(NONE)
  const [result, setResult] = useState<ImportDone | null>(null)
  const choose = (chosen: File | null) => {
    setFile(chosen)
    setAnswers(NONE)
    clear()
  }
  const go = async (said: Answers) => {
    if (!file) return
    setAnswers(said)
    setSent(0)
    const query = new URLSearchParams({
      id: uuidv7(),
      ...(said.person && { person: said.person }),
      ...(said.confirmed.length > 0 && { confirmed: said.confirmed.join(',') }),
    })
    const answer = await act(() => upload<ImportDone>(`/api/patients/${id}/import?${query}`, file, setSent))
    if (!answer) return
    await refresh(`/api/patients/${id}`)
    setResult(answer)
  }
  if (result) return <ImportSummary name={file?.name ?? 'The record'} result={result} done={done} />
  return (
    <form
      className="wm-inset wm-stack"
      aria-label="Import a record"
      onSubmit={(event) => {
        event.preventDefault()
        void go(answers)
      }}
    >
      <FileInput
        label="A FHIR R4 record from another system"
        description="A bundle, a resource or NDJSON, up to 100 MB. What is not understood is kept and shown; nothing that is known is overwritten."
        placeholder="Choose a file"
        accept=".json,.ndjson,application/json,application/fhir+json"
        value={file}
        onChange={choose}
        disabled={busy}
      />
      {busy && <Sending part={sent} />}
      {error?.code === 'whose' ? <Whose error={error} choose={(person) => void go({ ...answers, person })} /> : <ErrorNote error={error} />}
      <AskNote
        error={error}
        busy={busy}
        yes={(codes) => void go({ ...answers, confirmed: [...answers.confirmed, ...codes] })}
        word="Yes, it is the same person"
      />
      <div className="wm-row">
        <Button type="submit" loading={busy} disabled={!file}>
          Import
        </Button>
        <Button variant="default" onClick={done} disabled={busy}>
          Leave it
        </Button>
      </div>
    </form>
  )
}

const Sending = ({ part }: { readonly part: number }) => (
  <div aria-live="polite">
    <p className="wm-soft">{part < 1 ? `Sending, ${Math.round(part * 100)} %` : 'Sent. It is being read.'}</p>
    <Progress value={part * 100} aria-label="Sent" animated={part >= 1} />
  </div>
)

function Whose({ error: { message, issues = [] }, choose }: { readonly error: Refusal; readonly choose: (person: string) => void }) {
  return (
    <div role="alert">
      <Note tone="due" title={message}>
        <div className="wm-whose">
          {issues.map(({ path, message: name }) => (
            <Button key={path} variant="default" size="compact-sm" onClick={() => choose(path)}>
              {name}
            </Button>
          ))}
        </div>
      </Note>
    </div>
  )
}
