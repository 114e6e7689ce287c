import { Button } from '@mantine/core'
import type { Refusal } from './api.ts'
import { Note } from './Note.tsx'

/** "Really?": what the server asks before it goes on. Yes sends the same again with the answered codes; any change withdraws it. */
export function AskNote({
  error,
  busy,
  yes,
  word = 'Yes, go on',
}: {
  readonly error: Refusal | null
  readonly busy: boolean
  readonly yes: (codes: string[]) => void
  readonly word?: string
}) {
  const questions = error?.code === 'ask' ? (error.questions ?? []) : []
  if (questions.length === 0) return null
  return (
    <div role="alert">
      <Note tone="due" title="Is this right?">
        <ul className="wm-note-list">
          {questions.map(({ code, message }) => (
            <li key={code}>{message}</li>
          ))}
        </ul>
        <Button variant="default" size="compact-sm" mt={8} loading={busy} onClick={() => yes(questions.map(({ code }) => code))}>
          {word}
        </Button>
      </Note>
    </div>
  )
}
