import { Button } from '@mantine/core'
import type { Refusal } from './api.ts'
import { Note } from './Note.tsx'

/** What went wrong in plain words, each reason on its own line, and a way on. */
export function ErrorNote({ error, again }: { readonly error: Refusal | null | undefined; readonly again?: (() => unknown) | undefined }) {
  // A question is put by AskNote, which can be answered.
  if (!error || error.code === 'ask') return null
  const reasons = linesOf(error)
  const [only] = reasons
  return (
    <div role="alert">
      <Note tone="due" title={reasons.length > 1 ? 'This was not done' : (only ?? error.message)}>
        {reasons.length > 1 && (
          <ul className="wm-note-list">
            {reasons.map((reason) => (
              <li key={reason}>{reason}</li>
            ))}
          </ul>
        )}
        {again && (
          <Button variant="default" size="compact-sm" mt={8} onClick={() => again()}>
            Try again
          </Button>
        )}
      </Note>
    </div>
  )
}

/** The reasons, or what in the request did not fit; a server's message is only their sum. */
const linesOf = ({ because = [], issues = [] }: Refusal): readonly string[] => [
  ...because.map(({ message }) => message),
  ...issues.map(({ path, message }) => (path ? `${path.replace(/^data\./, '')}: ${message}` : message)),
]
